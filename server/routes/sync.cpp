#include "server/http/deflate.h"
#include "server/http/headers.h"
#include "server/routes/site.h"

namespace hub {

namespace {

constexpr std::string_view kBearer = "Bearer ";

std::string bearer_token(Request const& request) {
    std::string const header = request.header("authorization");
    return header.compare(0, kBearer.size(), kBearer) == 0 ? header.substr(kBearer.size()) : "";
}

Result<Bytes> plain_body(Request const& request) {
    std::string const encoding = request.header("content-encoding");
    if (encoding == "deflate") return inflate(request.body, kMaxSyncBody);
    if (!encoding.empty() && encoding != "identity")
        return Error{"unknown-encoding", "Le serveur ne lit pas cette compression."};
    if (request.body.size() > kMaxSyncBody)
        return Error{"too-large", "L'envoi est trop grand pour le serveur."};
    return request.body;
}

int status_of(Error const& error) {
    if (error.code == "too-large") return 413;
    if (error.code == "unknown-encoding") return 415;
    if (error.code == "too-many-requests") return 429;
    if (error.code == "disk-full") return 507;
    for (char const* ours : {"store-failed", "store-busy", "not-a-store", "duplicate-edit"})
        if (error.code == ours) return 503;
    return 400;
}

Response refusal(Error const& error, int wait_s = 0) {
    Response response = error_response(status_of(error), error);
    if (wait_s > 0) response.set("Retry-After", std::to_string(wait_s));
    return response;
}

Response too_fast(int wait_s) {
    return refusal({"too-many-requests",
                    "Ce téléphone envoie trop souvent. Rien n'est perdu : il réessaiera seul."},
                   wait_s);
}

Response packed(SyncAnswer const& said, Request const& request) {
    Response response;
    response.set("Content-Type", "application/octet-stream");
    response.set("Cache-Control", "no-store");
    Bytes body = write_answer(said);
    if (quality_of(request.header("accept-encoding"), "deflate") > 0) {
        Bytes smaller = deflate(body);
        if (smaller.size() < body.size()) {
            body = std::move(smaller);
            response.set("Content-Encoding", "deflate");
        }
    }
    response.body.assign(body.begin(), body.end());
    return response;
}

}  // namespace

Response answer_sync(Site& site, Request const& request) {
    std::string const token = bearer_token(request);
    Millis const now = site.now_ms();
    auto const caller = People(site.store).caller(token);
    if (!caller.ok()) return refusal(caller.error());
    if (!caller.value()) {
        Response response = error_response(401, {"bad-token",
                                                 "Le serveur ne reconnaît pas ce téléphone. "
                                                 "Demandez un nouveau lien d'inscription."});
        response.set("WWW-Authenticate", "Bearer");
        return response;
    }
    if (int const wait_s = site.devices.take_request(token, now)) return too_fast(wait_s);
    auto const body = plain_body(request);
    if (!body.ok()) return refusal(body.error());
    auto const asked = read_request(body.value());
    if (!asked.ok()) return refusal(asked.error());
    std::size_t const edits = asked.value().edits.size();
    if (int const wait_s = site.devices.take_edits(token, edits, now)) return too_fast(wait_s);
    auto const said =
        serve_sync(site.store, *caller.value(), asked.value(), hash64(body.value()), now);
    return said.ok() ? packed(said.value(), request) : refusal(said.error());
}

}  // namespace hub
