#pragma once
// Carries requests and responses over TCP with Boost.Beast: asynchronous, one thread, keep-alive.
// A phone on 2G is slow, not malicious: a time-out means no progress at all, not a slow whole.
// Limits: 8 KB of header, 300 KB of body, connections in all and per address.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http/message.h"

namespace hub {

struct ListenerLimits {
    std::size_t header_bytes = 8 * 1024;
    std::size_t body_bytes = 300 * 1024;
    std::size_t connections = 6000;
    std::size_t connections_per_address = 200;
    int stalled_after_s = 60;
};

struct ListenerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free one
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
    // Works until stop(), SIGTERM or SIGINT; then takes no more connections, finishes what is in
    // flight and returns.
    void run();
    void stop();  // from any thread

private:
    struct Inside;
    explicit Listener(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace hub
