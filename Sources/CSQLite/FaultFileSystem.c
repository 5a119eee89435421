// A file system under SQLite that fails, and that forgets what was never synced; for tests (RULES 2.4, T7 and T8).
// It wraps the system's own, and is used only by connections that name it: "answerback-faults" by one test at a time, for there is
// one count of calls; "answerback-volatile", which only forgets, by any number.
#include "CSQLite.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
    const char *name;
    int fails;
} FaultFile;

// What a write replaced, kept until its file is synced.
typedef struct {
    char name[1024];
    sqlite3_int64 offset;
    int length;
    unsigned char *old;
} Unsynced;

static sqlite3_vfs *system_vfs;
static sqlite3_vfs fault_vfs, volatile_vfs;
// What connections name: the same gathering of frames above it as the product has.
static sqlite3_vfs gathering_faults, gathering_volatile;
static pthread_mutex_t unsynced_lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_io_methods fault_methods;
static long fail_at, calls;
static int fail_code, fails_for_ever;
static Unsynced *unsynced;
static int unsynced_count, unsynced_capacity;

static sqlite3_file *real(sqlite3_file *file) { return ((FaultFile *)file)->real; }

static int fault(sqlite3_file *file) {
    if (!((FaultFile *)file)->fails) return SQLITE_OK;
    calls += 1;
    if (fail_at > 0 && (calls == fail_at || (fails_for_ever && calls > fail_at))) return fail_code;
    return SQLITE_OK;
}

static void remember(sqlite3_file *file, sqlite3_int64 offset, int length) {
    pthread_mutex_lock(&unsynced_lock);
    if (unsynced_count == unsynced_capacity) {
        unsynced_capacity = unsynced_capacity ? 2 * unsynced_capacity : 256;
        unsynced = realloc(unsynced, (size_t)unsynced_capacity * sizeof(Unsynced));
        if (!unsynced) abort();
    }
    Unsynced *entry = &unsynced[unsynced_count++];
    snprintf(entry->name, sizeof entry->name, "%s", ((FaultFile *)file)->name);
    entry->offset = offset;
    entry->length = length;
    entry->old = calloc(1, (size_t)length + 1);
    if (!entry->old) abort();
    // What lies beyond the file's end reads as zeros.
    real(file)->pMethods->xRead(real(file), entry->old, length, offset);
    pthread_mutex_unlock(&unsynced_lock);
}

static void forget(const char *name, size_t length) {
    int kept = 0;
    pthread_mutex_lock(&unsynced_lock);
    for (int i = 0; i < unsynced_count; i++) {
        if (strncmp(unsynced[i].name, name, length) == 0) free(unsynced[i].old);
        else unsynced[kept++] = unsynced[i];
    }
    unsynced_count = kept;
    pthread_mutex_unlock(&unsynced_lock);
}

static int f_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }
static int f_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}
static int f_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    int code = fault(file);
    if (code == SQLITE_IOERR_WRITE && count > 1) {
        // A short write: half of it reached the disk.
        remember(file, offset, count / 2);
        real(file)->pMethods->xWrite(real(file), bytes, count / 2, offset);
    }
    if (code) return code;
    // Page by page, since a power loss tears a long write.
    for (int done = 0; done < count; done += 4096) remember(file, offset + done, count - done < 4096 ? count - done : 4096);
    return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
}
static int f_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = fault(file);
    return code ? code : real(file)->pMethods->xTruncate(real(file), size);
}
static int f_sync(sqlite3_file *file, int flags) {
    int code = fault(file);
    if (code) return code == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
    code = real(file)->pMethods->xSync(real(file), flags);
    const char *name = ((FaultFile *)file)->name;
    if (code == SQLITE_OK) forget(name, strlen(name) + 1);
    return code;
}
static int f_size(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }
static int f_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int f_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int f_reserved(sqlite3_file *file, int *held) { return real(file)->pMethods->xCheckReservedLock(real(file), held); }
static int f_control(sqlite3_file *file, int op, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}
static int f_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int f_device(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
static int f_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void f_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int f_shm_unmap(sqlite3_file *file, int erase) { return real(file)->pMethods->xShmUnmap(real(file), erase); }

static int v_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out) {
    FaultFile *made = (FaultFile *)file;
    made->real = (sqlite3_file *)(made + 1);
    made->name = name ? name : "";
    made->fails = vfs == &fault_vfs;
    made->base.pMethods = NULL;
    int code = system_vfs->xOpen(system_vfs, name, made->real, flags, out);
    if (made->real->pMethods) made->base.pMethods = &fault_methods;
    return code;
}

static pthread_once_t registered = PTHREAD_ONCE_INIT;
static int register_code;
static int register_all(void);
static void register_once(void) { register_code = register_all(); }

int ab_faults_register(void) {
    pthread_once(&registered, register_once);
    return register_code;
}

static int register_all(void) {
    sqlite3_initialize();
    system_vfs = sqlite3_vfs_find(NULL);
    if (!system_vfs) return SQLITE_ERROR;
    // Version 2 of the methods: shared memory, and no mapped pages that writes would go past.
    fault_methods = (sqlite3_io_methods){2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved,
        f_control, f_sector, f_device, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap, NULL, NULL};
    fault_vfs = *system_vfs;
    fault_vfs.szOsFile = (int)sizeof(FaultFile) + system_vfs->szOsFile;
    fault_vfs.zName = "answerback-faults-below";
    fault_vfs.pNext = NULL;
    fault_vfs.xOpen = v_open;
    volatile_vfs = fault_vfs;
    volatile_vfs.zName = "answerback-volatile-below";
    int code = ab_gather_register(&gathering_faults, "answerback-faults", &fault_vfs);
    return code ? code : ab_gather_register(&gathering_volatile, "answerback-volatile", &volatile_vfs);
}

void ab_faults_set(long at, int code, int for_ever) {
    calls = 0;
    fail_at = at;
    fail_code = code;
    fails_for_ever = for_ever;
}

long ab_faults_calls(void) { return calls; }

void ab_faults_forget(const char *path) { forget(path, strlen(path)); }

void ab_faults_lose(const char *path, const char *copy, uint64_t seed) {
    size_t prefix = strlen(path);
    pthread_mutex_lock(&unsynced_lock);
    for (int i = unsynced_count - 1; i >= 0; i--) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        if (strncmp(unsynced[i].name, path, prefix) != 0 || (seed >> 33) % 3 == 0) continue;
        char name[2048];
        snprintf(name, sizeof name, "%s%s", copy, unsynced[i].name + prefix);
        int file = open(name, O_WRONLY);
        if (file < 0) continue;
        ssize_t written = pwrite(file, unsynced[i].old, (size_t)unsynced[i].length, unsynced[i].offset);
        (void)written;
        close(file);
    }
    pthread_mutex_unlock(&unsynced_lock);
}
