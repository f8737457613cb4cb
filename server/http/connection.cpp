#include "server/http/connection.h"

#include "server/http/headers.h"

namespace hub {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kFirstRead = 512;
constexpr std::size_t kBodyRead = 4096;  // thousands of slow uploads hold one each
constexpr int kLeaveWithin_ms = 2'000;
constexpr std::size_t kMostDiscarded = 1024 * 1024;

bool is_end(error_code error) {
    return error == http::error::end_of_stream || error == http::error::partial_message ||
           error == beast::error::timeout || error == asio::error::operation_aborted ||
           error == asio::error::eof || error.category() == asio::error::get_system_category();
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::string address, Connections& all)
    : stream_(std::move(socket)), address_(std::move(address)), all_(all) {
    ++all_.per_address[address_];
}

Connection::~Connection() {
    all_.bodies_bytes -= body_bytes_;
    auto const count = all_.per_address.find(address_);
    if (--count->second == 0) all_.per_address.erase(count);
}

void Connection::start() { wait_for_request(limits().header_within_ms); }

void Connection::stop() {
    if (idle_) end();
}

void Connection::end() {
    stream_.close();
    all_.open.erase(shared_from_this());
}

// ---- reading ----------------------------------------------------------------------------------

void Connection::wait_for_request(int within_ms) {
    parser_.reset();
    account_body();
    serializer_.reset();
    message_.reset();
    response_ = {};
    if (buffer_.size() > 0) return read_header();  // a pipelined request
    idle_ = true;
    buffer_.shrink_to_fit();
    stream_.expires_after(milliseconds(within_ms));
    stream_.async_read_some(buffer_.prepare(kFirstRead),
                            [self = shared_from_this()](error_code error, std::size_t bytes) {
                                if (error) return self->end();
                                self->buffer_.commit(bytes);
                                self->read_header();
                            });
}

void Connection::read_header() {
    idle_ = false;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    parser_->body_limit(limits().body_bytes);
    stream_.expires_after(milliseconds(limits().header_within_ms));  // for all of its pieces
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](error_code error, std::size_t) {
                                self->did_read_header(error);
                            });
}

void Connection::did_read_header(error_code error) {
    if (error) return read_failed(error);
    pace_.start();
    std::string_view const expected(parser_->get()[http::field::expect]);
    if (expected.empty() || parser_->get().version() < 11 || parser_->is_done()) return read_body();
    if (!beast::iequals(expected, "100-continue"))
        return refuse(417, {"bad-expectation", "La demande attend ce que le serveur ne sait pas."});
    welcome_body();
}

// A client that asks first (RFC 9110 §10.1.1) sends its body only after this line.
void Connection::welcome_body() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_at(pace_.deadline(limits()));
    asio::async_write(stream_, asio::buffer(kContinue),
                      [self = shared_from_this()](error_code error, std::size_t) {
                          if (error) return self->end();
                          self->read_body();
                      });
}

void Connection::read_body() {
    if (parser_->is_done()) return respond();
    stream_.expires_at(pace_.deadline(limits()));
    buffer_.reserve(kBodyRead);  // Beast reads as much as the buffer holds
    http::async_read_some(stream_, buffer_, *parser_,
                          [self = shared_from_this()](error_code error, std::size_t bytes) {
                              self->did_read_body(error, bytes);
                          });
}

void Connection::did_read_body(error_code error, std::size_t bytes) {
    if (error) return read_failed(error);
    pace_.moved(bytes, limits());
    account_body();
    if (all_.bodies_bytes > limits().bodies_bytes)
        return refuse(503, {"busy", "Le serveur reçoit trop d'envois à la fois. Réessayez."});
    read_body();
}

void Connection::account_body() {
    std::size_t const held = parser_ ? parser_->get().body().size() : 0;
    all_.bodies_bytes += held - body_bytes_;  // wraps around correctly when less is held
    body_bytes_ = held;
}

