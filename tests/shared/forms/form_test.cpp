#include "shared/forms/form.h"

#include <doctest/doctest.h>
#include <set>

#include "tests/content.h"

using namespace hub;

namespace {

using Given = std::map<std::string, Value, std::less<>>;

Answers from(Given const& given) {
    return [&given](std::string_view name) {
        auto const found = given.find(name);
        return found == given.end() ? Value() : found->second;
    };
}

Clock const kToday{date_from_iso("2026-11-24").value()};

Form visit_form() {
    auto form = form_from_json(starter_content("premiere-visite.json"));
    REQUIRE(form.ok());
    return form.take();
}

}  // namespace

TEST_CASE("TheStarterChecklistCoversEveryTypeAndRule") {
    Form const form = visit_form();
    CHECK(form.questions.size() >= 25);
    std::set<QuestionType> types;
    bool required = false, relevant = false, constraint = false;
    for (Question const& question : form.questions) {
        types.insert(question.type);
        required |= question.required;
        relevant |= !question.relevant.empty();
        constraint |= !question.constraint.empty();
    }
    CHECK(types.size() == 7);  // all but notes
    CHECK((required && relevant && constraint));
}

TEST_CASE("ARefusalOfConsentEndsTheVisit") {
    Form const form = visit_form();
    Given given{{"consentement", std::string("non")}};
    CHECK(progress(form, from(given), kToday).asked == 1);
    CHECK(progress(form, from(given), kToday).missing.empty());
    given["consentement"] = std::string("oui");
    CHECK(progress(form, from(given), kToday).asked > 25);
}

TEST_CASE("AFollowUpQuestionAppearsWithTheAnswerThatCallsForIt") {
    Form const form = visit_form();
    Given given{{"consentement", std::string("oui")}, {"eau_potable", std::string("oui")}};
    Question const* const treatment = form.find("eau_traitement");
    REQUIRE(treatment);
    CHECK_FALSE(is_relevant(*treatment, from(given), kToday));
    given["eau_potable"] = std::string("non");
    CHECK(is_relevant(*treatment, from(given), kToday));
}

TEST_CASE("AnAnswerOutOfRangeIsComplainedAboutInTheFormsWords") {
    Form const form = visit_form();
    Given given{{"consentement", std::string("oui")}, {"pertes_pct", 120.0}};
    Question const* const losses = form.find("pertes_pct");
    REQUIRE(losses);
    CHECK(fault_of(*losses, from(given), kToday) == AnswerFault::NotAllowed);
    CHECK(losses->constraint_message ==
          "Les pertes sont un pourcentage : donnez un nombre de 0 à 100.");
    given["pertes_pct"] = 12.0;
    CHECK(fault_of(*losses, from(given), kToday) == AnswerFault::None);
    given["date_visite"] = date_from_iso("2026-11-25").value();
    CHECK(progress(form, from(given), kToday).wrong == std::vector<std::string>{"date_visite"});
}

TEST_CASE("SubcategoriesFollowTheCategory") {
    auto form = form_from_json(starter_content("demande-appui.json"));
    REQUIRE(form.ok());
    Question const* const category = form.value().find("categorie");
    Question const* const sub = form.value().find("sous_categorie");
    REQUIRE((category && sub));
    REQUIRE_FALSE(category->choices.empty());
    Given const given{{"categorie", category->choices[0].name}};
    auto const offered = offered_choices(*sub, from(given));
    CHECK_FALSE(offered.empty());
    CHECK(offered.size() < sub->choices.size());
}

TEST_CASE("ABrokenFormIsRefusedByName") {
    CHECK_FALSE(form_from_json("{").ok());
    CHECK_FALSE(form_from_json(R"({"id":"f"})").ok());
    auto const form = form_from_json(
        R"({"id":"f","questions":[{"name":"q","type":"text","relevant":"nonsense("}]})");
    CHECK_FALSE(form.ok());
    auto const twice = form_from_json(
        R"({"id":"f","questions":[{"name":"q","type":"text"},{"name":"q","type":"text"}]})");
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().sentence.find("(q)") != std::string::npos);
}
