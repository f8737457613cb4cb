#include "server/http/connection.h"

#include <spdlog/spdlog.h>

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

Error busy() {
    return {"busy", "Le serveur sert trop de téléphones à la fois. Rien n'est perdu : réessayez."};
}

bool is_end(error_code error) {
    return error == http::error::end_of_stream || error == http::error::partial_message ||
           error == beast::error::timeout || error == asio::error::operation_aborted ||
           error == asio::error::eof || error.category() == asio::error::get_system_category();
}

template <typename Parser>
std::size_t fields_of(Parser const& parser) {
    auto const& fields = parser.get();
    return static_cast<std::size_t>(std::distance(fields.begin(), fields.end()));
}

}  // namespace

std::string caller_name(asio::ip::address const& address) {
    if (!address.is_v6() || address.is_loopback()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    if (address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return asio::ip::address_v6(bytes).to_string();
}

Connection::Connection(asio::ip::tcp::socket socket, std::string address, Connections& all)
    : stream_(std::move(socket)), address_(std::move(address)), all_(all) {
    ++all_.per_address[address_];
}

Connection::~Connection() {
    all_.bodies_bytes -= held_bytes_;
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

void Connection::failed(std::exception const& thrown) {
    spdlog::error("a connection of {} ends: {}", address_, thrown.what());
    end();
}

// ---- reading ----------------------------------------------------------------------------------

void Connection::wait_for_request(int within_ms) {
    parser_.reset();
    forget_response();
    if (buffer_.size() > 0) return read_header();  // a pipelined request
    idle_ = true;
    buffer_.shrink_to_fit();
    stream_.expires_after(milliseconds(within_ms));
    stream_.async_read_some(buffer_.prepare(kFirstRead),
                            then([this](error_code error, std::size_t bytes) {
                                if (error) return end();
                                buffer_.commit(bytes);
                                read_header();
                            }));
}

void Connection::read_header() {
    idle_ = false;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes));
    parser_->body_limit(limits().body_bytes);
    stream_.expires_after(milliseconds(limits().header_within_ms));  // for all of its pieces
    http::async_read_header(stream_, buffer_, *parser_, then([this](error_code error, std::size_t) {
                                did_read_header(error);
                            }));
}

void Connection::did_read_header(error_code error) {
    if (error) return read_failed(error);
    pace_.start();
    header_fields_ = fields_of(*parser_);
    // Any other coding leaves open where the body ends (RFC 9112 §6.3): a proxy may think
    // otherwise.
    auto const codings = parser_->get().equal_range(http::field::transfer_encoding);
    for (auto field = codings.first; field != codings.second; ++field)
        if (!beast::iequals(field->value(), "chunked") || parser_->get().version() < 11)
            return refuse(400, {"bad-coding", "La demande arrive dans une forme inconnue."});
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
    asio::async_write(stream_, asio::buffer(kContinue), then([this](error_code error, std::size_t) {
                          if (error) return end();
                          read_body();
                      }));
}

void Connection::read_body() {
    if (parser_->is_done()) return respond();
    stream_.expires_at(pace_.deadline(limits()));
    buffer_.reserve(kBodyRead);  // Beast reads as much as the buffer holds
    http::async_read_some(
        stream_, buffer_, *parser_,
        then([this](error_code error, std::size_t bytes) { did_read_body(error, bytes); }));
}

void Connection::did_read_body(error_code error, std::size_t bytes) {
    if (error) return read_failed(error);
    pace_.moved(bytes, limits());
    account();
    if (all_.bodies_bytes > limits().bodies_bytes) return refuse(503, busy());
    read_body();
}

void Connection::account() {
    std::size_t const arriving = parser_ ? parser_->get().body().size() : 0;
    std::size_t const held = arriving + response_.body.size();
    all_.bodies_bytes += held - held_bytes_;  // wraps around correctly when less is held
    held_bytes_ = held;
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
        if (!unreadable) request.address = caller_name(named);
    }
    return request;
}

void Connection::respond() {
    bool const head = parser_->get().method() == http::verb::head;
    bool const keep = parser_->get().keep_alive();
    unsigned const version = parser_->get().version();
    auto path = path_of(std::string_view(parser_->get().target()));
    if (!path) return refuse(400, {"bad-path", "Cette adresse est mal formée."});
    // Fields after a chunked body would be taken for those of the header: for a proxy's, too.
    if (fields_of(*parser_) != header_fields_)
        return refuse(400, {"bad-trailer", "La demande porte des champs après son contenu."});
    Request const request = take_request(std::move(*path));
    account();
    Response response = all_.answer(request);
    // Slow readers hold their answers as long as slow writers their bodies. What the route has done
    // stays done: the phone asks again and is told.
    if (all_.bodies_bytes + response.body.size() > limits().bodies_bytes)
        return refuse(503, busy());
    send(std::move(response), version, keep, head);
}

void Connection::refuse(int status, Error const& error) {
    bool const head = parser_ && parser_->get().method() == http::verb::head;
    parser_.reset();
    account();
    Response response = error_response(status, error);
    add_security_headers(response);
    if (status == 503) response.set("Retry-After", "30");
    send(std::move(response), 11, false, head);
}

void Connection::send(Response&& response, unsigned version, bool keep, bool head) {
    response_ = std::move(response);
    account();
    ByteView body = response_.embedded;
    if (body.empty())
        body = {reinterpret_cast<std::uint8_t const*>(response_.body.data()),
                response_.body.size()};
    keep_ = keep && !response_.last && !all_.stopping;
    message_.emplace();
    message_->version(version);
    message_->result(static_cast<unsigned>(response_.status));
    for (auto const& [name, value] : response_.headers) message_->insert(name, value);
    message_->keep_alive(keep_);
    bool const bodiless = response_.status == 204 || response_.status == 304;
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

void Connection::forget_response() {
    serializer_.reset();
    message_.reset();
    response_ = {};
    account();
}

void Connection::write_more() {
    stream_.expires_at(pace_.deadline(limits()));
    http::async_write_some(stream_, *serializer_, then([this](error_code error, std::size_t bytes) {
                               did_write(error, bytes);
                           }));
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
    forget_response();
    error_code ignored;  // the peer may be gone already
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(milliseconds(kLeaveWithin_ms));
    discard();
}

void Connection::discard() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kFirstRead * 8),
                            then([this](error_code error, std::size_t bytes) {
                                discarded_bytes_ += bytes;
                                if (error || discarded_bytes_ > kMostDiscarded) return end();
                                discard();
                            }));
}

}  // namespace hub
