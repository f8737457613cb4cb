// HTTP over real sockets: what is well formed is served, whatever else arrives is bounded.

#include "server/http/listener.h"

#include <doctest/doctest.h>
#include <thread>

#include "tests/server/client.h"

using namespace hub;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kLarge = 8 * 1024 * 1024;

// A listener on its own thread that says back what was asked; /large answers with many bytes,
// /embedded with as many that belong to the program.
struct Running {
    Listener listener;
    std::uint16_t port;
    std::thread thread;

    static Response echo(Request const& request) {
        Response response;
        response.body = request.method + " " + request.path + " " +
                        std::to_string(request.body.size()) + " " + request.address;
        if (request.path == "/large") response.body = std::string(kLarge, 'x');
        static Bytes const kFile(kLarge, 'y');
        if (request.path == "/embedded") response.embedded = kFile;
        if (request.path == "/throws") throw std::bad_alloc();
        return response;
    }
    explicit Running(ListenerLimits limits = {}, bool behind_proxy = false)
        : listener(
              Listener::create({.port = 0, .behind_proxy = behind_proxy, .limits = limits}, echo)
                  .take()),
          port(listener.port()),
          thread([this] { listener.run(); }) {}
    ~Running() {
        listener.stop();
        thread.join();
    }
};

int status_of(std::uint16_t port, std::string const& bytes) {
    Client client(port);
    return client.ask(bytes).status;
}

