// What happens on a phone while somebody works on it: others' answers, the clock, other tabs, a
// browser that drops its database.
#include <algorithm>
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "shared/sync/journal.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

constexpr char kName[] = "Nom de la personne responsable";
constexpr char kYear[] = "Année de démarrage de l'activité";

void start_visit(PhoneWorld& phone) {
    phone.start_visit();
    phone.tap(Role::Radio, "Oui");
}

// Two advisers before the same question of the same visit.
struct Two {
    Village village;
    PhoneWorld awa{village, "Awa Diarra", "bamako", 1};
    PhoneWorld moussa{village, "Moussa Koné", "bamako", 2};

    Two() {
        awa.enrol();
        start_visit(awa);
        for (int i = 0; i < 3; ++i) awa.tap("Suivant");
        awa.pass(1'000);
        moussa.enrol();
        moussa.open_visit();
        moussa.tap("Identité");
        moussa.tap("Suivant");
    }
    void exchange() {
        for (PhoneWorld* phone : {&awa, &moussa, &awa}) phone->pass(400'000);
    }
    void check_both_are_asked() {
        for (PhoneWorld* phone : {&awa, &moussa})
            CHECK(ui::open_conflicts(phone->state()).size() == 1);
    }
};

// As wasm/js/journal.js makes the database again after a drop: the base and the own rows.
std::vector<Bytes> journal_from_spare(PhoneWorld const& phone) {
    ByteReader file(phone.cache);
    std::uint64_t const covered = file.varint().take();
    REQUIRE(file.fixed64().ok());
    ByteView const core = ByteView(phone.cache).last(file.left());
    std::vector<Bytes> rows{
        write_row({.kind = RowKind::Snapshot, .payload = Bytes(core.begin(), core.end())})};
    for (std::size_t i = covered; i < phone.journal.size(); ++i)
        if (read_row(phone.journal[i]).value().kind != RowKind::Answer)
            rows.push_back(phone.journal[i]);
    return rows;
}

}  // namespace

TEST_CASE("AnAnswerThatComesWhileOneTypesIsNotOverwrittenUnseen") {
    Two two;
    two.awa.type_on(kName, "Awa di");
    two.moussa.type(kName, "Moussa dit");
    two.awa.app().dispatch(ui::SyncNow{}, two.awa.now());
    two.awa.settle();
    CHECK(two.awa.node(Role::TextField, kName)->value == "Awa di");
    two.awa.type_on(kName, "Awa dit");
    two.awa.leave(kName, "Awa dit");
    two.exchange();
    two.check_both_are_asked();
}

TEST_CASE("LeavingAFieldThatThePauseHasSavedDecidesNothing") {
    Two two;
    two.awa.online = false;
    two.awa.type_on(kName, "Awa dit");
    two.awa.pass(1'500);  // the pause
    two.moussa.pass(120'000);
    two.moussa.type(kName, "Moussa dit");
    two.awa.online = true;
    two.exchange();
    two.check_both_are_asked();
    two.moussa.tap("Garder « Moussa dit »");
    two.exchange();
    two.awa.leave(kName, "Awa dit");  // the DOM still shows it
    two.exchange();
    for (PhoneWorld* phone : {&two.awa, &two.moussa}) {
        CHECK(ui::open_conflicts(phone->state()).empty());
        CHECK(phone->node(Role::TextField, kName)->value == "Moussa dit");
    }
}

TEST_CASE("WhoTypesOnAfterAnotherAnswerCameKeepsBoth") {
    Two two;
    two.awa.type_on(kName, "Awa");
    two.awa.pass(1'500);
    two.moussa.type(kName, "Moussa dit");
    two.awa.pass(400'000);
    CHECK(two.awa.node(Role::TextField, kName)->value == "Awa");  // not under her fingers
    two.awa.type_on(kName, "Awa dit");
    two.awa.leave(kName, "Awa dit");
    two.exchange();
    two.check_both_are_asked();
}

TEST_CASE("AChoiceMadeWhileTypingStands") {
    Two two;
    two.awa.online = two.moussa.online = false;
    two.awa.type(kName, "Awa dit");
    two.moussa.type(kName, "Moussa dit");
    two.awa.online = two.moussa.online = true;
    two.exchange();
    two.awa.type_on(kName, "Awa dit encore");
    two.awa.tap("Garder « Moussa dit »");  // by a screen reader: the field keeps the focus
    two.awa.pass(2'000);
    two.exchange();
    for (PhoneWorld* phone : {&two.awa, &two.moussa})
        CHECK(phone->state().phone.records().of_kind(kVisit)[0]->text("answers/dirigeant_nom") ==
              "Moussa dit");
}

TEST_CASE("WhoSawTheOtherAnswerAndTypesAnewReplacesIt") {
    Two two;
    two.moussa.type(kName, "Moussa dit");
    two.awa.pass(400'000);
    CHECK(two.awa.node(Role::TextField, kName)->value == "Moussa dit");
    two.awa.type(kName, "Awa dit");
    two.exchange();
    for (PhoneWorld* phone : {&two.awa, &two.moussa}) {
        CHECK(ui::open_conflicts(phone->state()).empty());
        CHECK(phone->node(Role::TextField, kName)->value == "Awa dit");
    }
}

TEST_CASE("OnesOwnWordsInARowAreNoConflictWhateverTheServerSaysBetween") {
    Two two;
    for (char const* text : {"A", "Aw", "Awa"}) {
        two.awa.type_on(kName, text);
        two.awa.pass(1'500);
        two.awa.pass(30'000);
    }
    two.awa.leave(kName, "Awa");
    two.exchange();
    CHECK(ui::open_conflicts(two.awa.state()).empty());
    CHECK(two.moussa.node(Role::TextField, kName)->value == "Awa");
}

TEST_CASE("WhoTypesWithoutAPauseIsSavedAllTheSame") {
    Two two;
    std::string text;
    for (int key = 0; key < 14; ++key) {
        text += "a";
        two.awa.type_on(kName, text);
        CHECK(two.awa.shows("Pas encore enregistré"));
        two.awa.pass(500);
    }
    two.awa.restart();
    Record const& visit = *two.awa.state().phone.records().of_kind(kVisit)[0];
    CHECK(visit.text("answers/dirigeant_nom").size() >= 10);  // at most five seconds are lost
}

TEST_CASE("ATextWhoseVisitIsAwayIsSavedWhenItIsBack") {
    Two two;
    two.moussa.type_on(kName, "Koumba Traoré");
    two.moussa.belongs_to({"network"});
    two.moussa.app().dispatch(ui::SyncNow{}, two.moussa.now());
    two.moussa.settle();
    REQUIRE(two.moussa.state().phone.records().of_kind(kVisit).empty());
    two.moussa.pass(2'000);
    two.moussa.belongs_to({"network", "bamako"});
    two.moussa.pass(25'000);
    two.moussa.pass(40'000);
    two.exchange();
    CHECK(two.awa.node(Role::TextField, kName)->value == "Koumba Traoré");
}

TEST_CASE("AFaultThatWasReadKeepsNobodyButIsToldToWhoGoesOn") {
    Two two;
    PhoneWorld& awa = two.awa;
    while (!awa.node(Role::TextField, kYear)) awa.tap("Suivant");
    awa.type(kYear, "jadis");  // left: the fault is shown
    awa.announced.clear();
    awa.tap("Suivant");
    REQUIRE(awa.node(Role::TextField, kYear));
    CHECK(awa.announced.size() == 1);
    CHECK(awa.app().semantics().focus == awa.node(Role::TextField, kYear)->id);
    awa.pass(500);
    awa.tap("Suivant");
    REQUIRE(awa.node(Role::TextField, kYear));
    CHECK(awa.announced.size() == 2);  // each time
    awa.tap("Retour");                 // at once: it was read
    CHECK_FALSE(awa.node(Role::TextField, kYear));
}

TEST_CASE("WhoStandsAtAQuestionStaysThereWhateverOthersAnswer") {
    constexpr char kEnergies[] = "Énergies utilisées",
                   kWomen[] = "Femmes travaillant régulièrement";
    Two two;
    for (int i = 0; i < 9 && !two.awa.shows(kEnergies); ++i) two.awa.tap("Suivant");
    REQUIRE(two.awa.shows(kEnergies));
    Id const visit = two.awa.state().screen().subject;
    auto const moussa_answers = [&](char const* answer) {
        two.moussa.app().dispatch(
            ui::AnswerQuestion{visit, "matiere_difficile", Value{std::string(answer)}},
            two.moussa.now());
        two.moussa.settle();
        two.exchange();
    };
    moussa_answers("oui");  // one more question before
    CHECK(two.awa.shows(kEnergies));
    for (int i = 0; i < 9 && !two.awa.shows(kWomen); ++i) two.awa.tap("Suivant");
    two.awa.type_on(kWomen, "1");
    moussa_answers("non");
    two.awa.type_on(kWomen, "12");  // the field is still there under the keyboard
    two.awa.pass(1'000);
    CHECK(two.awa.state().phone.records().find(visit)->get("answers/emploi_femmes") ==
          Value{std::int64_t{12}});
}

TEST_CASE("AFaultFoundByThePauseIsDrawn") {
    Two two;
    while (!two.awa.node(Role::TextField, kYear)) two.awa.tap("Suivant");
    two.awa.type_on(kYear, "jadis");
    CHECK_FALSE(two.awa.node(Role::TextField, kYear)->invalid);
    two.awa.pass(1'500);
    CHECK(two.awa.node(Role::TextField, kYear)->invalid);
    CHECK(two.awa.shows("Pas enregistré"));
}

TEST_CASE("NoWayOutOfAQuestionLeavesAWrongTextBehindUnseen") {
    Two two;
    while (!two.awa.node(Role::TextField, kYear)) two.awa.tap("Suivant");
    two.awa.type(kYear, "2011 ou 2012");
    ui::Action const ways[] = {ui::OpenStatus{}, ui::GoTo{ui::Place::Solutions}, ui::StartVisit{},
                               ui::GoBack{}};
    for (ui::Action const& way : ways) {
        two.awa.type_on(kYear, "2011 ou 2012");  // another look at it
        two.awa.app().dispatch(way, two.awa.now());
        two.awa.settle();
        REQUIRE(two.awa.node(Role::TextField, kYear));
        CHECK(two.awa.node(Role::TextField, kYear)->value == "2011 ou 2012");
    }
}

TEST_CASE("AnotherNewVisitLeavesNoDeadScreenOfTheOneBegunBefore") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.app().dispatch(ui::StartVisit{}, awa.now());  // the shortcut of the home screen
    awa.settle();
    awa.tap("Koumba Fruits");
    awa.tap(Role::Radio, "Oui");
    awa.tap("Retour");
    CHECK(awa.node(Role::Button, "Supprimer ce brouillon"));
    awa.tap("Retour");
    CHECK(awa.node(Role::Heading, "Koumba Fruits"));  // the company's page, where it all began
    CHECK(awa.state().phone.records().of_kind(kVisit).size() == 1);
}

TEST_CASE("RowsLostWithADroppedDatabaseArePulledAgain") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    awa.enrol();
    start_visit(awa);
    awa.tap("Retour");
    awa.tap("Retour");
    awa.pass(30'000);
    REQUIRE_FALSE(awa.cache.empty());
    moussa.enrol();
    start_visit(moussa);
    awa.pass(200'000);
    REQUIRE(awa.state().phone.records().of_kind(kVisit).size() == 2);

    awa.journal = journal_from_spare(awa);
    awa.cache.clear();
    awa.shelf.clear();
    awa.app().dispatch(ui::JournalDropped{}, awa.now());
    awa.settle();
    moussa.go_home();
    start_visit(moussa);
    awa.pass(200'000);
    REQUIRE(awa.state().phone.records().of_kind(kVisit).size() == 3);
    CHECK_FALSE(awa.shelf.empty());  // the files, too
    awa.cache.clear();
    awa.restart();
    awa.pass(400'000);
    CHECK(awa.state().phone.records().of_kind(kVisit).size() == 3);
    CHECK(awa.state().phone.records().of_kind(kSolution).size() == 10);
}

TEST_CASE("APageAskedToGiveUpWhileItStartsGivesUpOnceItIsReady") {
    auto const gives_up = [](ui::App& app) {
        auto const effects = app.take_effects();
        return std::any_of(effects.begin(), effects.end(), [](ui::Effect const& effect) {
            return std::holds_alternative<ui::GiveUpWriting>(effect);
        });
    };
    ui::App app([] { return id_from_name("x"); });
    app.dispatch(ui::AskedToGiveUp{}, {});
    CHECK_FALSE(gives_up(app));
    app.dispatch(ui::BecameWriter{true}, {});
    app.dispatch(ui::CacheRead{}, {});
    app.dispatch(ui::JournalLoaded{}, {});
    CHECK(gives_up(app));
    CHECK_FALSE(app.state().may_write());
}

TEST_CASE("ARemovedDraftIsFoundAgainInEtat") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    start_visit(awa);
    awa.tap("Retour");
    awa.tap("Supprimer ce brouillon");
    awa.restart();
    awa.tap("Plus");
    awa.tap("État");
    awa.tap("Visite · Koumba Fruits");
    CHECK(awa.node(Role::Button, "Supprimer ce brouillon"));
    awa.tap("Retour");
    CHECK_FALSE(awa.node(Role::Button, "Visite · Koumba Fruits"));
}

TEST_CASE("AColleaguesVisitThatOneWorkedOnIsInOnesOwnList") {
    Two two;
    two.moussa.type(kName, "Koumba Traoré");
    two.moussa.pass(30'000);
    two.moussa.go_home();
    CHECK(two.moussa.node(Role::Heading, "En cours"));
    CHECK(two.moussa.node(Role::Button, "Visite · Koumba Fruits"));
}

TEST_CASE("AClockThatIsADayWrongIsSaid") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.clock_error_ms = 30LL * 24 * 60 * 60 * 1000;
    awa.enrol();
    CHECK(awa.shows("L'horloge de ce téléphone est en avance de 30 jours"));
    awa.clock_error_ms = 60'000;
    awa.pass(400'000);
    CHECK_FALSE(awa.shows("L'horloge"));
}
