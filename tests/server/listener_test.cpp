#include "server/http/listener.h"

#include <boost/asio.hpp>
#include <doctest/doctest.h>
#include <thread>

using namespace hub;
using boost::asio::ip::tcp;

namespace {

// A listener on its own thread that echoes the body's size.
struct Running {
    Listener listener;
    std::uint16_t port;
    std::thread thread;

    explicit Running(ListenerLimits limits = {})
        : listener(Listener::create({.port = 0, .limits = limits},
                                    [](Request const& request) {
                                        Response response;
                                        response.body = request.method + " " + request.path + " " +
                                                        std::to_string(request.body.size());
                                        return response;
                                    })
                       .take()),
          port(listener.port()),
          thread([this] { listener.run(); }) {}
    ~Running() {
        listener.stop();
        thread.join();
    }
};

struct Client {
    boost::asio::io_context io;
    tcp::socket socket{io};

    explicit Client(std::uint16_t port) {
        socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    }
    void send(std::string const& text) { boost::asio::write(socket, boost::asio::buffer(text)); }
    std::string read_until(std::string const& end) {
        std::string text;
        boost::system::error_code error;
        boost::asio::read_until(socket, boost::asio::dynamic_buffer(text), end, error);
        return text;
    }
    bool closed() {
        char byte;
        boost::system::error_code error;
        socket.read_some(boost::asio::buffer(&byte, 1), error);
        return static_cast<bool>(error);
    }
};

}  // namespace

TEST_CASE("OneConnectionCarriesManyRequests") {
    Running server;
    Client client(server.port);
    for (int i = 0; i < 3; ++i) {
        client.send("POST /v1/sync?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        CHECK(client.read_until("POST /v1/sync 3").find("200 OK") != std::string::npos);
    }
}

TEST_CASE("ARequestInManySmallPiecesIsServed") {
    Running server;
    Client client(server.port);
    for (char c : std::string("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")) client.send({c});
    CHECK(client.read_until("GET /slow 0").find("200 OK") != std::string::npos);
}

TEST_CASE("TooLargeIsRefusedAndTheConnectionEnds") {
    Running server({.header_bytes = 1024, .body_bytes = 1000});
    Client body(server.port);
    body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
    CHECK(body.read_until("}").find("413") != std::string::npos);
    CHECK(body.closed());
    Client header(server.port);
    header.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'x') + "\r\n\r\n");
    CHECK(header.read_until("}").find("431") != std::string::npos);
    Client garbage(server.port);
    garbage.send("\x16\x03\x01 not http\r\n\r\n");
    CHECK(garbage.read_until("}").find("400") != std::string::npos);
}

TEST_CASE("AStalledConnectionIsEnded") {
    Running server({.stalled_after_s = 1});
    Client client(server.port);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    CHECK(client.closed());
}

TEST_CASE("MoreConnectionsThanAllowedAreClosed") {
    Running server({.connections_per_address = 2});
    Client one(server.port), two(server.port);
    one.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    two.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(one.read_until("GET / 0").find("200") != std::string::npos);
    CHECK(two.read_until("GET / 0").find("200") != std::string::npos);
    Client three(server.port);
    CHECK(three.closed());
}
