#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;

TEST_CASE("AUsedLinkIsNotUsedUpByAPhoneThatIsEnrolled") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.enrol();
    CHECK(awa.shows("Ce téléphone est déjà inscrit. Il est à : Awa Diarra."));
    CHECK(awa.enrolments.size() == 1);
}

TEST_CASE("APhoneKilledBeforeTheAnswerAsksTheSameAgain") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.answers_lost = true;
    awa.enrol();
    REQUIRE(awa.enrolments.size() == 1);
    awa.answers_lost = false;
    awa.restart();
    REQUIRE(awa.enrolments.size() == 2);
    CHECK(awa.enrolments[1].code == "CODE");
    CHECK(awa.enrolments[1].token == awa.enrolments[0].token);
    CHECK(awa.state().phone.enrolled());
    awa.restart();
    CHECK(awa.enrolments.size() == 2);
}

TEST_CASE("TheServerHearsOfALinkOnlyWhenThePhoneCanKeepIt") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.storage_full = true;
    awa.enrol();
    CHECK(awa.enrolments.empty());
    CHECK(awa.shows("la mémoire est pleine"));
    awa.storage_full = false;
    awa.tap("Réessayer");
    CHECK(awa.enrolments.size() == 1);
    CHECK(awa.state().phone.enrolled());
}

TEST_CASE("ALinkOpenedWithoutNetworkIsUsedWhenTheNetworkComes") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.online = false;
    awa.enrol();
    CHECK(awa.shows("Pas de connexion au serveur"));
    awa.restart();
    awa.come_online();
    CHECK(awa.enrolments.size() == 1);
    CHECK(awa.state().phone.enrolled());
}

TEST_CASE("AnEnrolmentWithoutAnAnswerIsAskedAgainByItself") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.online = false;
    awa.enrol();
    awa.online = true;  // and no event says so
    awa.pass(1'000);
    CHECK(awa.enrolments.empty());
    awa.pass(2'000);
    CHECK(awa.enrolments.size() == 1);
    CHECK(awa.state().phone.enrolled());
}

TEST_CASE("ARefusedCodeIsNotAskedAgain") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.answers_lost = true;
    awa.enrol();
    ui::EnrolFailed const refused{410, "used-code", "Ce lien a déjà servi."};
    awa.app().dispatch(refused, {0, 0, 0});
    awa.settle();
    CHECK(awa.shows("Ce lien a déjà servi."));
    awa.restart();
    CHECK(awa.enrolments.size() == 1);
    awa.answers_lost = false;
    awa.enrol();
    CHECK(awa.state().phone.enrolled());
}

TEST_CASE("APortalsRefusalIsNotTheServers") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.answers_lost = true;
    awa.enrol();
    awa.app().dispatch(ui::EnrolFailed{403, "", ""}, {0, 0, 0});
    awa.settle();
    awa.answers_lost = false;
    awa.restart();
    REQUIRE(awa.enrolments.size() == 2);
    CHECK(awa.enrolments[1].token == awa.enrolments[0].token);
    CHECK(awa.state().phone.enrolled());
}

TEST_CASE("ASecondAnswerToOneEnrolmentChangesNothing") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    std::size_t const rows = awa.journal.size();
    std::string const person = to_hex(awa.state().phone.identity().person);
    awa.app().dispatch(ui::Enrolled{R"({"person":")" + person + R"(","name":"x"})"}, {0, 0, 0});
    awa.settle();
    CHECK(awa.journal.size() == rows);
    CHECK(awa.state().phone.identity().token.size() == 43);
}
