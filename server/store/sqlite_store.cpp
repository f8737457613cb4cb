#include "server/store/sqlite_store.h"

#include "server/store/schema.h"
#include "shared/sync/message.h"

namespace hub {

namespace {

// A field state as bytes: value, origin, kept losers. Server-side only, so the seq stays a column.
void write_origin(ByteWriter& out, Origin const& origin) {
    out.id(origin.replica);
    out.varint(origin.dseq);
    out.id(origin.author);
    out.varint(origin.stamp.bits);
}

Bytes state_bytes(FieldState const& state) {
    ByteWriter out;
    write_value(out, state.value);
    write_origin(out, state.origin);
    out.varint(state.losers.size());
    for (KeptValue const& loser : state.losers) {
        write_value(out, loser.value);
        write_origin(out, loser.origin);
    }
    return out.take();
}

Result<Origin> read_origin(ByteReader& in) {
    Origin origin;
    TRY(origin.replica, in.id());
    TRY(origin.dseq, in.varint());
    TRY(origin.author, in.id());
    TRY(origin.stamp.bits, in.varint());
    return origin;
}

Result<FieldState> read_state(ByteView bytes, std::uint64_t seq) {
    ByteReader in(bytes);
    FieldState state;
    state.seq = seq;
    TRY(state.value, read_value(in));
    TRY(state.origin, read_origin(in));
    TRY(std::size_t const losers, in.count());
    for (std::size_t i = 0; i < losers; ++i) {
        KeptValue loser;
        TRY(loser.value, read_value(in));
        TRY(loser.origin, read_origin(in));
        state.losers.push_back(std::move(loser));
    }
    return state;
}

// Columns: 0 replica, 1 dseq, 2 chain, 3 body, 4 verdict, 5 first_seq, 6 reason, 7 sentence,
// 8 received_ms.
Result<LoggedEdit> read_logged(Statement const& row) {
    Bytes const body = row.bytes(3);
    ByteReader in(body);
    LoggedEdit entry;
    TRY(entry.edit, read_edit_body(in));
    entry.edit.replica = row.id(0);
    entry.edit.dseq = row.number(1);
    entry.edit.chain = row.number(2);
    entry.verdict = static_cast<std::uint8_t>(row.integer(4));
    entry.first_seq = row.number(5);
    entry.reason = row.text(6);
    entry.sentence = row.text(7);
    entry.received_ms = row.integer(8);
    return entry;
}

Result<std::int64_t> pragma(Sqlite& database, char const* sql) {
    TRY(Statement statement, database.prepare(sql));
    TRY(bool const row, statement.step());
    return row ? statement.integer(0) : 0;
}

}  // namespace

Result<SqliteStore> SqliteStore::open(std::string const& path, Id fresh_epoch) {
    TRY(Sqlite database, Sqlite::open(path));
    SqliteStore store(std::move(database));
    // Under the write lock: another program may be creating or raising the same file right now.
    TRY_VOID(store.begin());
    auto const settled = store.settle(path, fresh_epoch);
    if (!settled.ok()) {
        store.rollback();
        return settled.error();
    }
    TRY_VOID(store.commit());
    return store;
}

Result<void> SqliteStore::settle(std::string const& path, Id fresh_epoch) {
    TRY(std::int64_t const application, pragma(database_, "PRAGMA application_id"));
    TRY(std::int64_t const version, pragma(database_, "PRAGMA user_version"));
    if (application == 0 && version == 0) return create(fresh_epoch);
    if (application != kApplicationId)
        return Error{"not-a-store", path + " n'est pas une base du carnet HUB-IIT."};
    if (version > kSchemaVersion)
        return Error{"newer-store", path + " vient d'une version plus récente du serveur."};
    return upgrade(version);
}

Result<void> SqliteStore::create(Id epoch) {
    TRY_VOID(database_.execute(kSchema));
    {
        TRY(Statement insert,
            database_.prepare("INSERT INTO setting (name, value) VALUES ('epoch', ?)"));
        TRY_VOID(insert.bind(epoch).run());
    }
    std::string const numbers = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                                "; PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";";
    return database_.execute(numbers.c_str());
}

Result<void> SqliteStore::upgrade(std::int64_t version) {
    if (version == kSchemaVersion) return {};
    for (; version < kSchemaVersion; ++version) TRY_VOID(database_.execute(kUpgrades[version - 1]));
    return database_.execute(("PRAGMA user_version=" + std::to_string(kSchemaVersion)).c_str());
}

Result<void> SqliteStore::begin() { return database_.execute("BEGIN IMMEDIATE"); }

Result<void> SqliteStore::commit() {
    auto committed = database_.execute("COMMIT");
    if (!committed.ok() && database_.in_transaction()) rollback();
    return committed;
}

void SqliteStore::rollback() {
    // SQLite rolls back by itself after some errors; then there is nothing left to do.
    if (database_.in_transaction()) (void)database_.execute("ROLLBACK").ok();
}

Result<Id> SqliteStore::epoch() {
    TRY(Statement select, database_.prepare("SELECT value FROM setting WHERE name = 'epoch'"));
    TRY(bool const found, select.step());
    if (!found) return Error{"store-failed", "La base du serveur n'a pas d'époque."};
    return select.id(0);
}

Result<ReplicaTail> SqliteStore::tail(Id const& replica) {
    TRY(Statement select, database_.prepare("SELECT dseq, chain FROM edit WHERE replica = ? "
                                            "ORDER BY dseq DESC LIMIT 1"));
    TRY(bool const found, select.bind(replica).step());
    return found ? ReplicaTail{select.number(0), select.number(1)} : ReplicaTail{};
}

Result<std::uint64_t> SqliteStore::backed_up_dseq(Id const&) {
    return std::uint64_t{0};  // `backup` comes later: phones keep what they sent until then
}

Result<std::optional<LoggedEdit>> SqliteStore::logged(Id const& replica, std::uint64_t dseq) {
    TRY(Statement select,
        database_.prepare("SELECT replica, dseq, chain, body, verdict, first_seq, reason, "
                          "sentence, received_ms FROM edit WHERE replica = ? AND dseq = ?"));
    TRY(bool const found, select.bind(replica).bind(dseq).step());
    if (!found) return std::optional<LoggedEdit>{};
    TRY(LoggedEdit entry, read_logged(select));
    return std::optional<LoggedEdit>{std::move(entry)};
}

Result<void> SqliteStore::log(LoggedEdit const& entry) {
    ByteWriter body;
    write_edit_body(body, entry.edit);
    TRY(Statement insert,
        database_.prepare("INSERT INTO edit (replica, dseq, chain, body, verdict, first_seq, "
                          "reason, sentence, received_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                          "ON CONFLICT DO NOTHING"));
    TRY_VOID(insert.bind(entry.edit.replica)
                 .bind(entry.edit.dseq)
                 .bind(entry.edit.chain)
                 .bind(body.view())
                 .bind(std::int64_t{entry.verdict})
                 .bind(entry.first_seq)
                 .bind(std::string_view(entry.reason))
                 .bind(std::string_view(entry.sentence))
                 .bind(std::int64_t{entry.received_ms})
                 .run());
    if (database_.changes() == 1) return {};
    return Error{"duplicate-edit", "Cette saisie est déjà enregistrée."};
}

Result<std::optional<Record>> SqliteStore::record(Id const& id) {
    TRY(Statement select,
        database_.prepare("SELECT kind, feed, path, seq, state FROM field WHERE record = ?"));
    select.bind(id);
    std::optional<Record> found;
    while (true) {
        TRY(bool const row, select.step());
        if (!row) return found;
        if (!found) found = Record{id, select.text(0), select.text(1), {}};
        TRY(FieldState state, read_state(select.bytes(4), select.number(3)));
        found->fields[select.text(2)].confirmed = std::move(state);
    }
}

Result<std::uint64_t> SqliteStore::take_seqs(std::string_view feed, std::uint64_t count) {
    TRY(Statement raise,
        database_.prepare("INSERT INTO feed (name, last_seq) VALUES (?1, ?2) ON CONFLICT (name) "
                          "DO UPDATE SET last_seq = last_seq + ?2 RETURNING last_seq"));
    TRY(bool const row, raise.bind(feed).bind(count).step());
    if (!row) return Error{"store-failed", "Le compteur du serveur ne répond pas."};
    std::uint64_t const last = raise.number(0);
    TRY_VOID(raise.run());  // RETURNING writes when it is stepped to the end
    return last - count + 1;
}

Result<void> SqliteStore::put(FieldRow const& row) {
    TRY(Statement upsert,
        database_.prepare("INSERT INTO field (record, path, kind, feed, seq, state) "
                          "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (record, path) DO UPDATE SET "
                          "kind = excluded.kind, feed = excluded.feed, seq = excluded.seq, "
                          "state = excluded.state"));
    Bytes const state = state_bytes(row.state);
    return upsert.bind(row.record)
        .bind(std::string_view(row.path))
        .bind(std::string_view(row.kind))
        .bind(std::string_view(row.feed))
        .bind(row.state.seq)
        .bind(ByteView(state))
        .run();
}

Result<std::vector<FieldRow>> SqliteStore::rows_after(std::string_view feed, std::uint64_t after,
                                                      std::size_t limit) {
    TRY(Statement select, database_.prepare("SELECT record, kind, path, seq, state FROM field "
                                            "WHERE feed = ? AND seq > ? ORDER BY seq LIMIT ?"));
    select.bind(feed).bind(after).bind(std::uint64_t{limit});
    std::vector<FieldRow> rows;
    while (true) {
        TRY(bool const row, select.step());
        if (!row) return rows;
        TRY(FieldState state, read_state(select.bytes(4), select.number(3)));
        rows.push_back(
            {select.id(0), select.text(1), std::string(feed), select.text(2), std::move(state)});
    }
}

Result<std::uint64_t> SqliteStore::last_seq(std::string_view feed) {
    TRY(Statement select, database_.prepare("SELECT last_seq FROM feed WHERE name = ?"));
    TRY(bool const found, select.bind(feed).step());
    return found ? select.number(0) : std::uint64_t{0};
}

Result<std::vector<std::string>> SqliteStore::feeds() {
    TRY(Statement select, database_.prepare("SELECT name FROM feed ORDER BY name"));
    std::vector<std::string> names;
    while (true) {
        TRY(bool const row, select.step());
        if (!row) return names;
        names.push_back(select.text(0));
    }
}

Result<void> SqliteStore::each_quarantined(std::function<void(LoggedEdit const&)> const& visit) {
    TRY(Statement select,
        database_.prepare("SELECT replica, dseq, chain, body, verdict, first_seq, reason, "
                          "sentence, received_ms FROM edit WHERE verdict = ?"));
    select.bind(static_cast<std::int64_t>(VerdictKind::Quarantined));
    while (true) {
        TRY(bool const row, select.step());
        if (!row) return {};
        TRY(LoggedEdit const entry, read_logged(select));
        visit(entry);
    }
}

}  // namespace hub
