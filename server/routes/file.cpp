#include <cctype>
#include <unordered_map>

#include "server/embedded.h"
#include "server/http/headers.h"
#include "server/routes/site.h"

namespace hub {

namespace {

struct MediaType {
    std::string_view ending, type;
};

constexpr MediaType kMediaTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".ttf", "font/ttf"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
};

std::string_view media_type(std::string_view path) {
    for (MediaType const& known : kMediaTypes)
        if (path.size() > known.ending.size() &&
            path.substr(path.size() - known.ending.size()) == known.ending)
            return known.type;
    return "application/octet-stream";
}

// "app.3f2a9c1d.js": the name changes with the content, so it may be kept for ever.
bool has_hash_in_name(std::string_view path) {
    std::size_t digits = 0;
    for (char c : path) {
        if (c == '.' && digits >= 8) return true;
        digits = std::isxdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : 0;
    }
    return false;
}

struct Variant {
    EmbeddedFile const* file;
    char const* coding;  // nullptr: as it is
};

// The smallest form among those that the client likes best.
Variant best_variant(std::string const& path, std::string const& accepted) {
    Variant best{embedded_file(path), nullptr};
    double liked = 0;
    constexpr std::pair<char const*, char const*> kCodings[] = {{"br", ".br"}, {"gzip", ".gz"}};
    for (auto const& [coding, ending] : kCodings) {
        double const quality = quality_of(accepted, coding);
        EmbeddedFile const* const packed = quality > liked ? embedded_file(path + ending) : nullptr;
        if (!packed) continue;
        best = {packed, coding};
        liked = quality;
    }
    return best;
}

// A strong tag per stored form, from its content, worked out once.
std::string const& tag_of(EmbeddedFile const& file) {
    static std::unordered_map<EmbeddedFile const*, std::string> tags;
    std::string& tag = tags[&file];
    if (tag.empty()) {
        auto const* const text = reinterpret_cast<char const*>(file.bytes.data());
        tag = "\"" + to_hex(id_from_name({text, file.bytes.size()})) + "\"";
    }
    return tag;
}

Response not_built() {
    Response response{.status = 503};
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.body =
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>HUB-IIT</title>"
        "<p>Ce serveur a été construit sans l'application du téléphone : lancez "
        "<code>./run</code>.</p></html>\n";
    return response;
}

}  // namespace

Response answer_file(Request const& request) {
    std::string const path = "app" + (request.path == "/" ? "/index.html" : request.path);
    if (!embedded_file(path)) {
        if (request.path == "/" || request.path == "/index.html") return not_built();
        return error_response(404, {"not-found", "Il n'y a rien à cette adresse."});
    }
    auto const [file, coding] = best_variant(path, request.header("accept-encoding"));
    std::string const& tag = tag_of(*file);
    Response response;
    response.set("Vary", "Accept-Encoding");
    response.set("ETag", tag);
    response.set("Cache-Control",
                 has_hash_in_name(path) ? "public, max-age=31536000, immutable" : "no-cache");
    if (has_tag(request.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", std::string(media_type(path)));
    if (coding) response.set("Content-Encoding", coding);
    response.embedded = file->bytes;
    return response;
}

}  // namespace hub
