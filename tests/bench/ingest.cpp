// Phones push batches of visits to the real server over loopback, each on a connection of its own.

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <thread>

#include "server/http/deflate.h"
#include "server/people/secrets.h"
#include "tests/bench/bench.h"
#include "tests/bench/visits.h"

namespace hub::bench {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr Millis kNowMs = 1'790'000'000'000;

struct Plan {
    std::uint16_t port;
    std::size_t visits, batch;  // per connection, per request
    Commits commits;
};

// A phone seen from the wire: makes its edits beforehand, keeps no records while it sends.
class Sender {
public:
    Sender(Json const& device, Plan const& plan) : plan_(plan), token_(device.value("token", "")) {
        Id const person = id_from_hex(device.value("person", "")).value();
        phone_.enrol({person, "", "adviser", device.value("hub", ""), token_}, random_id());
        Planner planner(hash64(ByteView(person.bytes)));
        std::vector<Id> const where{planner.id(), planner.id(), planner.id()};
        for (std::size_t i = 0; i < plan.visits; ++i) {
            fill_in(phone_, planner.visit(where, kNowMs + static_cast<Millis>(i) * 3'600'000),
                    plan.commits);
            if ((i + 1) % plan.batch == 0) ends_.push_back(phone_.outbox().size());
        }
        replica_ = phone_.outbox().front().replica;
        stream_.connect(asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), plan.port));
        stream_.socket().set_option(asio::ip::tcp::no_delay(true));
    }

    // Pulls everything first, as every phone has.
    void prepare() {
        while (exchange({}, 0)) {
        }
    }

    void send_all() {
        std::size_t first = 0;
        for (std::size_t const end : ends_) {
            auto const& edits = phone_.outbox();
            exchange({edits.begin() + static_cast<std::ptrdiff_t>(first),
                      edits.begin() + static_cast<std::ptrdiff_t>(end)},
                     first == 0 ? 0 : edits[first - 1].chain);
            first = end;
        }
    }

    std::size_t applied = 0, sent_bytes = 0;
    std::vector<double> times_ms;

private:
    // One request; true while the server has more for this phone.
    bool exchange(std::vector<Edit> edits, std::uint64_t chain_before) {
        auto const begin = std::chrono::steady_clock::now();
        SyncRequest request{.replica = replica_, .cursor = cursor_, .wall_ms = kNowMs};
        request.dseq_before = edits.empty() ? 0 : edits.front().dseq - 1;
        request.chain_before = chain_before;
        request.edits = std::move(edits);
        Bytes const body = deflate(write_request(request));
        SyncAnswer const answer = read_answer(post(body)).take();
        cursor_ = answer.cursor;
        sent_bytes += body.size();
        for (Verdict const& verdict : answer.verdicts)
            applied += verdict.kind == VerdictKind::Applied ? 1 : 0;
        std::chrono::duration<double, std::milli> const took =
            std::chrono::steady_clock::now() - begin;
        if (!request.edits.empty()) times_ms.push_back(took.count());
        return answer.more;
    }

    Bytes post(Bytes const& body) {
        http::request<http::vector_body<std::uint8_t>> message(http::verb::post, "/v1/sync", 11);
        message.set(http::field::host, "localhost");
        message.set(http::field::authorization, "Bearer " + token_);
        message.set(http::field::content_encoding, "deflate");
        message.body() = body;
        message.prepare_payload();
        http::write(stream_, message);
        http::response_parser<http::vector_body<std::uint8_t>> parser;
        parser.body_limit(8 * 1024 * 1024);
        http::read(stream_, buffer_, parser);
        return parser.release().body();
    }

    Plan const plan_;
    std::string const token_;
    Phone phone_;
    std::vector<std::size_t> ends_;  // edits up to the end of each batch
    Id replica_;
    Cursor cursor_;
    asio::io_context io_;
    beast::tcp_stream stream_{io_};
    beast::flat_buffer buffer_;
};

double run_together(std::vector<std::unique_ptr<Sender>>& senders) {
    std::vector<std::thread> threads;
    auto const begin = std::chrono::steady_clock::now();
    for (auto& sender : senders) threads.emplace_back([&sender] { sender->send_all(); });
    for (std::thread& thread : threads) thread.join();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
    return took.count();
}

}  // namespace

Result<Json> ingest(Options const& options) {
    TRY(Json const devices, devices_of(options));
    Plan const plan{.port = static_cast<std::uint16_t>(number(options, "port", 8080)),
                    .visits = number(options, "visits", 2000) / devices.size(),
                    .batch = number(options, "batch", 50),
                    .commits = text(options, "commits", "whole") == "each" ? Commits::EachAnswer
                                                                           : Commits::WholeVisit};
    std::vector<std::unique_ptr<Sender>> senders;
    for (Json const& device : devices) senders.push_back(std::make_unique<Sender>(device, plan));
    for (auto& sender : senders) sender->prepare();
    double const seconds = run_together(senders);
    std::size_t applied = 0, bytes = 0;
    std::vector<double> times;
    for (auto& sender : senders) {
        applied += sender->applied;
        bytes += sender->sent_bytes;
        times.insert(times.end(), sender->times_ms.begin(), sender->times_ms.end());
    }
    std::sort(times.begin(), times.end());
    std::size_t const visits = plan.visits / plan.batch * plan.batch * senders.size();
    return Json{{"visits", visits},
                {"connections", senders.size()},
                {"applied_edits", applied},
                {"seconds", seconds},
                {"visits_per_s", static_cast<double>(visits) / seconds},
                {"request_p50_ms", times.empty() ? 0 : times[times.size() / 2]},
                {"sent_bytes_per_visit", static_cast<double>(bytes) / static_cast<double>(visits)}};
}

}  // namespace hub::bench
