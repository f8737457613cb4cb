#include "server/http/listener.h"

#include <spdlog/spdlog.h>

#include "server/http/connection.h"

namespace hub {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct Listener::Inside {
    Connections connections;  // first: those that die with the io_context still count down in it
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    asio::signal_set signals{io, SIGINT, SIGTERM};
    asio::steady_timer patience{io};

    void accept() {
        acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (connections.stopping) return;
            if (error) return accept_later(error.message());
            try {
                take(std::move(socket));
            } catch (std::exception const& thrown) {
                return accept_later(thrown.what());
            }
            accept();
        });
    }

    // Out of file descriptors or memory: trying again at once would only burn the processor.
    void accept_later(std::string const& reason) {
        spdlog::warn("cannot accept a connection: {}", reason);
        patience.expires_after(std::chrono::milliseconds(100));
        patience.async_wait([this](error_code) {
            if (!connections.stopping) accept();
        });
    }

    void take(tcp::socket socket) {
        error_code error;
        auto const peer = socket.remote_endpoint(error);
        if (error) return;
        if (is_full(peer.address())) return;  // closes the socket: the phone tries again later
        auto const connection = std::make_shared<Connection>(
            std::move(socket), caller_name(peer.address()), connections);
        connections.open.insert(connection);
        try {
            connection->start();
        } catch (...) {
            connections.open.erase(connection);
            throw;
        }
    }

    bool is_full(asio::ip::address const& address) const {
        auto const& limits = connections.options.limits;
        if (connections.open.size() >= limits.connections) return true;
        if (address.is_loopback() || connections.options.behind_proxy) return false;
        auto const same = connections.per_address.find(caller_name(address));
        return same != connections.per_address.end() &&
               same->second >= limits.connections_per_address;
    }

    void stop() {
        if (connections.stopping) return;
        connections.stopping = true;
        error_code ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
        for (auto const& connection : std::set(connections.open)) connection->stop();
        patience.cancel();
        finish(std::chrono::steady_clock::now() +
               std::chrono::milliseconds(connections.options.limits.finish_within_ms));
    }

    void finish(std::chrono::steady_clock::time_point deadline) {
        if (connections.open.empty()) return;
        if (std::chrono::steady_clock::now() >= deadline) {
            spdlog::warn("closing {} connections that did not finish", connections.open.size());
            for (auto const& connection : std::set(connections.open)) connection->end();
            return;
        }
        patience.expires_after(std::chrono::milliseconds(20));
        patience.async_wait([this, deadline](error_code) { finish(deadline); });
    }
};

Listener::Listener(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Listener::~Listener() = default;
Listener::Listener(Listener&&) noexcept = default;

Result<Listener> Listener::create(ListenerOptions const& options, Answer answer) {
    auto inside = std::make_unique<Inside>();
    inside->connections.answer = std::move(answer);
    inside->connections.options = options;
    error_code error;
    auto const address = asio::ip::make_address(options.address, error);
    tcp::endpoint const endpoint(address, options.port);
    if (!error) inside->acceptor.open(endpoint.protocol(), error);
    if (!error) inside->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) inside->acceptor.bind(endpoint, error);
    if (!error) inside->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return Error{"cannot-listen", "Impossible d'écouter sur " + options.address + ":" +
                                          std::to_string(options.port) + " : " + error.message()};
    return Listener(std::move(inside));
}

std::uint16_t Listener::port() const { return inside_->acceptor.local_endpoint().port(); }

void Listener::run() {
    inside_->signals.async_wait([this](error_code error, int signal) {
        if (error) return;
        spdlog::info("signal {}: finishing what is in flight", signal);
        inside_->stop();
    });
    inside_->accept();
    inside_->io.run();
    inside_->connections.open.clear();
}

void Listener::stop() {
    asio::post(inside_->io, [this] { inside_->stop(); });
}

}  // namespace hub
