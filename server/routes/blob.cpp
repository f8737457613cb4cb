#include <charconv>

#include "server/people/secrets.h"
#include "server/routes/admission.h"

namespace hub {

namespace {

constexpr std::string_view kBlobs = "/v1/blob/";

// A header that is nothing but digits.
std::optional<std::uint64_t> number_of(Request const& request, std::string const& name) {
    std::string const text = request.header(name);
    std::uint64_t number = 0;
    char const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || stop != end || error != std::errc{}) return std::nullopt;
    return number;
}

// Part of a file name: neither the token nor anything to find it by.
std::string device_name(std::string const& token) {
    Bytes const hash = secret_hash("blobs of " + token);
    Id id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return to_hex(id);
}

void describe(Response& response, Arrival const& arrival) {
    response.set("Upload-Offset", std::to_string(arrival.offset));
    response.set("Upload-Length", std::to_string(arrival.size));
    response.set("Cache-Control", "no-store");
}

Response look(Site& site, std::string const& device, std::string const& name) {
    auto const arrival = site.blobs.find(device, name);
    if (!arrival.ok()) return refusal(arrival.error());
    if (!arrival.value())
        return refusal({"unknown-blob", "Ce fichier n'est pas (encore) sur le serveur."});
    Response response{.status = 204};
    describe(response, *arrival.value());
    return response;
}

// Once a day, when something arrives anyway.
void sweep(Site& site, Millis now_ms) {
    constexpr Millis kDay = 24LL * 60 * 60 * 1000;
    if (now_ms - site.swept_ms < kDay && now_ms >= site.swept_ms) return;
    site.swept_ms = now_ms;
    site.blobs.expire(now_ms);
}

Response take(Site& site, Request const& request, std::string const& device,
              std::string const& name) {
    if (request.header("content-type") != "application/offset+octet-stream")
        return error_response(415, {"unknown-encoding", "Le serveur attend les octets seuls."});
    auto const offset = number_of(request, "upload-offset");
    auto const size = number_of(request, "upload-length");
    if (!offset || !size)
        return refusal({"bad-piece", "Cette partie d'un fichier est mal décrite."});
    auto const arrival = site.blobs.take(device, {name, *size, *offset, request.body});
    if (!arrival.ok()) {
        Response response = refusal(arrival.error());
        auto const here = site.blobs.find(device, name);
        describe(response, here.ok() && here.value() ? *here.value() : Arrival{0, *size});
        return response;
    }
    Response response{.status = 204};
    describe(response, arrival.value());
    return response;
}

// Whatever it holds, no browser may take it for a page of ours.
Response give(Site& site, std::string const& name) {
    auto const bytes = site.blobs.read(name);
    if (!bytes.ok()) return refusal(bytes.error());
    Response response;
    response.set("Content-Type", "application/octet-stream");
    response.set("Content-Disposition", "attachment");
    response.set("Cache-Control", "private, max-age=31536000, immutable");
    response.body.assign(bytes.value().begin(), bytes.value().end());
    return response;
}

}  // namespace

bool is_blob_path(std::string_view path) { return path.substr(0, kBlobs.size()) == kBlobs; }

Response answer_blob(Site& site, Request const& request) {
    std::string const name = request.path.substr(kBlobs.size());
    Millis const now_ms = site.now_ms();
    Admission const admission = admit(site, request, now_ms);
    if (admission.refusal) return *admission.refusal;
    if (!is_blob_name(name))
        return error_response(404, {"not-found", "Il n'y a rien à cette adresse."});
    std::string const device = device_name(admission.token);
    if (request.method == "HEAD") return look(site, device, name);
    if (request.method == "GET") return give(site, name);
    sweep(site, now_ms);
    int const wait_s = site.devices.take_bytes(admission.token, request.body.size(), now_ms);
    return wait_s > 0 ? too_fast(wait_s) : take(site, request, device, name);
}

}  // namespace hub
