// A file system under SQLite that gathers the frames of a write-ahead log, and writes them as one: SQLite writes each as a header of
// 24 bytes and a page, some sixty calls for a commit of the desk.
//
// What is gathered is written with the last frame of its commit, of which others are told only behind it, and before the log is
// synced, read, measured, truncated or closed by its connection. What a killed process had gathered was no whole commit.
#include "CSQLite.h"
#include <stdlib.h>
#include <string.h>

// What is larger is written in parts. SQLite's own file system writes at most 131,071 bytes in one call.
enum { gathered_max = 31 * (24 + 4096) };

typedef struct {
    sqlite3_file base;
    sqlite3_file *real;
    // Bytes for `start` and behind it, in the order of their writing.
    unsigned char *gathered;
    int count;
    sqlite3_int64 start;
    // The header of a commit's last frame was written, and its page comes next.
    int is_last;
} LogFile;

static sqlite3_file *real(sqlite3_file *file) { return ((LogFile *)file)->real; }

// Where it fails, the bytes are forgotten: they belong to a transaction that SQLite then rolls back.
static int flush(LogFile *log) {
    if (log->count == 0) return SQLITE_OK;
    int count = log->count;
    log->count = 0;
    return log->real->pMethods->xWrite(log->real, log->gathered, count, log->start);
}

// A frame's header tells in its second word the size of the database behind the commit that it ends, or zero
// (https://www.sqlite.org/fileformat2.html section 4.1).
static int ends_commit(const unsigned char *bytes, int count) {
    return count == 24 && (bytes[4] | bytes[5] | bytes[6] | bytes[7]) != 0;
}

static int g_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    LogFile *log = (LogFile *)file;
    if (log->count > 0 && (offset != log->start + log->count || log->count + count > gathered_max)) {
        int code = flush(log);
        if (code) return code;
    }
    if (!log->gathered) log->gathered = malloc(gathered_max);
    // Out of memory is no reason to fail: the write goes through as it is.
    if (!log->gathered || count > gathered_max) return log->real->pMethods->xWrite(log->real, bytes, count, offset);
    if (log->count == 0) log->start = offset;
    memcpy(log->gathered + log->count, bytes, (size_t)count);
    log->count += count;
    int is_whole = log->is_last;
    log->is_last = ends_commit(bytes, count);
    return is_whole ? flush(log) : SQLITE_OK;
}

static int g_close(sqlite3_file *file) {
    LogFile *log = (LogFile *)file;
    int code = flush(log);
    free(log->gathered);
    log->gathered = NULL;
    log->count = 0;
    int closed = log->real->pMethods->xClose(log->real);
    return code ? code : closed;
}
static int g_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int code = flush((LogFile *)file);
    return code ? code : real(file)->pMethods->xRead(real(file), bytes, count, offset);
}
static int g_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = flush((LogFile *)file);
    return code ? code : real(file)->pMethods->xTruncate(real(file), size);
}
static int g_sync(sqlite3_file *file, int flags) {
    int code = flush((LogFile *)file);
    return code ? code : real(file)->pMethods->xSync(real(file), flags);
}
static int g_size(sqlite3_file *file, sqlite3_int64 *size) {
    int code = flush((LogFile *)file);
    return code ? code : real(file)->pMethods->xFileSize(real(file), size);
}
static int g_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int g_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int g_reserved(sqlite3_file *file, int *held) { return real(file)->pMethods->xCheckReservedLock(real(file), held); }
static int g_control(sqlite3_file *file, int op, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}
static int g_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int g_device(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

// Version 1 of the methods: a log has no shared memory and no mapped pages of its own.
static const sqlite3_io_methods log_methods = {1, g_close, g_read, g_write, g_truncate, g_sync, g_size, g_lock, g_unlock, g_reserved,
    g_control, g_sector, g_device, NULL, NULL, NULL, NULL, NULL, NULL};

static int g_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out) {
    sqlite3_vfs *below = vfs->pAppData;
    // All but logs are the other file system's own.
    if (!(flags & SQLITE_OPEN_WAL)) return below->xOpen(below, name, file, flags, out);
    LogFile *log = (LogFile *)file;
    memset(log, 0, sizeof *log);
    log->real = (sqlite3_file *)(log + 1);
    int code = below->xOpen(below, name, log->real, flags, out);
    if (log->real->pMethods) log->base.pMethods = &log_methods;
    return code;
}

// The other methods of a file system are called with this one, and pass on to what the one below keeps in `pAppData`.
static int g_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    sqlite3_vfs *below = vfs->pAppData;
    return below->xDelete(below, name, sync);
}
static int g_access(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
    sqlite3_vfs *below = vfs->pAppData;
    return below->xAccess(below, name, flags, out);
}
static int g_path(sqlite3_vfs *vfs, const char *name, int count, char *out) {
    sqlite3_vfs *below = vfs->pAppData;
    return below->xFullPathname(below, name, count, out);
}

int ab_gather_register(sqlite3_vfs *vfs, const char *name, sqlite3_vfs *below) {
    *vfs = *below;
    vfs->szOsFile = (int)sizeof(LogFile) + below->szOsFile;
    vfs->zName = name;
    vfs->pNext = NULL;
    vfs->pAppData = below;
    vfs->xOpen = g_open;
    vfs->xDelete = g_delete;
    vfs->xAccess = g_access;
    vfs->xFullPathname = g_path;
    return sqlite3_vfs_register(vfs, 0);
}