double seconds_until_closed(Client& client) {
    auto const start = Clock::now();
    CHECK(client.closed());
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

TEST_CASE("OneConnectionCarriesManyRequests") {
    Running server;
    Client client(server.port);
    for (int i = 0; i < 3; ++i) {
        Answered const answer = client.post("/v1/sync?x=1", "abc");
        CHECK(answer.status == 200);
        CHECK(answer.body == "POST /v1/sync 3 127.0.0.1");
    }
}

TEST_CASE("PipelinedRequestsAreAnsweredInOrder") {
    Running server;
    Client client(server.port);
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab";
    client.send(all);
    for (int i = 0; i < 50; ++i)
        CHECK(client.read().body == "POST /" + std::to_string(i) + " 2 127.0.0.1");
}

TEST_CASE("ARequestInManySmallPiecesIsServed") {
    Running server;
    Client client(server.port);
    for (char c : std::string("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"))
        client.send({c});
    CHECK(client.read().body == "POST /slow 3 127.0.0.1");
}

TEST_CASE("AChunkedBodyIsReadUpToTheLimit") {
    Running server({.body_bytes = 1000});
    std::string const head = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    std::string const chunk = "190\r\n" + std::string(400, 'x') + "\r\n";
    Client client(server.port);
    CHECK(client.ask(head + chunk + chunk + "0\r\n\r\n").body == "POST /c 800 127.0.0.1");
    CHECK(status_of(server.port, head + chunk + chunk + chunk + "0\r\n\r\n") == 413);
    CHECK(status_of(server.port, head + "fffffffffffffff0\r\nabc") == 413);
    CHECK(status_of(server.port, head + "xyz\r\nabc\r\n") == 400);
    CHECK(status_of(server.port, head + "5;" + std::string(20'000, 'e') + "\r\n") == 431);
}

TEST_CASE("WhereABodyEndsIsNeverAMatterOfOpinion") {
    Running server;
    std::string const smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    auto const with = [&](std::string const& headers, std::string const& body) {
        Client client(server.port);
        int const status =
            client.ask("POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body).status;
        if (status == 200) return status;
        CHECK_MESSAGE(client.read().status == 0, headers);  // what follows is not a request
        return status;
    };
    for (char const* const coding :
         {"gzip", "identity", "gzip, chunked", "chunked, gzip", "chunked, chunked", "xchunked",
          "chunked\r\nTransfer-Encoding: gzip", "gzip\r\nTransfer-Encoding: chunked"})
        CHECK_MESSAGE(with(std::string("Transfer-Encoding: ") + coding + "\r\n",
                           "0\r\n\r\n" + smuggled) == 400,
                      coding);
    CHECK(with("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + smuggled) == 400);
    CHECK(with("Transfer-Encoding: chunked\nX: y\r\n", "0\r\n\r\n" + smuggled) == 400);
    CHECK(with("Content-Length: 0\r\n Content-Length: 40\r\n", smuggled) != 200);
    CHECK(with("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n") == 200);
    CHECK(status_of(server.port,
                    "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
}

TEST_CASE("FieldsAfterABodyAreNotTakenForTheProxys") {
    Running proxied({}, true);
    std::string const head =
        "POST / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 41.73.1.2\r\n"
        "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n";
    CHECK(Client(proxied.port).ask(head + "\r\n").body == "POST / 1 41.73.1.2");
    Answered const refused = Client(proxied.port).ask(head + "X-Forwarded-For: 10.9.9.9\r\n\r\n");
    CHECK(refused.status == 400);
    CHECK(refused.body.find("bad-trailer") != std::string::npos);
}

TEST_CASE("ABadLengthIsRefused") {
    Running server({.body_bytes = 1000});
    auto const with = [&](std::string const& headers) {
        return status_of(server.port, "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\nabc");
    };
    CHECK(with("Content-Length: 1001") == 413);
    CHECK(with("Content-Length: 99999999999999999999999") == 400);
    CHECK(with("Content-Length: -1") == 400);
    CHECK(with("Content-Length: 3x") == 400);
    CHECK(with("Content-Length: 3\r\nContent-Length: 4") == 400);
    CHECK(with("Content-Length: 3\r\nTransfer-Encoding: chunked") == 400);
    CHECK(with("Content-Length: 3") == 200);
}

TEST_CASE("WhatIsNoHttpOrTooMuchOfItIsRefused") {
    Running server({.header_bytes = 2000});
    std::string const start = "GET / HTTP/1.1\r\nHost: a\r\n";
    std::string flood;
    for (int i = 0; i < 1000; ++i) flood += "X-" + std::to_string(i) + ": y\r\n";
    CHECK(status_of(server.port, start + flood + "\r\n") == 431);
    CHECK(status_of(server.port, start + "X: " + std::string(3000, 'x') + "\r\n\r\n") == 431);
    CHECK(status_of(server.port, "GET /" + std::string(3000, 'x') + " HTTP/1.1\r\n\r\n") == 431);
    CHECK(status_of(server.port, "\x16\x03\x01 not http\r\n\r\n") == 400);
    CHECK(status_of(server.port, "GET / HTTP/9.9\r\n\r\n") == 400);
    CHECK(status_of(server.port, "GET /a b HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of(server.port, start + "No colon\r\n\r\n") == 400);
    Answered const refused = Client(server.port).ask("nonsense\r\n\r\n");
    CHECK(refused.body.find("\"sentence\"") != std::string::npos);
    CHECK_FALSE(refused.header("Content-Security-Policy").empty());
    CHECK(refused.header("Connection") == "close");
}

TEST_CASE("ARefusalArrivesThoughTheBodyIsStillBeingSent") {
    Running server({.body_bytes = 1000});
    Client client(server.port);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
    client.send(std::string(500'000, 'x'));
    CHECK(client.read().status == 413);
    CHECK(client.closed());
}

TEST_CASE("AClientThatAsksFirstIsToldToContinue") {
    Running server({.body_bytes = 1000});
    std::string const head = "POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";
    Client client(server.port);
    client.send(head + "Content-Length: 3\r\n\r\n");
    CHECK(client.read().status == 100);
    client.send("abc");
    CHECK(client.read().body == "POST /e 3 127.0.0.1");
    CHECK(status_of(server.port, head + "Content-Length: 1001\r\n\r\n") == 413);
    CHECK(status_of(server.port,
                    "POST /e HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n"
                    "Content-Length: 3\r\n\r\n") == 417);
}

TEST_CASE("AHeadRequestGetsTheLengthAndNoBody") {
    Running server;
    Client client(server.port);
    Answered const head = client.ask("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n", true);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") ==
          std::to_string(std::string("HEAD /x 0 127.0.0.1").size()));
    CHECK(client.get("/after").body == "GET /after 0 127.0.0.1");
    CHECK(client.get("/range", "Range: bytes=0-1\r\n").body == "GET /range 0 127.0.0.1");
}

TEST_CASE("PathsAreDecodedOnceAndOnlyWhenPrintable") {
    Running server;
    Client client(server.port);
    CHECK(client.get("/%61%2e?q=%zz#f").body == "GET /a. 0 127.0.0.1");
    CHECK(client.get("http://elsewhere/a?b").body == "GET /a 0 127.0.0.1");
    CHECK(client.get("/%2561").body == "GET /%61 0 127.0.0.1");
    for (char const* const bad : {"/%", "/%4", "/%zz", "/%00", "/a%0ab", "/%1b[31m", "/%ff", "a"})
        CHECK_MESSAGE(Client(server.port).get(bad).status == 400, bad);
}

TEST_CASE("AHeaderThatTricklesIsEnded") {
    Running server({.header_within_ms = 300});
    Client silent(server.port), client(server.port);
    std::thread trickle([&] {
        for (int i = 0; i < 100 && client.send("G"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    });
    double const seconds = seconds_until_closed(client);
    trickle.join();
    CHECK(seconds < 2);
    CHECK(seconds_until_closed(silent) < 2);  // a connection without a request, too
}

TEST_CASE("ABodyThatTricklesIsEndedAndASlowOneIsServed") {
    Running server({.pace_bytes = 100, .pace_within_ms = 400});
    std::string const head = "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n";
    Client trickling(server.port), slow(server.port);
    trickling.send(head);
    slow.send(head);
    int sent = 0;
    for (int i = 0; i < 20; ++i) {  // 2 seconds: five times the allowance, always on the move
        trickling.send("x");
        if (slow.send(std::string(50, 'x'))) ++sent;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(sent == 20);
    CHECK(slow.read().body == "POST /p 1000 127.0.0.1");
    CHECK(seconds_until_closed(trickling) < 0.1);
}

TEST_CASE("APeerThatNeverReadsIsEnded") {
    Running server({.connections = 1, .pace_bytes = 100'000, .pace_within_ms = 300});
    Client deaf(server.port);
    deaf.socket.set_option(boost::asio::socket_base::receive_buffer_size(4096));
    deaf.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(Client(server.port).get("/").status == 0);  // its place is taken
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    CHECK(Client(server.port).get("/").status == 200);
}

TEST_CASE("AnIdleConnectionIsEnded") {
    Running server({.idle_ms = 200});
    Client client(server.port);
    CHECK(client.get("/").status == 200);
    CHECK(seconds_until_closed(client) < 2);
}

TEST_CASE("ConnectionsAreCountedDownHoweverTheyEnd") {
    Running server({.connections = 4, .header_within_ms = 300});
    for (int round = 0; round < 10; ++round) {
        Client refused(server.port), cut(server.port), silent(server.port), last(server.port);
        CHECK(refused.ask("nonsense\r\n\r\n").status == 400);
        cut.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nab");
        CHECK(last.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status == 200);
        CHECK(silent.closed());
    }
    // One of the above may take a moment to be noticed.
    for (int i = 0; i < 50; ++i) {
        Client one(server.port), two(server.port), three(server.port), four(server.port);
        bool const all = one.get("/").status == 200 && two.get("/").status == 200 &&
                         three.get("/").status == 200 && four.get("/").status == 200;
        if (!all) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (!all && i < 49) continue;
        CHECK(all);
        CHECK(Client(server.port).get("/").status == 0);  // a fifth is one too many
        break;
    }
}

TEST_CASE("BodiesTogetherStayBelowTheirLimit") {
    Running server({.bodies_bytes = 5000});
    std::string const part =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + std::string(3000, 'x');
    {
        Client first(server.port), second(server.port);
        first.send(part);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        Answered const refused = second.ask(part);
        CHECK(refused.status == 503);
        CHECK(refused.header("Retry-After") == "30");
        CHECK(first.ask(std::string(1000, 'x')).status == 200);
    }
    Client third(server.port);  // what the others held was given back
    CHECK(third.ask(part + std::string(1000, 'x')).status == 200);
}

TEST_CASE("AnswersThatWaitForASlowReaderCountAsBodiesDo") {
    Running server({.bodies_bytes = kLarge + 1'000'000});
    {
        Client slow(server.port), second(server.port);
        slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        CHECK(second.get("/small").status == 200);
        Answered const refused = second.get("/large");
        CHECK(refused.status == 503);
        CHECK(refused.header("Retry-After") == "30");
        CHECK(refused.body.find("\"busy\"") != std::string::npos);
        CHECK(second.closed());
        CHECK(slow.read().body.size() == kLarge);
        CHECK(slow.get("/large").body.size() == kLarge);  // its own first answer counts no more
        slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        CHECK(Client(server.port).get("/large").status == 503);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // for the broken connection
    CHECK(Client(server.port).get("/large").body.size() == kLarge);
}

TEST_CASE("FilesOfTheProgramAreSentFromWhereTheyAre") {
    Running server({.bodies_bytes = 1000});
    std::vector<std::unique_ptr<Client>> readers;
    for (int i = 0; i < 20; ++i) {
        readers.push_back(std::make_unique<Client>(server.port));
        readers.back()->send("GET /embedded HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (auto const& reader : readers) CHECK(reader->read().body.size() == kLarge);
}

TEST_CASE("WhatThrowsEndsItsOwnConnectionOnly") {
    Running server;
    Client other(server.port);
    CHECK(other.get("/").status == 200);
    for (int i = 0; i < 3; ++i) {
        Client unlucky(server.port);
        CHECK(unlucky.get("/throws").status == 0);
        CHECK(unlucky.closed());
    }
    CHECK(other.get("/").status == 200);
    CHECK(Client(server.port).get("/").status == 200);
}

TEST_CASE("ARefusedHeadRequestGetsNoBodyEither") {
    Running server;
    Client client(server.port);
    CHECK(client.ask("HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n", true).status == 400);
    CHECK(client.closed());
    CHECK(client.unread == "");
}

TEST_CASE("BehindAProxyTheCallerIsTheLastOneItNames") {
    Running proxied({}, true), direct;
    std::string const header = "X-Forwarded-For: 10.9.9.9, 41.73.1.2\r\n";
    CHECK(Client(proxied.port).get("/", header).body == "GET / 0 41.73.1.2");
    CHECK(Client(proxied.port).get("/").body == "GET / 0 127.0.0.1");
    // One caller has a whole /64; one IPv4 address is one caller however it is written.
    for (auto const& [named, caller] : {std::pair{"2001:db8:1:2:aaaa::7", "2001:db8:1:2::"},
                                        {"2001:db8:1:2:bbbb::8", "2001:db8:1:2::"},
                                        {"2001:db8:1:3::8", "2001:db8:1:3::"},
                                        {"::ffff:41.73.1.2", "41.73.1.2"},
                                        {"::1", "::1"},
                                        {"unknown", "127.0.0.1"}})
        CHECK_MESSAGE(
            Client(proxied.port).get("/", std::string("X-Forwarded-For: ") + named + "\r\n").body ==
                std::string("GET / 0 ") + caller,
            named);
    CHECK(Client(direct.port).get("/", header).body == "GET / 0 127.0.0.1");
}

TEST_CASE("StoppingFinishesWhatIsInFlightAndWaitsForNobodyElse") {
    auto server = std::make_unique<Running>(ListenerLimits{.finish_within_ms = 700});
    Client idle(server->port), busy(server->port), stuck(server->port);
    CHECK(idle.get("/").status == 200);
    std::string const head = "POST /f HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    busy.send(head + "a");
    stuck.send(head + "a");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    auto const start = Clock::now();
    server->listener.stop();
    CHECK(idle.closed());
    busy.send("bc");
    Answered const answer = busy.read();
    CHECK(answer.body == "POST /f 3 127.0.0.1");
    CHECK(answer.header("Connection") == "close");
    server.reset();
    CHECK(stuck.closed());
    auto const seconds = std::chrono::duration<double>(Clock::now() - start).count();
    CHECK(seconds > 0.5);
    CHECK(seconds < 3);
}

TEST_CASE("ATakenPortOrAWrongAddressIsNamed") {
    Running server;
    auto const taken = Listener::create({.port = server.port}, Running::echo);
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.error().code == "cannot-listen");
    CHECK(taken.error().sentence.find(std::to_string(server.port)) != std::string::npos);
    CHECK_FALSE(Listener::create({.address = "nowhere", .port = 0}, Running::echo).ok());
}
