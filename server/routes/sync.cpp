#include "server/http/deflate.h"
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
    if (error.code == "disk-full") return 507;
    if (error.code == "store-failed" || error.code == "store-busy") return 503;
    return 400;
}

Result<Bytes> serve(Site& site, Caller const& caller, Request const& request) {
    TRY(Bytes const body, plain_body(request));
    TRY(SyncRequest const asked, read_request(body));
    TRY(SyncAnswer const said, serve_sync(site.store, caller, asked, hash64(body), site.now_ms()));
    return write_answer(said);
}

}  // namespace

Response answer_sync(Site& site, Request const& request) {
    auto const caller = People(site.store).caller(bearer_token(request));
    if (!caller.ok()) return error_response(status_of(caller.error()), caller.error());
    if (!caller.value())
        return error_response(401, {"bad-token",
                                    "Le serveur ne reconnaît pas ce téléphone. "
                                    "Demandez un nouveau lien d'inscription."});
    auto const said = serve(site, *caller.value(), request);
    if (!said.ok()) return error_response(status_of(said.error()), said.error());

    Response response;
    response.set("Content-Type", "application/octet-stream");
    response.set("Cache-Control", "no-store");
    ByteView body = said.value();
    Bytes packed;
    if (request.header("accept-encoding").find("deflate") != std::string::npos) {
        packed = deflate(body);
        if (packed.size() < body.size()) {
            body = packed;
            response.set("Content-Encoding", "deflate");
        }
    }
    response.body.assign(body.begin(), body.end());
    return response;
}

}  // namespace hub
