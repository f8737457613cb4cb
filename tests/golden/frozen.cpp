#include "tests/golden/frozen.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

#include "shared/records/kinds.h"
#include "tests/shared/sync/hub_world.h"

namespace hub::golden {

namespace {

using test::kNoon;

std::string place(std::string const& folder, char const* name) {
    return std::string(HUB_SOURCE_DIR) + "/tests/golden/" + folder + "/" + name + ".bin";
}

Bytes read_file(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE_MESSAGE(in, path);
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

void write_file(std::string const& path, ByteView bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<char const*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    REQUIRE_MESSAGE(out, path);
}

// Rows one after the other, each with its length before it.
Bytes packed(std::vector<Bytes> const& rows) {
    ByteWriter out;
    for (Bytes const& row : rows) out.text({reinterpret_cast<char const*>(row.data()), row.size()});
    return out.take();
}

std::vector<Bytes> unpacked(Bytes const& bytes) {
    std::vector<Bytes> rows;
    ByteReader in(bytes);
    while (!in.at_end()) {
        auto const row = in.text();
        REQUIRE(row.ok());
        rows.emplace_back(row.value().begin(), row.value().end());
    }
    return rows;
}

void put(test::Server& server, std::string const& name, std::string const& kind,
         std::string const& feed, std::string const& path, Value value) {
    FieldRow row{id_from_name(name), kind, feed, path, {.value = std::move(value)}};
    row.state.seq = server.store.take_seqs(feed, 1).take();
    REQUIRE(server.store.put(row).ok());
}

void fill(test::Server& server) {
    REQUIRE(server.store.begin().ok());
    put(server, "koumba", kEnterprise, "bamako", "name", std::string("Koumba Fruits"));
    put(server, "tente", kSolution, "network", "title", std::string("Séchoir solaire tente"));
    put(server, "tente", kSolution, "network", "filieres", TextList{"karite", "mangue"});
    REQUIRE(server.store.commit().ok());
}

// An answer of every type.
void answer_all(test::TestPhone& phone) {
    BlobRef photo{.size_bytes = 123'456};
    photo.sha256.fill(0xAB);
    std::pair<char const*, Value> const answers[] = {
        {"enterprise", RecordRef{id_from_name("koumba")}},
        {"answers/oui", true},
        {"answers/entier", std::int64_t{-42}},
        {"answers/decimal", 12.5},
        {"answers/texte", std::string("Koumba Traoré, ɛ ɔ ŋ")},
        {"answers/date", Date{20'500}},
        {"answers/liste", TextList{"forage", "puits"}},
        {"answers/lieu", GeoPoint{12.639, -8.002, 15}},
        {"answers/photo", photo},
        {"answers/efface", std::monostate{}},
    };
    for (auto const& [path, value] : answers)
        phone.keep(
            phone.phone.edit(id_from_name("visit"), kVisit, "bamako", {{path, value}}, kNoon));
}

}  // namespace

Frozen written_today() {
    Frozen frozen;
    test::Server server;
    fill(server);
    test::TestPhone awa(server, "awa"), moussa(server, "moussa");
    awa.journal.insert(awa.journal.begin(),
                       write_row(Phone{}.ask_enrolment({"CODE", "token"})));  // an earlier start
    awa.sync_all();
    answer_all(awa);
    frozen.request = awa.ask();
    SyncAnswer const answer = server.serve(frozen.request, awa.person);
    frozen.answer = write_answer(answer);
    awa.take(answer, frozen.request);
    moussa.sync_all();
    server.store.back_up();
    awa.save("d'Awa", "answers/double");
    moussa.save("de Moussa", "answers/double");
    moussa.sync_all();
    awa.save("refusé", "answers/ailleurs", "sikasso");
    awa.sync_all();

    Phone::Parts parts = awa.phone.snapshot_parts(kSolution);
    frozen.core = std::move(parts.core);
    frozen.shelf = std::move(parts.shelf);
    frozen.covered = awa.journal.size();
    frozen.spare.push_back(write_row({.kind = RowKind::Snapshot, .payload = frozen.core}));
    test::TestPhone twin = awa;  // the phone's storage was copied: their histories part
    twin.save("du double", "answers/jumeau");
    twin.sync_all();
    awa.save("d'Awa", "answers/jumelle");
    awa.sync_all();
    REQUIRE(awa.forks == 1);
    awa.save("pas encore envoyé", "answers/attend");
    frozen.journal = awa.journal;
    for (std::size_t row = frozen.covered; row < awa.journal.size(); ++row)
        if (read_row(awa.journal[row]).value().kind != RowKind::Answer)
            frozen.spare.push_back(awa.journal[row]);
    return frozen;
}

Frozen read(std::string const& folder) {
    auto const file = [&](char const* name) { return read_file(place(folder, name)); };
    std::vector<Bytes> journal = unpacked(file("journal"));
    std::vector<Bytes> const covered = unpacked(file("covered"));
    std::size_t const rows = covered.size();
    journal.insert(journal.begin(), covered.begin(), covered.end());
    return {std::move(journal), unpacked(file("spare")), rows,          file("core"),
            file("shelf"),      file("request"),         file("answer")};
}

void write(Frozen const& frozen, std::string const& folder) {
    auto const after = frozen.journal.begin() + static_cast<std::ptrdiff_t>(frozen.covered);
    auto const file = [&](char const* name, Bytes const& bytes) {
        write_file(place(folder, name), bytes);
    };
    file("covered", packed({frozen.journal.begin(), after}));
    file("journal", packed({after, frozen.journal.end()}));
    file("spare", packed(frozen.spare));
    file("core", frozen.core);
    file("shelf", frozen.shelf);
    file("request", frozen.request);
    file("answer", frozen.answer);
}

}  // namespace hub::golden
