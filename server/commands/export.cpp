#include <cstdio>
#include <nlohmann/json.hpp>

#include "server/commands/commands.h"

namespace hub {

namespace {

using Json = nlohmann::json;

Json json_of(Value const& value) {
    struct Visitor {
        Json operator()(std::monostate) { return nullptr; }
        Json operator()(bool value) { return value; }
        Json operator()(std::int64_t value) { return value; }
        Json operator()(double value) { return value; }
        Json operator()(std::string const& value) { return value; }
        Json operator()(Date value) { return to_iso(value); }
        Json operator()(TextList const& value) { return value; }
        Json operator()(GeoPoint const& p) {
            return {{"latitude", p.latitude_deg},
                    {"longitude", p.longitude_deg},
                    {"accuracy_m", p.accuracy_m}};
        }
        Json operator()(RecordRef const& value) { return {{"record", to_hex(value.id)}}; }
        Json operator()(BlobRef const& value) { return {{"blob_bytes", value.size_bytes}}; }
    };
    return std::visit(Visitor{}, value);
}

Json json_of(FieldRow const& row) {
    Json kept = Json::array();
    for (KeptValue const& loser : row.state.losers)
        kept.push_back({{"value", json_of(loser.value)},
                        {"author", to_hex(loser.origin.author)},
                        {"stamp_ms", loser.origin.stamp.wall_ms()}});
    return {{"record", to_hex(row.record)},
            {"kind", row.kind},
            {"feed", row.feed},
            {"field", row.path},
            {"value", json_of(row.state.value)},
            {"seq", row.state.seq},
            {"author", to_hex(row.state.origin.author)},
            {"stamp_ms", row.state.origin.stamp.wall_ms()},
            {"kept", std::move(kept)}};
}

Json json_of(LoggedEdit const& entry) {
    Json changes = Json::object();
    for (Change const& change : entry.edit.changes) changes[change.path] = json_of(change.value);
    return {{"quarantined", entry.reason},
            {"record", to_hex(entry.edit.record)},
            {"kind", entry.edit.kind},
            {"feed", entry.edit.feed},
            {"author", to_hex(entry.edit.author)},
            {"received_ms", entry.received_ms},
            {"changes", std::move(changes)}};
}

void print(Json const& line) {
    std::puts(line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

// One page of a feed at a time: memory stays bounded however much there is.
Result<void> export_feed(SqliteStore& store, std::string const& feed) {
    constexpr std::size_t kPage = 1000;
    std::uint64_t after = 0;
    while (true) {
        TRY(std::vector<FieldRow> const rows, store.rows_after(feed, after, kPage));
        for (FieldRow const& row : rows) {
            print(json_of(row));
            after = row.state.seq;
        }
        if (rows.size() < kPage) return {};
    }
}

Result<void> export_all(std::string const& data) {
    TRY(SqliteStore store, open_store(data));
    TRY(std::vector<std::string> const feeds, store.feeds());
    for (std::string const& feed : feeds) TRY_VOID(export_feed(store, feed));
    TRY(std::vector<LoggedEdit> const refused, store.quarantined());
    for (LoggedEdit const& entry : refused) print(json_of(entry));
    return {};
}

}  // namespace

void add_export(CLI::App& program, Failure& failure) {
    auto* const command = program.add_subcommand("export", "Print everything, a line each");
    auto const data = std::make_shared<std::string>();
    add_data_option(*command, *data);
    auto const json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "One JSON object per line (the only format so far)")
        ->required();
    command->callback([data, json, &failure] { failure = failure_of(export_all(*data)); });
}

}  // namespace hub
