// The real program: started, asked, stopped, killed, started again.

#include "tests/server/program.h"

#include "tests/server/client.h"
#include "tests/server/site_fixture.h"

using namespace hub;

namespace {

// A phone (the real shared half) that reaches the program over a socket.
struct PhoneOnWire {
    std::uint16_t port;
    Phone phone;
    Millis now = 1'790'000'000'000;

    PhoneOnWire(std::uint16_t port, std::string const& link, std::string const& token = kToken)
        : port(port) {
        auto const body =
            nlohmann::json{{"code", link.substr(link.find('=') + 1)}, {"token", token}};
        Answered const answer = Client(port).post("/v1/enrol", body.dump());
        REQUIRE(answer.status == 200);
        auto const json = nlohmann::json::parse(answer.body);
        phone.enrol({id_from_hex(json["person"].get<std::string>()).value(), json["name"],
                     json["role"], json["hub"], token},
                    random_id());
    }

    // False when no whole answer came: the phone knows nothing then.
    bool exchange() {
        Bytes const body = phone.request(++now, 64 * 1024);
        try {
            Client client(port);
            Answered const answer =
                client.post("/v1/sync", std::string(body.begin(), body.end()),
                            "Authorization: Bearer " + phone.identity().token + "\r\n");
            if (answer.status != 200) return false;
            auto const row = phone.accept(Bytes(answer.body.begin(), answer.body.end()), body, now);
            return row.ok() && phone.take_answer(row.value(), random_id()).ok();
        } catch (boost::system::system_error const&) {
            return false;  // nobody listens
        }
    }
    void sync() {
        do REQUIRE(exchange());
        while (phone.more_to_pull());
    }
    void answer_visit(std::string const& visit) {
        JournalRow const row = phone.edit(id_from_name(visit), kVisit, phone.identity().hub,
                                          {{"answers/x", std::string("oui")}}, ++now);
        phone.mark_durable(row);
    }
};

std::string link_of(std::string const& data, std::string const& person) {
    Ran const ran = run_program({"enrol", "--data", data, "--person", person});
    REQUIRE(ran.exit_code == 0);
    std::size_t const at = ran.output.find("http://localhost:8080/#code=");
    REQUIRE(at != std::string::npos);
    return ran.output.substr(at, ran.output.find('\n', at) - at);
}

std::vector<std::string> serve_on(std::string const& data) {
    return {"serve", "--demo", "--port", "0", "--data", data};
}

}  // namespace

TEST_CASE("KilledInTheMiddleOfSyncTheProgramLosesNothingItAcknowledged") {
    TemporaryFolder folder;
    std::string const data = folder / "data";
    auto program = std::make_unique<Program>(serve_on(data));
    std::uint16_t port = program->port();
    REQUIRE(port != 0);
    PhoneOnWire awa(port, link_of(data, "Awa Diarra"));
    awa.sync();
    std::vector<std::string> visits, acknowledged;
    for (int round = 0; round < 5; ++round) {
        std::thread killer([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(20 + 7 * round));
            program->signal(SIGKILL);
        });
        for (bool answered = true; answered;) {
            visits.push_back("visit" + std::to_string(visits.size()));
            awa.answer_visit(visits.back());
            answered = awa.exchange();
        }
        killer.join();
        CHECK(program->exit_code() == 128 + SIGKILL);
        for (std::string const& visit : visits)
            if (awa.phone.receipt(id_from_name(visit)) == Receipt::OnServer)
                acknowledged.push_back(visit);
        program = std::make_unique<Program>(serve_on(data));
        awa.port = port = program->port();
        REQUIRE(port != 0);
        PhoneOnWire moussa(port, link_of(data, "Moussa Koné"), token_of(round + 1));
        moussa.sync();
        for (std::string const& visit : acknowledged)
            CHECK_MESSAGE(moussa.phone.records().find(id_from_name(visit)), visit);
    }
    CHECK_FALSE(acknowledged.empty());
    awa.sync();
    PhoneOnWire moussa(port, link_of(data, "Moussa Koné"), token_of(50));
    moussa.sync();
    for (std::string const& visit : visits) {
        CHECK(awa.phone.receipt(id_from_name(visit)) == Receipt::OnServer);
        CHECK(moussa.phone.records().find(id_from_name(visit)));
    }
}

