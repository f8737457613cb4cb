// The starter content as every server seeds it: whole, sourced, and without a dangling name.

#include "tests/content.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/content/seed.h"
#include "shared/forms/form.h"
#include "shared/records/kinds.h"

using namespace hub;
using Json = nlohmann::json;

namespace {

Json content(char const* file) {
    Json const json = Json::parse(starter_content(file), nullptr, false);
    REQUIRE_MESSAGE(!json.is_discarded(), file);
    return json;
}

// Names in ${…} of an expression.
std::set<std::string> names_in(std::string const& expression) {
    std::set<std::string> names;
    for (std::size_t at = 0; (at = expression.find("${", at)) != std::string::npos; ++at)
        names.insert(expression.substr(at + 2, expression.find('}', at) - at - 2));
    return names;
}

void check_question(Json const& question, std::set<std::string> const& before, Json const& lists) {
    std::string const name = question["name"];
    CHECK_MESSAGE(!question["label"].get<std::string>().empty(), name);
    for (char const* const rule : {"relevant", "constraint", "choice_filter"})
        for (std::string const& asked : names_in(question.value(rule, "")))
            CHECK_MESSAGE(before.count(asked) == 1, (name + " asks for " + asked));
    bool const limited = question.contains("constraint");
    CHECK_MESSAGE(limited == question.contains("constraint_message"), name);
    if (question.contains("choices")) CHECK(lists.contains(question["choices"].get<std::string>()));
}

void check_lists(Json const& lists) {
    for (auto const& [list, choices] : lists.items()) {
        std::set<std::string> names, labels;
        CHECK_FALSE(choices.empty());
        for (Json const& choice : choices) {
            std::string const parent = choice.value("parent", "");
            CHECK_MESSAGE(names.insert(choice["name"]).second, (list + ": " + choice.dump()));
            CHECK(labels.insert(parent + "/" + choice["label"].get<std::string>()).second);
        }
    }
}

void check_sourced(Json const& sheet, char const* key, char const* text) {
    std::set<std::string> known;
    for (Json const& source : sheet["sources"]) known.insert(source["ref"]);
    for (Json const& fact : sheet[key]) {
        CHECK_FALSE(fact[text].get<std::string>().empty());
        CHECK(fact["verified"].is_boolean());
        CHECK_MESSAGE(known.count(fact["source"]) == 1, fact.dump());
    }
}

}  // namespace

TEST_CASE("EveryStarterFormParsesAndNamesOnlyWhatItHas") {
    for (char const* const file : {"premiere-visite.json", "demande-appui.json"}) {
        auto const parsed = form_from_json(starter_content(file));
        REQUIRE_MESSAGE(parsed.ok(), file);
        auto const record = form_record(starter_content(file));
        REQUIRE(record.ok());
        CHECK(record.value().id == form_record_id(parsed.value().id, parsed.value().version));
        Json const form = content(file);
        CHECK_FALSE(form["title"].get<std::string>().empty());
        std::set<std::string> names;
        for (Json const& question : form["questions"]) {
            check_question(question, names, form["lists"]);
            CHECK(names.insert(question["name"]).second);
        }
        check_lists(form["lists"]);
    }
}

TEST_CASE("ARefusedConsentLeavesNothingElseToAnswer") {
    Form const form = form_from_json(starter_content("premiere-visite.json")).take();
    Clock const clock{date_from_iso("2026-11-24").value()};
    for (Value const& consent : {Value(), Value(std::string("non"))}) {
        Answers const answers = [&](std::string_view name) {
            return name == "consentement" ? consent : Value(std::string("oui"));
        };
        for (Question const& question : form.questions)
            CHECK(is_relevant(question, answers, clock) == (question.name == "consentement"));
    }
}

TEST_CASE("EverySheetIsWholeAndSourced") {
    Json const vocabulary = content("vocab.json");
    std::set<std::string> ids;
    for (Json const& sheet : content("solutions.json")) {
        std::string const id = sheet["id"];
        CHECK(ids.insert(id).second);
        for (char const* const key : {"titre", "resume", "principe"})
            CHECK_MESSAGE(!sheet[key].get<std::string>().empty(), (id + " " + key));
        for (char const* const key : {"sources", "mise_en_oeuvre", "points_de_vigilance"})
            CHECK_MESSAGE(!sheet[key].empty(), (id + " " + key));
        for (Json const& source : sheet["sources"]) {
            CHECK(source["verified"].is_boolean());
            CHECK(std::set<std::string>{"extrait", "existence", "non"}.count(source["lu"]) == 1);
        }
        check_sourced(sheet, "indicateurs", "nom");
        check_sourced(sheet, "preuves", "texte");
        CHECK(sheet["relecture_expert"].is_boolean());
        CHECK(vocabulary["statut_sources"].contains(sheet["statut_sources"].get<std::string>()));
        for (auto const& [key, list] :
             {std::pair{"filieres", "filieres"}, std::pair{"operations", "operations"},
              std::pair{"energie", "energies"}})
            for (Json const& code : sheet[key])
                CHECK_MESSAGE(vocabulary[list].contains(code.get<std::string>()),
                              (id + " " + code.dump()));
    }
    CHECK(ids.size() == 10);
}

