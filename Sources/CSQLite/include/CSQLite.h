// SQLite as Swift sees it.
#ifndef ANSWERBACK_CSQLITE_H
#define ANSWERBACK_CSQLITE_H
#include <sqlite3.h>
#include <stdint.h>

// SQLITE_TRANSIENT is a cast that Swift cannot import.
int ab_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int length);
int ab_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length);

#endif
