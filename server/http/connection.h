#pragma once
// One TCP connection of the listener: waits for a request, reads it, has it answered, writes the
// response, waits again. Between two requests it holds no buffer of any size.
//
//   Idle ── first byte ──► Header ──► Body ──► Answering ──► Idle, or Leaving and gone

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <optional>
#include <set>
#include <unordered_map>

#include "server/http/listener.h"

namespace hub {

class Connection;

// How callers are told apart: by address, and on IPv6 by its first half, because a network hands
// whoever asks a whole /64 of addresses to come from.
std::string caller_name(boost::asio::ip::address const& address);

// What all connections of one listener share.
struct Connections {
    Answer answer;
    ListenerOptions options;
    std::set<std::shared_ptr<Connection>> open;
    std::unordered_map<std::string, std::size_t> per_address;
    std::size_t bodies_bytes = 0;  // held by bodies that are arriving or leaving
    bool stopping = false;
};

// Demands that bytes keep moving: each `pace_bytes` earn another `pace_within_ms`.
class Pace {
public:
    using Clock = std::chrono::steady_clock;
    void start() { since_ = Clock::now(), bytes_ = 0; }
    void moved(std::size_t bytes, ListenerLimits const& limits) {
        bytes_ += bytes;
        if (bytes_ >= limits.pace_bytes) start();
    }
    Clock::time_point deadline(ListenerLimits const& limits) const {
        return since_ + std::chrono::milliseconds(limits.pace_within_ms);
    }

private:
    Clock::time_point since_;
    std::size_t bytes_ = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(boost::asio::ip::tcp::socket socket, std::string address, Connections& all);
    ~Connection();

    void start();  // once, right after it was put into `all.open`
    void stop();   // the server stops: an idle connection ends now, a busy one after its response
    void end();    // at once

private:
    using error_code = boost::system::error_code;
    using Parser =
        boost::beast::http::request_parser<boost::beast::http::vector_body<std::uint8_t>>;
    using Message = boost::beast::http::response<boost::beast::http::buffer_body>;
    using Serializer = boost::beast::http::response_serializer<boost::beast::http::buffer_body>;

    ListenerLimits const& limits() const { return all_.options.limits; }
    // What follows an asynchronous operation. Should it throw (memory that ran out), it ends this
    // connection and nobody else's.
    template <typename Step>
    auto then(Step step) {
        return [self = shared_from_this(), step](error_code error, std::size_t bytes) {
            try {
                step(error, bytes);
            } catch (std::exception const& thrown) {
                self->failed(thrown);
            }
        };
    }
    void failed(std::exception const& thrown);
    void wait_for_request(int within_ms);
    void read_header();
    void did_read_header(error_code error);
    void welcome_body();
    void read_body();
    void did_read_body(error_code error, std::size_t bytes);
    void account();
    void read_failed(error_code error);
    void respond();
    Request take_request(std::string path);
    void refuse(int status, Error const& error);
    void send(Response&& response, unsigned version, bool keep, bool head);
    void forget_response();
    void write_more();
    void did_write(error_code error, std::size_t bytes);
    void leave();
    void discard();

    boost::beast::tcp_stream stream_;
    std::string const address_;
    Connections& all_;
    boost::beast::flat_buffer buffer_{16 * 1024};
    std::optional<Parser> parser_;
    Response response_;
    std::optional<Message> message_;
    std::optional<Serializer> serializer_;
    Pace pace_;
    std::size_t held_bytes_ = 0, discarded_bytes_ = 0, header_fields_ = 0;
    bool keep_ = false, idle_ = true;
};

}  // namespace hub
