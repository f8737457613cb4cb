#include "server/routes/site.h"

namespace hub {

namespace {

constexpr int kMostFailures = 20;
constexpr std::size_t kMostAddresses = 10'000;  // then the list starts anew: memory is bounded

constexpr char kContentPolicy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Response not_allowed(char const* allowed) {
    Response response =
        error_response(405, {"method-not-allowed", "Cette adresse n'accepte pas cette demande."});
    response.set("Allow", allowed);
    return response;
}

Response route(Site& site, Request const& request) {
    if (request.path == "/v1/sync")
        return request.method == "POST" ? answer_sync(site, request) : not_allowed("POST");
    if (request.path == "/v1/enrol")
        return request.method == "POST" ? answer_enrol(site, request) : not_allowed("POST");
    if (request.method != "GET" && request.method != "HEAD") return not_allowed("GET, HEAD");
    if (request.path == "/healthz") {
        Response response{.body = "ok\n"};
        response.set("Content-Type", "text/plain; charset=utf-8");
        response.set("Cache-Control", "no-store");
        return response;
    }
    return answer_file(request);
}

}  // namespace

bool GuessLimit::allows(std::string const& address, Millis now_ms) {
    auto const found = counts_.find(address);
    return found == counts_.end() || found->second.minute != now_ms / 60'000 ||
           found->second.failures < kMostFailures;
}

void GuessLimit::failed(std::string const& address, Millis now_ms) {
    if (counts_.size() >= kMostAddresses) counts_.clear();
    Count& count = counts_[address];
    if (count.minute != now_ms / 60'000) count = {now_ms / 60'000, 0};
    ++count.failures;
}

Response answer(Site& site, Request const& request) {
    Response response = route(site, request);
    response.set("Content-Security-Policy", kContentPolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    return response;
}

}  // namespace hub
