// The subcommands as an administrator types them.

#include <sstream>

#include "tests/server/program.h"
#include "tests/server/site_fixture.h"

using namespace hub;

namespace {

bool holds(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

// A folder with the demonstration in it.
struct DemoFolder {
    TemporaryFolder folder;
    std::string data = folder / "data";
    DemoFolder() {
        REQUIRE(run_program({"enrol", "--demo-people", "--data", data}).exit_code == 0);
    }
    Ran run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--data", data});
        return run_program(arguments);
    }
    Ran add(std::string const& name, std::string const& role, std::string const& hub) const {
        return run({"person", "add", "--name", name, "--role", role, "--hub", hub});
    }
};

}  // namespace

TEST_CASE("HelpNamesEveryOptionAndVersionTheVersion") {
    Ran const program = run_program({"--help"});
    CHECK(program.exit_code == 0);
    for (char const* const command : {"serve", "person", "enrol", "export", "--version"})
        CHECK_MESSAGE(holds(program.output, command), command);
    Ran const serve = run_program({"serve", "--help"});
    for (char const* const option :
         {"--data", "--address", "--port", "--behind-proxy", "--connections", "--demo"})
        CHECK_MESSAGE(holds(serve.output, option), option);
    Ran const enrol = run_program({"enrol", "--help"});
    for (char const* const option : {"--data", "--person", "--demo-people", "--base-url"})
        CHECK_MESSAGE(holds(enrol.output, option), option);
    Ran const add = run_program({"person", "add", "--help"});
    for (char const* const option : {"--data", "--name", "--role", "--hub", "coordinator"})
        CHECK_MESSAGE(holds(add.output, option), option);
    CHECK(holds(run_program({"person", "--help"}).output, "list"));
    CHECK(holds(run_program({"export", "--help"}).output, "--json"));
    Ran const version = run_program({"--version"});
    CHECK(version.exit_code == 0);
    CHECK(version.output.rfind("hub-iit-server ", 0) == 0);
}

TEST_CASE("AMistypedCommandIsRefused") {
    for (std::vector<std::string> const& arguments :
         std::vector<std::vector<std::string>>{{},
                                               {"serv"},
                                               {"serve", "--prot", "1"},
                                               {"serve", "--port", "70000"},
                                               {"person"},
                                               {"enrol"},
                                               {"export"},
                                               {"enrol", "--person", "a", "--demo-people"},
                                               {"serve", "--connections", "0"}})
        CHECK(run_program(arguments).exit_code != 0);
}

TEST_CASE("PeopleAreAddedListedAndRefusedByName") {
    DemoFolder demo;
    Ran const added = demo.add("Salif Traoré", "adviser", "sikasso");
    CHECK(added.exit_code == 0);
    REQUIRE(added.output.size() == 33);
    std::string const id = added.output.substr(0, 32);
    Ran const listed = demo.run({"person", "list"});
    CHECK(listed.exit_code == 0);
    CHECK(holds(listed.output, id + "\tsikasso\tadviser\tSalif Traoré\n"));
    CHECK(std::count(listed.output.begin(), listed.output.end(), '\n') == 4);
    Ran const role = demo.add("X Y", "chef", "bamako");
    CHECK(role.exit_code == 1);
    CHECK(holds(role.output, "« chef »"));
    CHECK(holds(role.output, "coordinator"));
    Ran const hub = demo.add("X Y", "adviser", "paris");
    CHECK(hub.exit_code == 1);
    CHECK(holds(hub.output, "« paris »"));
    CHECK(holds(hub.output, "dakar_thies"));
    CHECK(demo.add("", "adviser", "bamako").exit_code != 0);
    CHECK(demo.add("\xff\xfe", "adviser", "bamako").exit_code == 1);
    CHECK(demo.run({"person", "list"}).output == listed.output);
}

TEST_CASE("ALinkIsForExactlyOnePerson") {
    DemoFolder demo;
    Ran const link =
        demo.run({"enrol", "--person", "awa diarra", "--base-url", "https://carnet.example"});
    CHECK(link.exit_code == 0);
    CHECK(holds(link.output, "Awa Diarra (adviser, bamako)"));
    CHECK(holds(link.output, "https://carnet.example/#code="));
    CHECK(holds(link.output, "█"));
    Ran const unknown = demo.run({"enrol", "--person", "Personne"});
    CHECK(unknown.exit_code == 1);
    CHECK(holds(unknown.output, "unknown-person"));
    std::string const twin = demo.add("AWA DIARRA", "expert", "bobo").output.substr(0, 32);
    Ran const both = demo.run({"enrol", "--person", "Awa Diarra"});
    CHECK(both.exit_code == 1);
    CHECK(holds(both.output, "ambiguous-person"));
    CHECK(holds(both.output, twin));
    CHECK(holds(demo.run({"enrol", "--person", twin}).output, "AWA DIARRA (expert, bobo)"));
}

TEST_CASE("AnExportHoldsEveryFieldAndEveryRefusedEditWithWhoAndWhy") {
    SiteFixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra"), moussa(fixture, "Moussa Koné", token_of(1));
    awa.sync();
    moussa.sync();
    awa.answer_visit("visit", std::string("oui"));
    moussa.answer_visit("visit", TextList{"a", "b"});
    awa.sync();
    moussa.sync();  // a conflict: one of the two is kept
    JournalRow const row = awa.phone.edit(id_from_name("elsewhere"), kVisit, "sikasso",
                                          {{"answers/x", std::int64_t{7}}}, fixture.now);
    awa.phone.mark_durable(row);
    awa.sync();  // not Awa's hub: quarantined

    Ran const ran = run_program({"export", "--json", "--data", fixture.folder});
    CHECK(ran.exit_code == 0);
    std::istringstream lines(ran.output);
    std::int64_t fields = 0, refused = 0, kept = 0;
    for (std::string line; std::getline(lines, line);) {
        auto const json = nlohmann::json::parse(line, nullptr, false);
        REQUIRE(json.is_object());
        if (json.contains("quarantined")) {
            ++refused;
            CHECK(json["quarantined"] == "wrong-feed");
            CHECK(json["by"]["name"] == "Awa Diarra");
            CHECK(json["changes"]["answers/x"] == 7);
            CHECK_FALSE(json["sentence"].get<std::string>().empty());
            CHECK(json["received_ms"] == fixture.now);
            continue;
        }
        ++fields;
        if (json["kind"] != "visit") continue;
        CHECK(json["by"]["name"].is_string());
        for (auto const& loser : json["kept"]) {
            ++kept;
            CHECK(loser["by"]["name"] != json["by"]["name"]);
        }
    }
    CHECK(fields == fixture.count("SELECT count(*) FROM field"));
    CHECK(refused == 1);
    CHECK(kept == 1);
}
