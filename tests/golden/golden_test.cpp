// Today's code reads what released phones wrote, and means the same by it; what a later release
// wrote is refused, and nothing is written over it.
#include <cstdlib>
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/golden/frozen.h"
#include "tests/shared/sync/hub_world.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using hub::golden::Frozen;
using tests::PhoneWorld;
using tests::Village;

namespace {

constexpr char const* kReleases[] = {"1", "2"};  // the newest last

Bytes resealed(ByteView bytes) {
    ByteWriter out;
    out.raw(bytes.first(bytes.size() - 8));
    std::uint64_t const checksum = hash64(out.view());
    out.fixed64(checksum);
    return out.take();
}

// What the steps of written_today() mean, whichever file they are read from.
void check_meaning(Phone const& phone) {
    REQUIRE(phone.enrolled());
    CHECK(phone.identity().name == "awa");
    CHECK(phone.identity().hub == "bamako");
    CHECK(phone.identity().token == "token");
    Record const* const visit = phone.records().find(id_from_name("visit"));
    REQUIRE(visit);
    CHECK(visit->kind == kVisit);
    CHECK(id_of(visit->get("enterprise")) == id_from_name("koumba"));
    CHECK(visit->get("answers/oui") == Value(true));
    CHECK(visit->get("answers/entier") == Value(std::int64_t{-42}));
    CHECK(visit->get("answers/decimal") == Value(12.5));
    CHECK(visit->text("answers/texte") == "Koumba Traoré, ɛ ɔ ŋ");
    CHECK(visit->get("answers/date") == Value(Date{20'500}));
    CHECK(visit->get("answers/liste") == Value(TextList{"forage", "puits"}));
    CHECK(visit->get("answers/lieu") == Value(GeoPoint{12.639, -8.002, 15}));
    auto const* photo = std::get_if<BlobRef>(&visit->get("answers/photo"));
    REQUIRE(photo);
    CHECK(photo->size_bytes == 123'456);
    CHECK(photo->sha256[31] == 0xAB);
    CHECK(is_null(visit->get("answers/efface")));
    FieldState const* const both = visit->state("answers/double");
    REQUIRE(both);
    CHECK(text_of(both->value) == "d'Awa");
    REQUIRE(both->losers.size() == 1);
    CHECK(text_of(both->losers[0].value) == "de Moussa");
    CHECK(both->losers[0].origin.author == id_from_name("moussa"));
    REQUIRE(phone.quarantined().size() == 1);
    CHECK(phone.quarantined()[0].reason == "wrong-feed");
    CHECK(visit->text("answers/jumelle") == "d'Awa");
    CHECK(visit->text("answers/attend") == "pas encore envoyé");
    REQUIRE_FALSE(phone.outbox().empty());
    CHECK(phone.outbox().back().changes[0].path == "answers/attend");
}

void check_others(Phone const& phone) {
    Record const* const company = phone.records().find(id_from_name("koumba"));
    REQUIRE(company);
    CHECK(company->text("name") == "Koumba Fruits");
    Record const* const sheet = phone.records().find(id_from_name("tente"));
    REQUIRE(sheet);
    CHECK(sheet->text("title") == "Séchoir solaire tente");
    CHECK(sheet->get("filieres") == Value(TextList{"karite", "mangue"}));
}

Phone replayed(std::vector<Bytes> const& rows, std::size_t from = 0, Phone phone = {}) {
    for (std::size_t row = from; row < rows.size(); ++row) REQUIRE(phone.replay(rows[row]).ok());
    phone.finish_replay();
    return phone;
}

// /cache/phone, as ui/update_journal.cpp reads it.
Bytes cache_file(Frozen const& frozen) {
    ByteWriter out;
    out.varint(frozen.covered);
    out.fixed64(hash64(frozen.journal[frozen.covered - 1]));
    out.raw(frozen.core);
    return out.take();
}

// The whole app, started over these files without a network.
struct Started {
    Village village;
    PhoneWorld phone{village, "awa", "bamako", 1};

    Started(std::vector<Bytes> journal, Bytes cache, Bytes shelf) {
        phone.online = false;
        phone.journal = std::move(journal);
        phone.cache = std::move(cache);
        phone.shelf = phone.spare_shelf = std::move(shelf);
        phone.restart();
    }
};

}  // namespace

TEST_CASE("AReleasedJournalIsReadAsItWasMeant") {
    for (char const* release : kReleases) {
        Phone const phone = replayed(golden::read(release).journal);
        check_meaning(phone);
        check_others(phone);
        CHECK(phone.outbox().size() == 1);
    }
}

TEST_CASE("AReleasedCacheAndShelfStandForTheRowsBefore") {
    for (char const* release : kReleases) {
        Frozen const frozen = golden::read(release);
        auto core = Phone::from_snapshot(frozen.core);
        REQUIRE(core.ok());
        Phone phone = replayed(frozen.journal, frozen.covered, core.take());
        REQUIRE(phone.add_shelf(frozen.shelf).ok());
        check_meaning(phone);
        check_others(phone);
    }
}

TEST_CASE("AReleasedSpareCopyMakesTheJournalAnew") {
    for (char const* release : kReleases) {
        Phone phone = replayed(golden::read(release).spare);
        check_meaning(phone);
        CHECK(phone.outbox().size() == 2);  // that one was sent is in no own row: it is sent again
        REQUIRE(phone.add_shelf(golden::read(release).shelf).ok());
        check_others(phone);
    }
}

TEST_CASE("TheAppStartsOverReleasedFiles") {
    for (char const* release : kReleases) {
        Frozen const frozen = golden::read(release);
        Started awa(frozen.journal, cache_file(frozen), frozen.shelf);
        CHECK(awa.phone.shows("Nouvelle visite"));
        check_meaning(awa.phone.state().phone);
        check_others(awa.phone.state().phone);
        CHECK(awa.phone.journal == frozen.journal);  // a start writes nothing
    }
}

TEST_CASE("AServerOfTodayUnderstandsAReleasedPhone") {
    for (char const* release : kReleases) {
        Frozen const frozen = golden::read(release);
        auto const request = read_request(frozen.request);
        REQUIRE(request.ok());
        CHECK(request.value().replica == id_from_name("replica of awa"));
        REQUIRE(request.value().edits.size() == 10);
        test::Server server;
        SyncAnswer const answer = server.serve(frozen.request, "awa");
        CHECK(answer.known_dseq == 10);
        for (Verdict const& verdict : answer.verdicts) CHECK(verdict.kind == VerdictKind::Applied);
    }
}

TEST_CASE("APhoneOfTodayTakesWhatAReleasedServerSaid") {
    for (char const* release : kReleases) {
        Frozen const frozen = golden::read(release);
        auto const answer = read_answer(frozen.answer);
        REQUIRE(answer.ok());
        CHECK(answer.value().echo == hash64(frozen.request));
        CHECK(answer.value().known_dseq == 10);
        CHECK(answer.value().feeds == std::vector<std::string>{"bamako", "network"});
        Phone phone;
        for (Bytes const& row : frozen.journal) {
            if (read_row(row).value().kind == RowKind::Answer && !phone.outbox().empty()) break;
            REQUIRE(phone.replay(row).ok());
        }
        phone.finish_replay();
        auto const row = phone.accept(frozen.answer, frozen.request, 0);
        REQUIRE(row.ok());
        REQUIRE(phone.take_answer(row.value(), {}).ok());
        CHECK(phone.outbox().empty());
    }
}

// Whoever changes a format says so by a new version and a new folder: HUB_FREEZE=2 and this program
// write it. Old folders stay as they are.
TEST_CASE("TodaysPhoneWritesTheNewestFrozenFormat") {
    Frozen const today = golden::written_today();
    if (char const* const folder = std::getenv("HUB_FREEZE")) golden::write(today, folder);
    CHECK(golden::read(kReleases[std::size(kReleases) - 1]) == today);
}

TEST_CASE("ARowOfALaterReleaseStopsTheAppBeforeItWrites") {
    Frozen const frozen = golden::read(kReleases[0]);
    for (std::size_t const place : {0U, 1U}) {  // its version, its kind
        Bytes row = frozen.journal.back();
        row[place] = 200;
        std::vector<Bytes> journal = frozen.journal;
        journal.push_back(resealed(row));
        Bytes const cache = cache_file(frozen);
        Started awa(journal, cache, frozen.shelf);
        CHECK(awa.phone.shows("Ce carnet a été écrit par une version plus récente."));
        CHECK_FALSE(awa.phone.shows("Nouvelle visite"));
        awa.phone.come_online();
        awa.phone.app().dispatch(ui::EnrolWithCode{"CODE"}, awa.phone.now());
        awa.phone.pass(3'600'000);
        CHECK(awa.phone.journal == journal);
        CHECK(awa.phone.cache == cache);
        CHECK(awa.phone.shelves_written == 0);
        CHECK(awa.phone.syncs == 0);
    }
}

TEST_CASE("ASpareCopyOfALaterReleaseStopsTheAppBeforeItWrites") {
    Frozen const frozen = golden::read(kReleases[0]);
    Bytes core = frozen.core;
    core[4] = 200;
    std::vector<Bytes> spare = frozen.spare;
    spare[0] = write_row({.kind = RowKind::Snapshot, .payload = resealed(core)});
    Started awa(spare, {}, {});
    CHECK(awa.phone.shows("Ce carnet a été écrit par une version plus récente."));
    CHECK(awa.phone.journal == spare);
}

TEST_CASE("ACacheOfALaterReleaseIsPassedOverForTheJournal") {
    Frozen frozen = golden::read(kReleases[0]);
    frozen.core[4] = 200;
    frozen.core = resealed(frozen.core);
    Started awa(frozen.journal, cache_file(frozen), frozen.shelf);
    CHECK(awa.phone.shows("Nouvelle visite"));
    check_meaning(awa.phone.state().phone);
    CHECK(awa.phone.journal == frozen.journal);
}

TEST_CASE("MessagesOfALaterProtocolAreRefused") {
    Frozen frozen = golden::read(kReleases[0]);
    frozen.request[4] = frozen.answer[4] = 200;
    auto const request = read_request(resealed(frozen.request));
    REQUIRE_FALSE(request.ok());
    CHECK(request.error().code == "bad-version");
    Phone phone = replayed(frozen.journal);
    auto const answer = phone.accept(resealed(frozen.answer), frozen.request, 0);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == "bad-version");
}
