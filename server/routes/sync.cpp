#include "server/http/deflate.h"
#include "server/http/headers.h"
#include "server/routes/admission.h"

namespace hub {

namespace {

Result<Bytes> plain_body(Request const& request) {
    std::string const encoding = request.header("content-encoding");
    if (encoding == "deflate") return inflate(request.body, kMaxSyncBody);
    if (!encoding.empty() && encoding != "identity")
        return Error{"unknown-encoding", "Le serveur ne lit pas cette compression."};
    if (request.body.size() > kMaxSyncBody)
        return Error{"too-large", "L'envoi est trop grand pour le serveur."};
    return request.body;
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
    Millis const now = site.now_ms();
    Admission const admission = admit(site, request, now);
    if (admission.refusal) return *admission.refusal;
    auto const body = plain_body(request);
    if (!body.ok()) return refusal(body.error());
    auto const asked = read_request(body.value());
    if (!asked.ok()) return refusal(asked.error());
    std::size_t const edits = asked.value().edits.size();
    if (int const wait_s = site.devices.take_edits(admission.token, edits, now))
        return too_fast(wait_s);
    auto const said =
        serve_sync(site.store, admission.caller, asked.value(), hash64(body.value()), now);
    return said.ok() ? packed(said.value(), request) : refusal(said.error());
}

}  // namespace hub
