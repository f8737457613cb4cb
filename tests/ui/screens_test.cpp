// What the screens say and where: the findings of an adviser who used them.
#include <cctype>
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"
#include "ui/drafts.h"
#include "ui/widgets/page.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

constexpr char kSaved[] = "Enregistré sur ce téléphone";

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() { phone.enrol(); }
    // The card of the visit on its company's page.
    std::string card() {
        phone.go_home();
        phone.tap("Entreprises");
        phone.tap("Koumba Fruits");
        ui::SemanticNode const* const found = phone.node(Role::Button, "Visite · Koumba Fruits");
        REQUIRE(found);
        return found->description;
    }
    ui::SemanticNode const& node(Role role, std::string const& label) {
        ui::SemanticNode const* const found = phone.node(role, label);
        REQUIRE_MESSAGE(found, label << " is not on this screen:\n" << phone.dump());
        return *found;
    }
    // On to the question of this name, whatever lies between.
    void go_on_to(std::string const& question) {
        for (int i = 0; i < 40 && !phone.node(Role::Heading, question); ++i) phone.tap("Suivant");
        REQUIRE(phone.node(Role::Heading, question));
    }
};

bool has(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("TextTooLongForItsLinesEndsAfterAWord") {
    Adviser awa;
    ImGui::NewFrame();
    ui::Drafts drafts;
    ui::Memory memory;
    ui::SemanticTable table;
    std::vector<ui::Action> actions;
    ui::Page const page(awa.phone.state(), drafts, awa.phone.display, {}, memory, table, actions,
                        {0});
    auto const cut = [&](std::string const& text) {
        return page.cut(text, ui::Type::Caption, 200, 2);
    };
    CHECK(cut("mangue") == "mangue");
    CHECK(cut("") == "");
    std::string words;
    for (int i = 0; i < 40; ++i) words += "mangue ";
    std::string const kept = cut(words);
    CHECK(kept.ends_with("mangue…"));
    CHECK(kept.size() < words.size());
    CHECK(page.text_height(kept, ui::Type::Caption, 200) < 2.1f * page.line_px(ui::Type::Caption));
    for (char const* part : {"mangue · ", "lait · ", "sel, ", "fonio, sel · "}) {
        std::string parts;
        for (int i = 0; i < 40; ++i) parts += part;
        CHECK(std::isalpha(static_cast<unsigned char>(cut(parts).rbegin()[3])));  // before "…"
    }
    std::string const broken = cut("mangue " + std::string(300, 'm'));
    CHECK(broken.starts_with("mangue mmmm"));
    CHECK(broken.ends_with("m…"));
    std::string const letters = cut(std::string(300, 'm'));
    CHECK(letters.ends_with("m…"));
    CHECK(page.text_height(letters, ui::Type::Caption, 200) <
          2.1f * page.line_px(ui::Type::Caption));
    ImGui::EndFrame();
}

TEST_CASE("ALongTitleMakesNoTallerCardAndIsHeardWhole") {
    Adviser awa;
    std::string title;
    for (int i = 0; i < 60; ++i) title += "zzyzx ";
    awa.phone.tap("Demandes");
    awa.phone.tap("Nouvelle demande");
    awa.phone.tap("Koumba Fruits");
    awa.go_on_to("Titre court");
    awa.phone.type("Titre court", title);
    awa.phone.go_home();
    awa.phone.tap("Demandes");
    ui::SemanticNode const& card = awa.node(Role::Button, "Demande · Koumba Fruits");
    CHECK(card.rect.height < 120);
    CHECK(has(card.description, title));
}

TEST_CASE("WhatIsSavedIsSaidInTheFootAndNothingJumps") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.online = false;
    float const before = awa.node(Role::Button, "Précédent").rect.y;
    CHECK_FALSE(awa.phone.node(Role::Status, kSaved));
    awa.phone.tap(Role::Radio, "Oui");
    ui::SemanticNode const& saved = awa.node(Role::Status, kSaved);
    CHECK_FALSE(saved.scrolled);
    CHECK(saved.rect.y + saved.rect.height <= awa.node(Role::Button, "Précédent").rect.y);
    CHECK(awa.node(Role::Button, "Précédent").rect.y == before);
    awa.phone.online = true;
    awa.phone.pass(400'000);
    CHECK_FALSE(awa.node(Role::Status, "Envoyé").scrolled);
    CHECK(awa.node(Role::Button, "Précédent").rect.y == before);
    awa.phone.tap("Retour");
    CHECK_FALSE(awa.node(Role::Status, kSaved).scrolled);
    CHECK_FALSE(awa.node(Role::Status, "Envoyé").scrolled);
}

TEST_CASE("WhatIsWrongStandsAboveTheChoices") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to("Mentions présentes sur l'étiquette");
    awa.phone.tap(Role::Checkbox, "Aucune étiquette");
    awa.phone.tap(Role::Checkbox, "Ingrédients");
    std::string const sentence =
        "« Aucune étiquette » ne va pas avec d'autres mentions : gardez "
        "l'une ou les autres.";
    CHECK(awa.node(Role::Alert, sentence).rect.y <
          awa.node(Role::Checkbox, "Nom du produit").rect.y);
    CHECK(awa.node(Role::Group, "Mentions présentes sur l'étiquette").required);
    CHECK(awa.phone.shows("Réponse obligatoire"));
}

