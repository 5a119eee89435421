// Shows the thread sanitizer the slow paths of Swift's `Mutex`.
//
// Uncontended, a `Mutex` is a compare-and-exchange in code that the sanitizer instruments. Contended, it is taken and handed over
// inside the library Synchronization and by the kernel, where the sanitizer sees nothing: it then reports a race between two threads
// that never were there at the same time. These wrappers, preloaded by `make sanitize`, tell it the order: who unlocks releases the
// lock's word, who got the lock acquires it. They hide nothing: where no lock is taken, nothing is told.
//
// Built by clang with Swift's calling convention; the names are those of swift/stdlib/public/Synchronization/Mutex/LinuxImpl.swift.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock(uint32_t thread, SELF void *word) __asm__(LOCK);
SWIFT bool try(SELF void *word) __asm__(TRY);
SWIFT void unlock(SELF void *word) __asm__(UNLOCK);

static void tell(const char *order, void *word)
{
    void (*told)(void *) = (void (*)(void *))dlsym(RTLD_DEFAULT, order);
    if (told) told(word);
}

SWIFT void lock(uint32_t thread, SELF void *word)
{
    ((SWIFT void (*)(uint32_t, SELF void *))dlsym(RTLD_NEXT, LOCK))(thread, word);
    tell("__tsan_acquire", word);
}

SWIFT bool try(SELF void *word)
{
    bool isLocked = ((SWIFT bool (*)(SELF void *))dlsym(RTLD_NEXT, TRY))(word);
    if (isLocked) tell("__tsan_acquire", word);
    return isLocked;
}

SWIFT void unlock(SELF void *word)
{
    tell("__tsan_release", word);
    ((SWIFT void (*)(SELF void *))dlsym(RTLD_NEXT, UNLOCK))(word);
}
