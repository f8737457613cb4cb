// The home screen: when it is offered, how, and what is said of it.
#include <algorithm>
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::InstallWay;
using ui::Protection;

namespace {

constexpr Millis kDayMs = 24LL * 60 * 60 * 1000;
constexpr char kCard[] = "Gardez le carnet sur l'écran d'accueil";
constexpr char kInstall[] = "Installer sur l'écran d'accueil";

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    explicit Adviser(InstallWay way, Millis later_ms = 0) { tell(ui::InstallFacts{way, later_ms}); }

    void tell(ui::Action const& action) {
        phone.app().dispatch(action, phone.now());
        phone.settle();
    }
    void work() {
        phone.start_visit();
        phone.tap(ui::Role::Radio, "Oui");
        phone.go_home();
    }
    template <typename Effect>
    auto asked() const {
        return std::count_if(
            phone.unanswered.begin(), phone.unanswered.end(),
            [](ui::Effect const& effect) { return std::holds_alternative<Effect>(effect); });
    }
    bool more_offers() {
        phone.tap("Plus");
        return phone.node(ui::Role::Button, kInstall) != nullptr;
    }
    bool status_says(std::string const& words) {
        phone.go_home();
        phone.tap("Plus");
        phone.tap("État");
        return phone.shows(words);
    }
};

}  // namespace

TEST_CASE("TheHomeScreenIsOfferedOnceThereIsWorkToKeep") {
    Adviser awa(InstallWay::Asks);
    awa.phone.enrol();
    CHECK_FALSE(awa.phone.shows(kCard));
    awa.work();
    CHECK(awa.phone.shows(kCard));
    awa.phone.tap("Installer");
    CHECK(awa.asked<ui::OfferInstall>() == 1);
}

TEST_CASE("TheWorkOfOthersIsNoReasonToInstall") {
    Adviser awa(InstallWay::Asks);
    PhoneWorld moussa(awa.village, "Moussa Koné", "bamako", 2);
    moussa.enrol();
    moussa.start_visit();
    moussa.tap(ui::Role::Radio, "Oui");
    moussa.pass(60'000);
    awa.phone.enrol();
    REQUIRE_FALSE(awa.phone.state().phone.records().of_kind(kVisit).empty());
    CHECK_FALSE(awa.phone.shows(kCard));
}

TEST_CASE("NothingIsOfferedWhileAnswersWaitForTheStorage") {
    Adviser awa(InstallWay::Asks);
    awa.phone.enrol();
    awa.phone.storage_full = true;
    awa.work();
    CHECK_FALSE(awa.phone.shows(kCard));
    awa.phone.storage_full = false;
    awa.phone.tap("Réessayer");
    CHECK(awa.phone.shows(kCard));
}

TEST_CASE("LaterMeansAMonth") {
    Adviser awa(InstallWay::Asks);
    awa.phone.enrol();
    awa.work();
    awa.phone.tap("Plus tard");
    CHECK_FALSE(awa.phone.shows(kCard));
    CHECK(awa.phone.preferences["install-later"] == std::to_string(awa.phone.now().wall_ms));
    CHECK(awa.more_offers());
    awa.phone.restart();
    Millis const said_ms = awa.phone.now().wall_ms;
    awa.tell(ui::InstallFacts{InstallWay::Asks, said_ms});
    awa.phone.pass(29 * kDayMs);
    awa.phone.go_home();
    CHECK_FALSE(awa.phone.shows(kCard));
    awa.phone.pass(2 * kDayMs);
    awa.phone.go_home();
    CHECK(awa.phone.shows(kCard));
}

TEST_CASE("AClockThatWasAheadDoesNotPutOffForYears") {
    Adviser awa(InstallWay::Asks);
    awa.tell(ui::InstallFacts{InstallWay::Asks, awa.phone.now().wall_ms + 1000 * kDayMs});
    awa.phone.enrol();
    awa.work();
    CHECK(awa.phone.shows(kCard));
}

TEST_CASE("TheAppOnTheHomeScreenOffersNothing") {
    Adviser awa(InstallWay::Installed);
    awa.phone.enrol();
    awa.work();
    CHECK_FALSE(awa.phone.shows(kCard));
    CHECK_FALSE(awa.more_offers());
    CHECK(awa.status_says("Ouvert depuis : L'écran d'accueil"));
}

TEST_CASE("OnceInstalledItIsNotOfferedAgain") {
    Adviser awa(InstallWay::Asks);
    awa.phone.enrol();
    awa.work();
    awa.tell(ui::WasInstalled{});
    CHECK_FALSE(awa.phone.shows(kCard));
    CHECK_FALSE(awa.more_offers());
}

TEST_CASE("WhereTheBrowserDoesNotAskTheStepsAreShown") {
    Adviser awa(InstallWay::ByMenu);
    awa.phone.enrol();
    awa.work();
    awa.phone.tap("Installer");
    CHECK(awa.phone.shows("1. Touchez le menu du navigateur."));
    CHECK(awa.phone.shows("2. Choisissez « Installer »"));
    CHECK(awa.asked<ui::OfferInstall>() == 0);
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows(kCard));
}

