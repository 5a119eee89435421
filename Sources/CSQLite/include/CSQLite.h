// SQLite as Swift sees it.
#ifndef ANSWERBACK_CSQLITE_H
#define ANSWERBACK_CSQLITE_H
#include <sqlite3.h>
#include <stdint.h>

// Before the first connection. SQLite keeps no account of its memory, which costs a lock and a size for each allocation; where the
// library is in use already, that stays as it is. Registers the file system "answerback", see GatheringFileSystem.c.
// Returns SQLITE_OK where it may be named.
int ab_sqlite_configure(void);

// Registers a file system that gathers the frames of a log above another; both must live as long as the process.
int ab_gather_register(sqlite3_vfs *vfs, const char *name, sqlite3_vfs *below);

// SQLITE_TRANSIENT is a cast that Swift cannot import.
int ab_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int length);
int ab_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length);

// A file system for tests, named "answerback-faults" once registered; see FaultFileSystem.c.
static const int ab_write_failed = SQLITE_IOERR_WRITE;
int ab_faults_register(void);
// From now on the write, sync or truncation number `at` fails with `code` (0: none), and all after it where `for_ever`.
void ab_faults_set(long at, int code, int for_ever);
// Writes, syncs and truncations since the last `ab_faults_set`.
long ab_faults_calls(void);
void ab_faults_forget(const char *path);
// Undoes two of three writes that were never synced, in a copy of the files: a power loss.
void ab_faults_lose(const char *path, const char *copy, uint64_t seed);

#endif