TEST_CASE("ASectionOpensWhatIsMissingThenWhatIsOpenThenItsFirst") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.tap("Retour");
    awa.phone.tap("Identité");
    CHECK(awa.phone.node(Role::Heading, "Forme de l'entreprise"));  // required
    awa.phone.tap("Précédent");
    awa.phone.type("Date de la visite", "2027-01-01");
    awa.phone.tap("Retour");
    awa.phone.tap("Identité");
    CHECK(awa.phone.node(Role::Heading, "Date de la visite"));  // wrong
    awa.phone.type("Date de la visite", "2026-09-01");
    awa.phone.tap("Suivant");
    awa.phone.tap(Role::Radio, "GIE");
    awa.phone.tap("Suivant");
    awa.phone.type("Nom de la personne responsable", "Koumba Traoré");
    awa.phone.tap("Suivant");
    awa.phone.tap(Role::Radio, "Femme");
    awa.phone.tap("Retour");
    awa.phone.tap("Identité");
    CHECK(awa.phone.node(Role::Heading, "Langues de travail"));  // only not answered yet
    awa.phone.tap(Role::Checkbox, "Bambara");
    awa.phone.tap("Suivant");
    awa.phone.type("Année de démarrage de l'activité", "2019");
    awa.phone.tap("Retour");
    awa.phone.tap("Identité");
    CHECK(awa.phone.node(Role::RadioGroup,
                         "La personne accepte l'entretien et l'enregistrement des données ?"));
}

TEST_CASE("ACardSaysTheDayOfTheVisitAndThatItWasModified") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.tap("Suivant");
    awa.phone.type("Date de la visite", "2026-09-01");
    CHECK(has(awa.card(), "1er septembre 2026 · 2/"));
    awa.phone.tap("Visite · Koumba Fruits");
    awa.phone.tap("Identité");
    awa.phone.tap("Précédent");
    awa.phone.tap("Précédent");
    awa.phone.tap(Role::Radio, "Non");
    awa.phone.tap("Retour");
    awa.phone.tap("Terminer");
    CHECK(awa.phone.node(Role::Status, "Terminée"));
    CHECK(has(awa.card(), " · Terminée · "));
    awa.phone.tap("Visite · Koumba Fruits");
    awa.phone.tap("Identité");
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.tap("Retour");
    CHECK(awa.phone.node(Role::Status, "Terminée, puis modifiée"));
    CHECK(has(awa.card(), " · Terminée, puis modifiée · "));
}

TEST_CASE("ARefusedConsentIsNoPromiseOfAnotherVisit") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to("Prochaine visite prévue");
    awa.phone.type("Prochaine visite prévue", "2026-09-25");
    awa.phone.go_home();
    CHECK(awa.phone.shows("Suivi · Koumba Fruits"));
    awa.phone.tap("Visite · Koumba Fruits");
    awa.phone.tap("Identité");
    awa.phone.tap("Précédent");
    awa.phone.tap("Précédent");
    awa.phone.tap(Role::Radio, "Non");
    awa.phone.go_home();
    CHECK(awa.phone.shows("Visite · Koumba Fruits"));
    CHECK_FALSE(awa.phone.shows("Suivi · Koumba Fruits"));
}

TEST_CASE("ADateThatCannotBeIsNoPromiseOfAnotherVisit") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to("Prochaine visite prévue");
    awa.phone.type("Prochaine visite prévue", "2026-03-03");  // before this visit
    awa.phone.go_home();
    CHECK_FALSE(awa.phone.shows("Suivi · Koumba Fruits"));
}

TEST_CASE("WordsThatFoundNothingAreTheTitleOfTheRequest") {
    Adviser awa;
    awa.phone.tap("Solutions");
    awa.phone.type("Chercher une solution", "zzyzx qwert");
    awa.phone.tap("Nouvelle demande");
    awa.phone.tap("Laiterie Diaby");
    Record const& request = *awa.phone.state().phone.records().of_kind(kRequest).at(0);
    CHECK(request.text(answer_path("titre")) == "zzyzx qwert");
    CHECK(is_null(request.get(answer_path("demandeur_nom"))));
    awa.go_on_to("Titre court");
    CHECK(awa.node(Role::TextField, "Titre court").value == "zzyzx qwert");
    CHECK(awa.phone.shows(" · Demande · Réponse obligatoire"));
}

