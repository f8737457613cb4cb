// What one 18-answer visit costs on the wire in a batch of 100, up, as the phone sends it.

#include <zlib.h>

#include "server/http/deflate.h"
#include "server/store/memory_store.h"
#include "shared/records/kinds.h"
#include "shared/sync/server_side.h"
#include "tests/bench/bench.h"
#include "tests/bench/visits.h"

namespace hub::bench {

namespace {

constexpr std::size_t kVisits = 100;
constexpr std::size_t kLargestBatch = 64 * 1024;  // as ui/update_sync.cpp
constexpr Millis kNowMs = 1'790'000'000'000;

Bytes gzip(std::string const& plain) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    Bytes packed(deflateBound(&stream, plain.size()));
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    ::deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

struct Week {  // an adviser without network: a hundred visits
    Phone phone;
    std::vector<VisitPlan> plans;
};

Week week(Commits commits) {
    Week week;
    Planner planner(7);
    week.phone.enrol({planner.id(), "Awa Diarra", "adviser", "bamako", "token"}, planner.id());
    std::vector<Id> enterprises;
    for (int i = 0; i < 40; ++i) enterprises.push_back(planner.id());
    for (std::size_t i = 0; i < kVisits; ++i) {
        week.plans.push_back(
            planner.visit(enterprises, kNowMs + static_cast<Millis>(i) * 3'600'000));
        fill_in(week.phone, week.plans.back(), commits);
    }
    return week;
}

double per_visit(std::size_t bytes) {
    return static_cast<double>(bytes) / static_cast<double>(kVisits);
}

// The phone sends until its outbox is empty, as ui/update_sync.cpp does on a good line.
Result<Json> sent_by_the_app(Commits commits) {
    Phone phone = week(commits).phone;
    MemoryStore store(id_from_name("bench"));
    Caller const caller{phone.identity().person, "adviser", {"network", "bamako"}};
    std::size_t requests = 0, up = 0, down = 0, plain = 0;
    while (!phone.outbox().empty()) {
        Bytes const body = phone.request(kNowMs, kLargestBatch);
        TRY(SyncRequest const request, read_request(body));
        TRY(SyncAnswer const said, serve_sync(store, caller, request, hash64(body), kNowMs));
        Bytes const answer = write_answer(said);
        ++requests;
        plain += body.size();
        up += deflate(body).size();
        down += deflate(answer).size();
        TRY(JournalRow const row, phone.accept(answer, body, kNowMs));
        TRY_VOID(phone.take_answer(row, id_from_name("fresh")));
    }
    return Json{{"requests", requests},
                {"plain_bytes", per_visit(plain)},
                {"sent_bytes", per_visit(up)},
                {"answer_bytes", per_visit(down)}};
}

std::size_t in_one_request(Commits commits) {
    Week const sent = week(commits);
    auto const& edits = sent.phone.outbox();
    SyncRequest request{.replica = edits.front().replica};
    request.edits.assign(edits.begin(), edits.end());
    return deflate(write_request(request)).size();
}

}  // namespace

Result<Json> visit_bytes(Options const&) {
    Week const written = week(Commits::WholeVisit);
    std::string documents = "[";
    for (VisitPlan const& plan : written.plans)
        documents +=
            (documents.size() > 1 ? "," : "") + json_of(plan, written.phone.identity().person);
    documents += "]";
    TRY(Json each, sent_by_the_app(Commits::EachAnswer));
    TRY(Json whole, sent_by_the_app(Commits::WholeVisit));
    return Json{{"each_answer", std::move(each)},
                {"whole_visit", std::move(whole)},
                {"each_answer_one_request", per_visit(in_one_request(Commits::EachAnswer))},
                {"whole_visit_one_request", per_visit(in_one_request(Commits::WholeVisit))},
                {"json_bytes", per_visit(documents.size())},
                {"gzip_json_bytes", per_visit(gzip(documents).size())},
                {"documents", documents}};
}

}  // namespace hub::bench
