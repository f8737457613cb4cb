#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "server/commands/commands.h"

namespace hub {

namespace {

using Json = nlohmann::json;

using Names = std::map<Id, std::string>;  // of persons

std::string hex_of(ByteView bytes) {
    std::string text;
    for (std::uint8_t const byte : bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

// Who wrote it and when: id and name, null for starter content.
Json json_of(Origin const& origin, Names const& names) {
    if (origin.author.is_nil()) return nullptr;
    auto const name = names.find(origin.author);
    return {{"author", to_hex(origin.author)},
            {"name", name == names.end() ? Json() : Json(name->second)},
            {"replica", to_hex(origin.replica)},
            {"dseq", origin.dseq},
            {"stamp_ms", origin.stamp.wall_ms()}};
}

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
        Json operator()(BlobRef const& value) {
            return {{"blob", hex_of(value.sha256)}, {"bytes", value.size_bytes}};
        }
    };
    return std::visit(Visitor{}, value);
}

Json json_of(FieldRow const& row, Names const& names) {
    Json kept = Json::array();
    for (KeptValue const& loser : row.state.losers)
        kept.push_back({{"value", json_of(loser.value)}, {"by", json_of(loser.origin, names)}});
    return {{"record", to_hex(row.record)},
            {"kind", row.kind},
            {"feed", row.feed},
            {"field", row.path},
            {"value", json_of(row.state.value)},
            {"seq", row.state.seq},
            {"by", json_of(row.state.origin, names)},
            {"kept", std::move(kept)}};
}

Json json_of(LoggedEdit const& entry, Names const& names) {
    Json changes = Json::object();
    for (Change const& change : entry.edit.changes) changes[change.path] = json_of(change.value);
    return {{"quarantined", entry.reason},
            {"sentence", entry.sentence},
            {"record", to_hex(entry.edit.record)},
            {"kind", entry.edit.kind},
            {"feed", entry.edit.feed},
            {"by", json_of(origin_of(entry.edit), names)},
            {"received_ms", entry.received_ms},
            {"changes", std::move(changes)}};
}

void print(Json const& line) {
    std::puts(line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

// One page of a feed at a time: memory stays bounded however much there is.
Result<void> export_feed(SqliteStore& store, std::string const& feed, Names const& names) {
    constexpr std::size_t kPage = 1000;
    std::uint64_t after = 0;
    while (true) {
        TRY(std::vector<FieldRow> const rows, store.rows_after(feed, after, kPage));
        for (FieldRow const& row : rows) {
            print(json_of(row, names));
            after = row.state.seq;
        }
        if (rows.size() < kPage) return {};
    }
}

Result<void> export_all(std::string const& data) {
    TRY(SqliteStore store, open_store(data, IfMissing::Refuse));
    // One snapshot: what phones send meanwhile is in none of the lines, or in the next export.
    TRY_VOID(store.database().execute("BEGIN"));
    TRY(std::vector<Person> const people, People(store).all());
    Names names;
    for (Person const& person : people) names[person.id] = person.name;
    TRY(std::vector<std::string> const feeds, store.feeds());
    for (std::string const& feed : feeds) TRY_VOID(export_feed(store, feed, names));
    TRY_VOID(store.each_quarantined([&](LoggedEdit const& edit) { print(json_of(edit, names)); }));
    TRY_VOID(store.commit());
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
    return Error{"export-cut", "L'export est incomplet : la sortie n'a pas pu être écrite."};
}

}  // namespace

void add_export(CLI::App& program, Failure& failure) {
    auto* const command = program.add_subcommand(
        "export", "Print every field of every record, then the refused edits");
    auto const data = std::make_shared<std::string>();
    add_data_option(*command, *data);
    auto const json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "One JSON object per line (the only format so far)")
        ->required();
    command->callback([data, json, &failure] { failure = failure_of(export_all(*data)); });
}

}  // namespace hub