TEST_CASE("OneWordThatNoSheetHasStillShowsTheNearestSheets") {
    Adviser awa;
    awa.phone.tap("Solutions");
    awa.phone.type("Chercher une solution", "chorkor zzyzx");
    CHECK(awa.phone.shows("Aucune fiche ne contient tous ces mots"));
    CHECK(awa.phone.shows("trouvé par : Chorkor"));
    CHECK(awa.phone.node(Role::Button, "Nouvelle demande"));
    awa.phone.type("Chercher une solution", "zzyzx qwert");
    CHECK(awa.phone.node(Role::Heading, "Rien trouvé"));
    awa.phone.type("Chercher une solution", "chorkor");
    CHECK_FALSE(awa.phone.node(Role::Button, "Nouvelle demande"));
}

TEST_CASE("APhoneInUseLearnsOfNewsWithinHalfAMinuteAndAPollThatBringsNoneDrawsNothing") {
    Adviser awa;
    PhoneWorld moussa(awa.village, "Moussa Koné", "bamako", 2);
    moussa.enrol();
    moussa.tap("Entreprises");
    moussa.tap("Koumba Fruits");
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    CHECK_FALSE(moussa.node(Role::Button, "Visite · Koumba Fruits"));
    moussa.pass(30'000);
    CHECK(moussa.node(Role::Button, "Visite · Koumba Fruits"));
    auto const asks = [&] {  // by the phone's own clock
        std::size_t const before = moussa.syncs;
        moussa.pass(30'000);
        return moussa.syncs > before;
    };
    std::size_t const frames = moussa.frames_asked;
    CHECK(asks());
    CHECK(moussa.frames_asked == frames);
    for (int i = 0; i < 6; ++i) moussa.pass(30'000);
    CHECK_FALSE(asks());  // nobody touches it
}

TEST_CASE("BothAnswersOfAConflictAreSeenAtOnceOnASmallPhone") {
    Adviser awa;
    PhoneWorld moussa(awa.village, "Moussa Koné", "bamako", 2);
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.pass(1000);
    moussa.enrol();
    moussa.open_visit();
    awa.phone.online = moussa.online = false;
    for (int i = 0; i < 3; ++i) awa.phone.tap("Suivant");
    awa.phone.type("Nom de la personne responsable", "Koumba Traoré");
    moussa.tap("Identité");
    moussa.tap("Suivant");
    moussa.type("Nom de la personne responsable", "K. Traoré");
    awa.phone.online = moussa.online = true;
    for (PhoneWorld* phone : {&awa.phone, &moussa, &awa.phone}) phone->pass(400'000);
    ui::Scroller const& scroller = awa.phone.app().semantics().scroller;
    CHECK(scroller.content_height <= scroller.rect.height);  // all of it without scrolling
    for (char const* answer : {"Garder « Koumba Traoré »", "Garder « K. Traoré »"})
        CHECK(awa.node(Role::Button, answer).rect.height < 72);
    CHECK(awa.node(Role::Button, "Garder « K. Traoré »")
              .description.rfind("une autre personne, ", 0) == 0);
}

TEST_CASE("AFullTextFieldSaysSo") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to("Étapes de fabrication du produit principal");
    std::string nearly;  // é is one UTF-16 unit and two bytes
    for (int i = 0; i < 9'999; ++i) nearly += "é";
    awa.phone.type("Étapes de fabrication du produit principal", nearly);
    CHECK_FALSE(awa.phone.shows("Limite de 10\u00A0000 caractères atteinte"));
    awa.phone.type("Étapes de fabrication du produit principal", nearly + "é");
    CHECK(awa.phone.shows("Limite de 10\u00A0000 caractères atteinte"));
}

TEST_CASE("OnEveryDisplayWhatIsFixedLiesInsideAndLeavesRoomForTheRest") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    auto const check = [&](ui::Display const& display) {
        awa.phone.display = display;
        awa.phone.app().redraw();
        awa.phone.settle();
        ui::SemanticTable const& table = awa.phone.app().semantics();
        INFO(display.width << " x " << display.height << " at " << display.text_scale);
        CHECK(table.scroller.rect.height >= 0.4f * display.height);
        for (ui::SemanticNode const& node : table.nodes) {
            float const width = node.scrolled ? table.scroller.rect.width : display.width;
            INFO(node.label);
            CHECK(node.rect.x >= 0);
            CHECK(node.rect.x + node.rect.width <= width + 0.5f);
            if (node.role == Role::Button) CHECK(node.rect.height >= 48);
            if (!node.scrolled) CHECK(node.rect.y + node.rect.height <= display.height + 0.5f);
        }
        bool const places = table.find(Role::Navigation, "Rubriques");
        CHECK(places == (display.width > 360));  // at the side of every screen
    };
    for (char const* screen : {"Suivant", "Retour"}) {
        for (float const scale : {1.0f, 2.0f}) {
            check({.width = 640, .height = 360, .text_scale = scale});
            check({.width = 360, .height = 640, .text_scale = scale});
            check({.width = 1280, .height = 800, .text_scale = scale});
        }
        awa.phone.tap(screen);
    }
}

TEST_CASE("TheTextSizeIsChosenInPlus") {
    Adviser awa;
    awa.phone.tap("Plus");
    CHECK(awa.node(Role::Radio, "100\u00A0%").checked);
    float const before = awa.node(Role::Heading, "Plus").rect.height;
    awa.phone.tap(Role::Radio, "200\u00A0%");
    CHECK(awa.node(Role::Radio, "200\u00A0%").checked);
    CHECK(awa.node(Role::Heading, "Plus").rect.height > 1.3f * before);  // titles grow less
}

TEST_CASE("ThePlaceShownIsMarkedInTheSideBar") {
    Adviser awa;
    awa.phone.display = {.width = 1280, .height = 800};
    awa.phone.start_visit();
    CHECK(awa.node(Role::Button, "Entreprises").current);
    CHECK_FALSE(awa.node(Role::Button, "Aujourd'hui").current);
    awa.phone.tap("Solutions");
    CHECK(awa.node(Role::Button, "Solutions").current);
}

TEST_CASE("TheIntroductionHasThreeCardsAndCanBeSkipped") {
    Adviser awa;
    awa.node(Role::Heading, "Premiers pas · 1/3");
    awa.node(Role::Button, "Nouvelle visite");  // nothing waits behind it
    awa.phone.tap("Suivant");
    awa.phone.tap("Suivant");
    awa.node(Role::Heading, "Premiers pas · 3/3");
    awa.phone.tap("Compris");
    CHECK_FALSE(awa.phone.shows("Premiers pas"));
    CHECK(awa.phone.preferences["introduced"] == "yes");

    PhoneWorld other(awa.village, "Moussa Keïta", "bamako", 2);
    other.enrol();
    other.tap("Passer");
    CHECK_FALSE(other.shows("Premiers pas"));
    other.restart();
    CHECK(other.shows("Premiers pas"));  // but for what the browser keeps:
    other.app().dispatch(ui::Introduced{}, other.now());
    other.settle();
    CHECK_FALSE(other.shows("Premiers pas"));
}

TEST_CASE("AnAnswerThatWasClearedCanBePutThereAgain") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    for (int i = 0; i < 40 && !awa.phone.node(Role::Button, "Effacer la réponse"); ++i) {
        awa.phone.tap("Suivant");
        for (ui::SemanticNode const& node : awa.phone.app().semantics().nodes)
            if (node.role == Role::Radio && !node.checked) {
                awa.phone.tap(Role::Radio, std::string(node.label));
                break;
            }
    }
    auto const checked = [&] {
        std::string label;
        for (ui::SemanticNode const& node : awa.phone.app().semantics().nodes)
            if (node.role == Role::Radio && node.checked) label = node.label;
        return label;
    };
    std::string const before = checked();
    REQUIRE_FALSE(before.empty());
    awa.phone.tap("Effacer la réponse");
    CHECK(checked().empty());
    awa.phone.tap("Annuler");
    CHECK(checked() == before);
    awa.phone.tap("Effacer la réponse");
    awa.phone.tap("Retour");
    CHECK_FALSE(awa.phone.shows("Annuler"));
}

TEST_CASE("PleinSoleilIsAChoiceOfThePerson") {
    Adviser awa;
    awa.phone.tap("Plus");
    awa.phone.tap(Role::Radio, "Plein soleil");
    CHECK(awa.node(Role::Radio, "Plein soleil").checked);
    CHECK(awa.phone.preferences["theme"] == "sun");
    CHECK(ui::palette(awa.phone.display).paper == IM_COL32(255, 255, 255, 255));
}

TEST_CASE("TheGuideIsOfflineAndOneStepFromPlus") {
    Adviser awa;
    awa.phone.online = false;
    awa.phone.tap("Plus");
    awa.phone.tap("Guide");
    CHECK(awa.phone.node(Role::Button, "Sans réseau"));
    awa.phone.tap("Retour");
    CHECK(awa.phone.node(Role::Heading, "Plus"));
}

TEST_CASE("ACompanyIsFoundWithALetterWrong") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.tap("Entreprises");
    awa.type_on("Chercher une entreprise", "kumba");
    CHECK(awa.node(Role::Button, "Koumba Fruits"));
    CHECK_FALSE(awa.node(Role::Button, "Laiterie Diaby"));
    awa.type_on("Chercher une entreprise", "xyzt");
    CHECK(awa.shows("Aucune entreprise ne porte ce nom"));
}