TEST_CASE("EverySheetWithAHealthRiskSaysSo") {
    for (Json const& sheet : content("solutions.json")) {
        std::string risks, rest = sheet.dump();
        for (Json const& risk : sheet.value("risques_sanitaires", Json::array()))
            risks += risk.get<std::string>() + "\n";
        auto const says = [&](char const* risk, bool present) {
            CHECK_MESSAGE((!present || risks.find(risk) != std::string::npos),
                          (sheet["id"].get<std::string>() + ": " + risk));
        };
        auto const lists = [&](char const* key, char const* code) {
            return sheet[key].dump().find(code) != std::string::npos;
        };
        says("Gaz", lists("energie", "\"gaz\""));
        says("Lait", lists("filieres", "\"lait\""));
        says("Chlore", rest.find("chlor") != std::string::npos);
        says("Aflatoxine", rest.find("aflatox") != std::string::npos);
        says("Farine infantile", rest.find("infantile") != std::string::npos);
        says("Conserve", rest.find("appertis") != std::string::npos);
    }
}

TEST_CASE("ASheetBecomesARecordWithItsRisksAndItsWholeText") {
    auto const records = solution_records(starter_content("solutions.json"));
    REQUIRE(records.ok());
    std::set<Id> ids;
    std::size_t risky = 0;
    for (SeedRecord const& record : records.value()) {
        CHECK(ids.insert(record.id).second);
        std::map<std::string, Value> const fields(record.fields.begin(), record.fields.end());
        CHECK_FALSE(text_of(fields.at("title")).empty());
        Json const body = Json::parse(text_of(fields.at("body")), nullptr, false);
        auto const& risks = std::get<TextList>(fields.at("health_risks"));
        CHECK(risks.size() == body.value("risques_sanitaires", Json::array()).size());
        risky += risks.empty() ? 0 : 1;
        CHECK(fields.at("reviewed") == Value(false));  // no expert has read one yet
    }
    CHECK(risky == 5);
}

TEST_CASE("TheDemonstrationHasSevenHubsAndPeopleOfOne") {
    std::string const json = starter_content("demo-network.json");
    auto const hubs = hub_records(json), enterprises = enterprise_records(json);
    auto const people = demo_people(json);
    REQUIRE((hubs.ok() && enterprises.ok() && people.ok()));
    CHECK(hubs.value().size() == 7);
    std::set<std::string> codes, with_enterprises, homes;
    std::set<Id> ids;
    for (SeedRecord const& hub : hubs.value()) codes.insert(text_of(hub.fields[0].second));
    for (SeedRecord const& enterprise : enterprises.value()) {
        CHECK(codes.count(enterprise.feed) == 1);
        CHECK(ids.insert(enterprise.id).second);
        with_enterprises.insert(enterprise.feed);
    }
    CHECK(with_enterprises == codes);
    std::map<std::string, int> roles;
    for (SeedPerson const& person : people.value()) {
        homes.insert(person.hub);
        ++roles[person.role];
    }
    CHECK(homes.size() == 1);
    CHECK(roles == std::map<std::string, int>{{"adviser", 2}, {"coordinator", 1}});
}

TEST_CASE("BrokenContentIsNamedNotSeeded") {
    for (char const* const broken : {"", "{", "[]", "{}", "[1]", "{\"id\":\"\",\"version\":1}",
                                     "{\"id\":\"x\",\"version\":\"1\"}", "null", "\xff"})
        CHECK_MESSAGE(form_record(broken).error().code == "bad-content", broken);
    for (char const* const broken : {"", "{}", "[1]", "[{}]", "[{\"id\":3}]"})
        CHECK_MESSAGE(solution_records(broken).error().code == "bad-content", broken);
    for (char const* const broken : {"", "[]", "{\"hubs\":3}", "{\"hubs\":[3]}"})
        CHECK_MESSAGE(hub_records(broken).error().code == "bad-content", broken);
}
