#pragma once
// SQLite's C API in the words of this project: every call that can fail returns a Result, every
// handle closes itself. Errors: "disk-full" (SQLITE_FULL), "store-busy", "store-failed".

#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/base/bytes.h"

namespace hub {

// A prepared statement on loan: bind in order, step, read columns by number; reset when it dies.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    ~Statement() {
        if (statement_) sqlite3_reset(statement_);
    }
    Statement(Statement&& other) noexcept
        : statement_(std::exchange(other.statement_, nullptr)), next_(other.next_) {}
    Statement& operator=(Statement&&) = delete;

    Statement& bind(std::int64_t value);
    Statement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(std::string_view text);
    Statement& bind(ByteView bytes);
    Statement& bind(Id const& id) { return bind(ByteView(id.bytes)); }

    Result<bool> step();  // true: a row is there
    Result<void> run();   // a statement without rows

    std::int64_t integer(int column) const;
    std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    std::string text(int column) const;
    Bytes bytes(int column) const;
    Id id(int column) const;  // nil when the blob has not 16 bytes

private:
    sqlite3_stmt* statement_;
    int next_ = 1;
};

class Sqlite {
public:
    // Opens or creates; WAL, synchronous=FULL, foreign keys on, waits up to 5 s for another writer.
    static Result<Sqlite> open(std::string const& path);
    // Text must be a string literal: statements are prepared once and kept.
    Result<Statement> prepare(char const* sql);
    Result<void> execute(char const* sql);  // any number of statements, no rows
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
    std::int64_t changes() const { return sqlite3_changes64(handle_.get()); }
    sqlite3* raw() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
    };
    using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<char const*, Prepared> statements_;
};

}  // namespace hub