TEST_CASE("InSafariALinkIsNotUsedUpBeforeThePersonChose") {
    Adviser awa(InstallWay::ByShare);
    awa.phone.enrol();
    CHECK(awa.phone.enrolments.empty());
    CHECK(awa.phone.shows("Mettez d'abord le carnet sur l'écran d'accueil."));
    CHECK(awa.phone.shows("1. Touchez Partager"));
    CHECK(awa.phone.shows("Code d'inscription : CODE"));
    awa.phone.tap("Copier le code");
    CHECK(awa.asked<ui::CopyText>() == 1);
    CHECK_FALSE(awa.phone.shows("Code copié"));
    awa.tell(ui::CodeCopied{});
    CHECK(awa.phone.shows("Code copié"));
    awa.phone.tap("Continuer dans Safari");
    REQUIRE(awa.phone.enrolments.size() == 1);
    CHECK(awa.phone.enrolments[0].code == "CODE");
    CHECK(awa.phone.state().phone.enrolled());
}

TEST_CASE("WhoContinuesInSafariWithoutALinkTypesTheCode") {
    Adviser awa(InstallWay::ByShare);
    CHECK_FALSE(awa.phone.shows("Copier le code"));
    awa.phone.tap("Continuer dans Safari");
    awa.phone.type("Code d'inscription", "CODE");
    awa.phone.tap("Inscrire ce téléphone");
    CHECK(awa.phone.state().phone.enrolled());
    CHECK(awa.more_offers());
    awa.phone.tap(kInstall);
    CHECK(awa.phone.shows("Le carnet installé s'ouvre vide"));
    awa.phone.go_home();
    awa.work();
    CHECK_FALSE(awa.phone.shows(kCard));
}

TEST_CASE("AnEnrolmentUnderWayInSafariGoesOnAfterARestart") {
    Adviser awa(InstallWay::ByShare);
    awa.phone.answers_lost = true;
    awa.phone.enrol();
    awa.phone.tap("Continuer dans Safari");
    REQUIRE(awa.phone.enrolments.size() == 1);
    awa.phone.answers_lost = false;
    awa.phone.restart();
    awa.tell(ui::InstallFacts{InstallWay::ByShare, 0});
    awa.phone.come_online();
    CHECK(awa.phone.state().phone.enrolled());
}

TEST_CASE("ProtectionIsAskedForAfterTheFirstSaveAndAfterInstalling") {
    Adviser awa(InstallWay::Asks);
    awa.phone.enrol();
    CHECK(awa.asked<ui::AskPersistence>() == 0);
    awa.work();
    CHECK(awa.asked<ui::AskPersistence>() == 1);
    awa.work();
    CHECK(awa.asked<ui::AskPersistence>() == 1);
    awa.tell(ui::WasInstalled{});
    CHECK(awa.asked<ui::AskPersistence>() == 2);
    awa.tell(ui::StorageFacts{1, 2, Protection::Granted});
    awa.phone.restart();
    awa.tell(ui::StorageFacts{1, 2, Protection::Granted});
    awa.work();
    CHECK(awa.asked<ui::AskPersistence>() == 2);
}

TEST_CASE("StatusSaysWhoProtectsTheData") {
    struct Case {
        InstallWay way;
        Protection protection;
        char const* words;
    };
    for (auto const& [way, protection, words] :
         {Case{InstallWay::Asks, Protection::Granted, "Protégée contre l'effacement"},
          Case{InstallWay::Asks, Protection::None, "manque de place : installez l'application"},
          Case{InstallWay::Installed, Protection::None, "Ce qui est envoyé reste sur le serveur"},
          Case{InstallWay::ByShare, Protection::None, "après 7 jours"},
          Case{InstallWay::None, Protection::Unknown, "ne dit pas s'il protège"}}) {
        Adviser awa(InstallWay::None);
        awa.phone.enrol();
        awa.tell(ui::InstallFacts{way, 0});
        awa.tell(ui::StorageFacts{1, 2, protection});
        CHECK_MESSAGE(awa.status_says(words), words);
    }
}