void Connection::read_failed(error_code error) {
    if (error == http::error::body_limit)
        return refuse(413, {"too-large", "L'envoi est trop grand pour le serveur."});
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return refuse(431, {"header-too-large", "La demande est trop longue."});
    if (is_end(error)) return end();
    refuse(400, {"bad-request", "La demande n'est pas du HTTP bien formé."});
}

// ---- answering --------------------------------------------------------------------------------

Request Connection::take_request(std::string path) {
    auto message = parser_->release();
    Request request;
    request.method = std::string(message.method_string());
    request.path = std::move(path);
    for (auto const& field : message) {
        std::string name(field.name_string());
        for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        request.headers[name] = std::string(field.value());
    }
    request.body = std::move(message.body());
    request.address = address_;
    if (all_.options.behind_proxy) {
        std::string const chain = request.header("x-forwarded-for");
        std::size_t const last = chain.find_last_of(", ");
        error_code unreadable;
        auto const named =
            asio::ip::make_address(chain.substr(last == chain.npos ? 0 : last + 1), unreadable);
        if (!unreadable) request.address = named.to_string();
    }
    return request;
}

void Connection::respond() {
    bool const head = parser_->get().method() == http::verb::head;
    bool const keep = parser_->get().keep_alive();
    unsigned const version = parser_->get().version();
    auto path = path_of(std::string_view(parser_->get().target()));
    if (!path) return refuse(400, {"bad-path", "Cette adresse est mal formée."});
    Request const request = take_request(std::move(*path));
    account_body();
    Response response = all_.answer(request);
    send(std::move(response), version, keep, head);
}

void Connection::refuse(int status, Error const& error) {
    parser_.reset();
    account_body();
    Response response = error_response(status, error);
    add_security_headers(response);
    if (status == 503) response.set("Retry-After", "30");
    send(std::move(response), 11, false, false);
}

void Connection::send(Response&& response, unsigned version, bool keep, bool head) {
    response_ = std::move(response);
    ByteView body = response_.embedded;
    if (body.empty())
        body = {reinterpret_cast<std::uint8_t const*>(response_.body.data()),
                response_.body.size()};
    keep_ = keep && !all_.stopping;
    message_.emplace();
    message_->version(version);
    message_->result(static_cast<unsigned>(response_.status));
    for (auto const& [name, value] : response_.headers) message_->insert(name, value);
    message_->keep_alive(keep_);
    bool const bodiless = response_.status == 304;
    if (!bodiless) message_->content_length(body.size());
    if (!head && !bodiless) {
        message_->body().data = const_cast<std::uint8_t*>(body.data());
        message_->body().size = body.size();
    }
    message_->body().more = false;
    serializer_.emplace(*message_);
    serializer_->split(head || bodiless);
    pace_.start();
    write_more();
}

void Connection::write_more() {
    stream_.expires_at(pace_.deadline(limits()));
    http::async_write_some(stream_, *serializer_,
                           [self = shared_from_this()](error_code error, std::size_t bytes) {
                               self->did_write(error, bytes);
                           });
}

void Connection::did_write(error_code error, std::size_t bytes) {
    if (error && error != http::error::need_buffer) return end();
    pace_.moved(bytes, limits());
    bool const head_only = serializer_->split() && serializer_->is_header_done();
    if (!serializer_->is_done() && !head_only) return write_more();
    if (keep_ && !all_.stopping) return wait_for_request(limits().idle_ms);
    leave();
}

// Closing while the peer still sends would reset the connection and could take the response with
// it (RFC 9112 §9.6): say goodbye, listen for a moment, then close.
void Connection::leave() {
    error_code ignored;  // the peer may be gone already
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(milliseconds(kLeaveWithin_ms));
    discard();
}

void Connection::discard() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kFirstRead * 8),
                            [self = shared_from_this()](error_code error, std::size_t bytes) {
                                self->discarded_bytes_ += bytes;
                                if (error || self->discarded_bytes_ > kMostDiscarded)
                                    return self->end();
                                self->discard();
                            });
}

}  // namespace hub