TEST_CASE("ToldToStopTheProgramFinishesWhatIsInFlight") {
    TemporaryFolder folder;
    Program program(serve_on(folder / "data"));
    std::uint16_t const port = program.port();
    REQUIRE(port != 0);
    Client idle(port), busy(port);
    CHECK(idle.get("/healthz").body == "ok\n");
    busy.send("POST /v1/sync HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    program.signal(SIGTERM);
    CHECK(idle.closed());
    busy.send("cd");
    CHECK(busy.read().status == 401);
    CHECK(program.exit_code() == 0);
    CHECK(program.output().find("stopped") != std::string::npos);
}

TEST_CASE("TwoProgramsOnOneFolderServeTheSamePhones") {
    TemporaryFolder folder;
    std::string const data = folder / "data";
    Program first(serve_on(data)), second(serve_on(data));
    REQUIRE(first.port() != 0);
    REQUIRE(second.port() != 0);
    PhoneOnWire awa(first.port(), link_of(data, "Awa Diarra"));
    PhoneOnWire moussa(second.port(), link_of(data, "Moussa Koné"), token_of(1));
    for (int i = 0; i < 10; ++i) {
        awa.answer_visit("awa" + std::to_string(i));
        moussa.answer_visit("moussa" + std::to_string(i));
        awa.sync();
        moussa.sync();
        std::swap(awa.port, moussa.port);
    }
    awa.sync();
    CHECK(awa.phone.records().find(id_from_name("moussa9")));
    CHECK(moussa.phone.records().find(id_from_name("awa9")));
}

TEST_CASE("WhatKeepsTheProgramFromServingIsSaidInASentence") {
    TemporaryFolder folder;
    std::string const data = folder / "data";
    Program running(serve_on(data));
    std::uint16_t const port = running.port();
    REQUIRE(port != 0);
    auto const refused = [](std::vector<std::string> arguments, char const* code,
                            bool as_nobody = false) {
        Ran const ran = run_program(std::move(arguments), as_nobody);
        CHECK(ran.exit_code == 1);
        CHECK_MESSAGE(ran.output.find(std::string("(") + code + ")\n") != std::string::npos,
                      ran.output);
    };
    refused({"serve", "--port", std::to_string(port), "--data", data}, "cannot-listen");
    std::ofstream(folder / "plain") << "a file, not a folder";
    refused({"serve", "--port", "0", "--data", folder / "plain"}, "no-data-folder");
    std::filesystem::create_directories(folder / "foreign");
    std::ofstream(folder / "foreign/store.sqlite") << std::string(5000, 'x');
    refused({"serve", "--port", "0", "--data", folder / "foreign"}, "not-a-store");
    for (char const* const command : {"export", "enrol", "person"}) {
        std::vector<std::string> arguments{command, "--data", folder / "typo"};
        if (*command == 'e' && command[1] == 'x') arguments.push_back("--json");
        if (*command == 'e' && command[1] == 'n')
            arguments.insert(arguments.end(), {"--person", "Awa"});
        if (*command == 'p') arguments.insert(arguments.begin() + 1, "list");
        refused(arguments, "no-store");
    }
    CHECK_FALSE(std::filesystem::exists(folder / "typo"));
}

TEST_CASE("AnAccountWithoutRightsToTheFolderIsToldSo") {
    TemporaryFolder folder;
    std::string const data = folder / "data";
    REQUIRE(run_program({"person", "add", "--data", data, "--name", "Salif", "--role", "adviser",
                         "--hub", "bamako"})
                .exit_code == 0);
    CHECK(std::filesystem::status(data + "/store.sqlite").permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    std::filesystem::permissions(data + "/store.sqlite", std::filesystem::perms{0444});
    std::filesystem::permissions(data, std::filesystem::perms{0555});
    std::filesystem::permissions(folder.path, std::filesystem::perms{0755});
    Ran const ran = run_program({"serve", "--port", "0", "--data", data}, true);
    CHECK(ran.exit_code == 1);
    CHECK_MESSAGE(ran.output.find("store-failed") != std::string::npos, ran.output);
    std::filesystem::permissions(data, std::filesystem::perms{0755});
}

TEST_CASE("TooFewOpenFilesAreNamedAtTheStart") {
    TemporaryFolder folder;
    Ran const ran = run_program(
        {"serve", "--port", "0", "--data", folder / "data", "--connections", "100000"}, true);
    CHECK(ran.exit_code == 1);
    CHECK_MESSAGE(ran.output.find("--connections") != std::string::npos, ran.output);
}

TEST_CASE("TheLogHoldsNoCodeAndNoToken") {
    TemporaryFolder folder;
    std::string const data = folder / "data";
    Program program(serve_on(data));
    REQUIRE(program.port() != 0);
    std::string const link = link_of(data, "Awa Diarra"), code = link.substr(link.find('=') + 1);
    PhoneOnWire awa(program.port(), link);
    awa.sync();
    Client(program.port()).get("/?code=" + code);
    Client(program.port()).get("/%1b[2Jx");
    program.signal(SIGTERM);
    CHECK(program.exit_code() == 0);
    std::string const log = program.output();
    CHECK(log.find("POST /v1/enrol 200") != std::string::npos);
    CHECK(log.find("POST /v1/sync 200") != std::string::npos);
    CHECK(log.find(code) == std::string::npos);
    CHECK(log.find(kToken) == std::string::npos);
    CHECK(log.find('\x1b') == std::string::npos);
}
