#include "CSQLite.h"
#include <stddef.h>

int ab_sqlite_configure(void) {
    static sqlite3_vfs gathering;
    // Variadic, so Swift cannot call it. A refusal (SQLITE_MISUSE: already in use) changes nothing but speed.
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int code = sqlite3_initialize();
    if (code) return code;
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    return system ? ab_gather_register(&gathering, "answerback", system) : SQLITE_ERROR;
}

int ab_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int length) {
    return sqlite3_bind_text(statement, index, bytes, length, SQLITE_TRANSIENT);
}
int ab_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
    if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
