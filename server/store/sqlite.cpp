#include "server/store/sqlite.h"

#include <algorithm>
#include <cerrno>

namespace hub {

namespace {

Error failure(sqlite3* handle) {
    std::string const detail = sqlite3_errmsg(handle);
    int const code = sqlite3_errcode(handle) & 0xFF;
    int const system = sqlite3_system_errno(handle);
    bool const no_space = code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT);
    switch (no_space ? SQLITE_FULL : code) {
        case SQLITE_FULL:
            return {"disk-full", "Le disque du serveur est plein. Rien n'est perdu : réessayez."};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"store-busy", "Le serveur est occupé. Réessayez dans un instant."};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return {"not-a-store", "Le fichier de la base n'est pas lisible (" + detail + ")."};
        case SQLITE_READONLY:
            return {"store-failed",
                    "Le dossier des données n'est pas accessible en écriture pour ce compte."};
        default:
            return {"store-failed", "La base du serveur a refusé l'écriture (" + detail + ")."};
    }
}

// Going over to the log, and back when the last program closes the file, needs the file alone, and
// SQLite answers "busy" at once then, whatever the timeout: two that waited would wait for each
// other. Nothing is held while waiting here, so both get on.
Result<void> use_log(sqlite3* handle) {
    constexpr int kTries = 500, kPause_ms = 10;
    for (int i = 0;; ++i) {
        int const code = sqlite3_exec(handle, "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return {};
        if ((code & 0xFF) != SQLITE_BUSY || i == kTries) return failure(handle);
        sqlite3_sleep(kPause_ms);
    }
}

}  // namespace

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_, next_++, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    sqlite3_bind_text(statement_, next_++, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind(ByteView bytes) {
    // A null pointer would bind NULL: an empty blob is not nothing.
    void const* const data = bytes.empty() ? static_cast<void const*>("") : bytes.data();
    sqlite3_bind_blob(statement_, next_++, data, static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    return *this;
}

Result<bool> Statement::step() {
    int const code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure(sqlite3_db_handle(statement_));
}

Result<void> Statement::run() {
    TRY([[maybe_unused]] bool const row, step());
    return {};
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Statement::text(int column) const {
    auto const* const text = sqlite3_column_text(statement_, column);
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return text ? std::string(reinterpret_cast<char const*>(text), size) : std::string();
}

Bytes Statement::bytes(int column) const {
    auto const* const data =
        static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_, column));
    auto const size = sqlite3_column_bytes(statement_, column);
    return data ? Bytes(data, data + size) : Bytes();
}

Id Statement::id(int column) const {
    Id id;
    Bytes const found = bytes(column);
    if (found.size() == id.bytes.size()) std::copy(found.begin(), found.end(), id.bytes.begin());
    return id;
}

Result<Sqlite> Sqlite::open(std::string const& path) {
    Sqlite database;
    sqlite3* handle = nullptr;
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int const code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    database.handle_.reset(handle);
    if (code != SQLITE_OK)
        return Error{"store-failed",
                     "La base " + path + " ne s'ouvre pas (" + sqlite3_errstr(code) + ")."};
    sqlite3_extended_result_codes(handle, 1);
    TRY_VOID(use_log(handle));
    sqlite3_busy_timeout(handle, 5000);
    // Pages of the indexes stay in memory (8 MB), and a page that many commits change goes from the
    // log to the file once per 16 MB of log instead of per 4.
    TRY_VOID(
        database.execute("PRAGMA synchronous=FULL;"
                         "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
                         "PRAGMA wal_autocheckpoint=4000;"));
    return database;
}

Result<Statement> Sqlite::prepare(char const* sql) {
    Prepared& kept = statements_[sql];
    if (!kept) {
        sqlite3_stmt* fresh = nullptr;
        if (sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &fresh,
                               nullptr) != SQLITE_OK)
            return failure(handle_.get());
        kept.reset(fresh);
    }
    sqlite3_reset(kept.get());
    sqlite3_clear_bindings(kept.get());
    return Statement(kept.get());
}

Result<void> Sqlite::execute(char const* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return failure(handle_.get());
}

}  // namespace hub
