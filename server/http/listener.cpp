#include "server/http/listener.h"

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <map>
#include <set>
#include <spdlog/spdlog.h>

namespace hub {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

Request plain(http::request<http::vector_body<std::uint8_t>>&& message, std::string address) {
    Request request;
    request.method = std::string(message.method_string());
    std::string const target(message.target());
    request.path = target.substr(0, target.find('?'));
    for (auto const& field : message) {
        std::string name(field.name_string());
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        request.headers[name] = std::string(field.value());
    }
    request.body = std::move(message.body());
    request.address = std::move(address);
    return request;
}

class Connection;

// What all connections share. Lives as long as the listener.
struct Shared {
    Answer answer;
    ListenerLimits limits;
    std::map<std::string, std::size_t> per_address;
    std::set<std::shared_ptr<Connection>> open;
    bool stopping = false;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, std::string address, Shared& shared)
        : stream_(std::move(socket)), address_(std::move(address)), shared_(shared) {
        ++shared_.per_address[address_];
    }

    ~Connection() {
        auto const count = shared_.per_address.find(address_);
        if (--count->second == 0) shared_.per_address.erase(count);
    }

    void read() {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
        parser_->body_limit(shared_.limits.body_bytes);
        waiting_ = true;
        read_more();
    }

    // The server stops: an idle connection ends now, a busy one after its response.
    void stop() {
        if (waiting_ && !parser_->got_some()) end();
    }

private:
    using Parser = http::request_parser<http::vector_body<std::uint8_t>>;

    void read_more() {
        stream_.expires_after(std::chrono::seconds(shared_.limits.stalled_after_s));
        http::async_read_some(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->did_read(error); });
    }

    void did_read(error_code error) {
        if (!error && parser_->is_done()) return respond();
        if (!error) return read_more();  // every piece that arrives renews the time-out
        if (error == http::error::body_limit)
            return refuse(413, {"too-large", "L'envoi est trop grand pour le serveur."});
        if (error == http::error::header_limit)
            return refuse(431, {"header-too-large", "La demande est trop longue."});
        if (error == http::error::end_of_stream || error == beast::error::timeout ||
            error.category() == asio::error::get_system_category() ||
            error == asio::error::operation_aborted || error == http::error::partial_message)
            return end();
        refuse(400, {"bad-request", "La demande n'est pas du HTTP bien formé."});
    }

    void respond() {
        waiting_ = false;
        bool const head = parser_->get().method() == http::verb::head;
        bool const keep = parser_->get().keep_alive() && !shared_.stopping;
        unsigned const version = parser_->get().version();
        Response response = shared_.answer(plain(parser_->release(), address_));
        send(std::move(response), version, keep, head);
    }

    void refuse(int status, Error const& error) {
        waiting_ = false;
        send(error_response(status, error), 11, false, false);
    }

    void send(Response&& response, unsigned version, bool keep, bool head) {
        response_ = std::move(response);
        ByteView const body =
            response_.embedded.empty()
                ? ByteView(reinterpret_cast<std::uint8_t const*>(response_.body.data()),
                           response_.body.size())
                : response_.embedded;
        message_.emplace();
        message_->version(version);
        message_->result(static_cast<unsigned>(response_.status));
        for (auto const& [name, value] : response_.headers) message_->insert(name, value);
        message_->keep_alive(keep);
        message_->content_length(body.size());
        if (!head && response_.status != 304) {
            message_->body().data = const_cast<std::uint8_t*>(body.data());
            message_->body().size = body.size();
        }
        message_->body().more = false;
        serializer_.emplace(*message_);
        serializer_->split(head);
        keep_ = keep;
        write_more();
    }

    void write_more() {
        stream_.expires_after(std::chrono::seconds(shared_.limits.stalled_after_s));
        http::async_write_some(
            stream_, *serializer_,
            [self = shared_from_this()](error_code error, std::size_t) { self->did_write(error); });
    }

    void did_write(error_code error) {
        if (error && error != http::error::need_buffer) return end();
        bool const head_only = serializer_->split() && serializer_->is_header_done();
        if (!serializer_->is_done() && !head_only) return write_more();
        if (!keep_ || shared_.stopping) return end();
        read();
    }

    void end() {
        error_code ignored;  // the peer may be gone already
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.close();
        shared_.open.erase(shared_from_this());
    }

    beast::tcp_stream stream_;
    std::string const address_;
    Shared& shared_;
    beast::flat_buffer buffer_{16 * 1024};
    std::optional<Parser> parser_;
    Response response_;
    std::optional<http::response<http::buffer_body>> message_;
    std::optional<http::response_serializer<http::buffer_body>> serializer_;
    bool keep_ = false, waiting_ = true;
};

}  // namespace

struct Listener::Inside {
    Shared shared;  // first: connections that die with the io_context still count down in it
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    asio::signal_set signals{io, SIGINT, SIGTERM};

    void accept() {
        acceptor.async_accept([this](error_code error, tcp::socket socket) {
            if (shared.stopping) return;
            if (!error) take(std::move(socket));
            accept();
        });
    }

    void take(tcp::socket socket) {
        error_code error;
        auto const peer = socket.remote_endpoint(error);
        if (error) return;
        std::string const address = peer.address().to_string();
        auto const known = shared.per_address.find(address);
        std::size_t const same = known == shared.per_address.end() ? 0 : known->second;
        if (shared.open.size() >= shared.limits.connections ||
            same >= shared.limits.connections_per_address)
            return;  // closes the socket: the phone tries again later
        auto const connection = std::make_shared<Connection>(std::move(socket), address, shared);
        shared.open.insert(connection);
        connection->read();
    }

    void stop() {
        if (shared.stopping) return;
        shared.stopping = true;
        error_code ignored;
        acceptor.close(ignored);
        signals.cancel(ignored);
        for (auto const& connection : std::set(shared.open)) connection->stop();
    }
};

Listener::Listener(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Listener::~Listener() = default;
Listener::Listener(Listener&&) noexcept = default;

Result<Listener> Listener::create(ListenerOptions const& options, Answer answer) {
    auto inside = std::make_unique<Inside>();
    inside->shared.answer = std::move(answer);
    inside->shared.limits = options.limits;
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
    inside_->shared.open.clear();
}

void Listener::stop() {
    asio::post(inside_->io, [this] { inside_->stop(); });
}

}  // namespace hub
