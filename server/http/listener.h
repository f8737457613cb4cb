#pragma once
// Carries requests and responses over TCP with Boost.Beast: asynchronous, one thread, keep-alive.
// A phone on 2G is slow, not malicious: a body or an answer may take as long as it likes while it
// moves at `pace_bytes` per `pace_within_ms`. A header is short and must come at once.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http/message.h"

namespace hub {

struct ListenerLimits {
    std::size_t header_bytes = 8 * 1024;
    std::size_t body_bytes = 300 * 1024;
    // All bodies that are arriving and all answers that are leaving, together: 5,000 uploads of 64
    // KiB fit. Files of the phone app cost nothing: they are sent from where the program holds
    // them.
    std::size_t bodies_bytes = 384 * 1024 * 1024;
    std::size_t connections = 6000;
    // A mobile operator puts a whole region behind one address, hence so many. Loopback has no such
    // limit: it is this machine, or a proxy that speaks for everybody.
    std::size_t connections_per_address = 1000;
    int idle_ms = 75'000;             // between two requests
    int header_within_ms = 15'000;    // from its first byte, or from the connection
    std::size_t pace_bytes = 15'360;  // 256 B/s …
    int pace_within_ms = 60'000;      // … averaged over a minute: EDGE stalls
    int finish_within_ms = 10'000;    // what is in flight when the server stops
};

struct ListenerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
    bool behind_proxy = false;  // callers are told apart by the last X-Forwarded-For
    ListenerLimits limits{};
};

using Answer = std::function<Response(Request const&)>;

class Listener {
public:
    // Error "cannot-listen" with the reason.
    static Result<Listener> create(ListenerOptions const& options, Answer answer);
    ~Listener();
    Listener(Listener&&) noexcept;
    Listener& operator=(Listener&&) = delete;

    std::uint16_t port() const;
    // Works until stop(), SIGTERM or SIGINT; then takes no more connections, gives what is in
    // flight `finish_within_ms` and returns.
    void run();
    void stop();  // from any thread

private:
    struct Inside;
    explicit Listener(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hub
