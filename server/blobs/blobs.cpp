#include "server/blobs/blobs.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <sodium.h>

#include "server/blobs/file.h"

namespace hub {

namespace fs = std::filesystem;

namespace {

std::string sha256_of(ByteView bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text;
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

Result<void> make_folder(std::string const& path) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (!failed) return {};
    errno = failed.value();
    return file_error();
}

std::vector<fs::directory_entry> entries_of(std::string const& folder) {
    std::vector<fs::directory_entry> entries;
    std::error_code failed;  // a folder that is not there holds nothing
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
        entries.push_back(*at);
    return entries;
}

fs::file_time_type touched(fs::directory_entry const& entry) {
    std::error_code failed;
    fs::file_time_type const time = entry.last_write_time(failed);
    return failed ? fs::file_time_type::max() : time;  // just gone: nobody's to remove
}

Millis unix_ms(fs::file_time_type time) {
    using namespace std::chrono;
    auto const system = file_clock::to_sys(time);
    return duration_cast<milliseconds>(system.time_since_epoch()).count();
}

void discard(fs::path const& path) {
    std::error_code ignored;  // gone already, or tried again at the next sweep
    fs::remove(path, ignored);
}

std::string arriving_path(std::string const& folder, std::string const& name, std::uint64_t size) {
    return folder + "/" + name + "." + std::to_string(size);
}

// Of the sizes that were said for a name, the one whose bytes came last.
std::optional<fs::path> latest(std::string const& folder, std::string const& name) {
    std::optional<fs::directory_entry> found;
    for (fs::directory_entry const& entry : entries_of(folder))
        if (entry.path().stem() == name && (!found || touched(entry) > touched(*found)))
            found = entry;
    if (!found) return std::nullopt;
    return found->path();
}

}  // namespace

bool is_blob_name(std::string_view text) {
    return text.size() == 2 * crypto_hash_sha256_BYTES &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string Blobs::whole_path(std::string const& name) const {
    return folder_ + "/" + name.substr(0, 2) + "/" + name;
}

std::string Blobs::arriving_folder(std::string const& device) const {
    return folder_ + "/partial/" + device;
}

Result<Blobs> Blobs::open(std::string folder) {
    TRY_VOID(make_folder(folder + "/partial"));
    return Blobs(std::move(folder));
}

Result<std::optional<Arrival>> Blobs::find(std::string const& device, std::string const& name) {
    std::error_code missing;
    std::uint64_t const whole = fs::file_size(whole_path(name), missing);
    if (!missing) return std::optional<Arrival>({whole, whole});
    std::optional<fs::path> const arriving = latest(arriving_folder(device), name);
    if (!arriving) return std::optional<Arrival>{};
    std::uint64_t const here = fs::file_size(*arriving, missing);
    if (missing) return std::optional<Arrival>{};
    std::uint64_t const size = std::strtoull(arriving->extension().c_str() + 1, nullptr, 10);
    // All bytes, but never checked and named: the server died or the disk failed just then. Said to
    // be here, they would be gone from the phone.
    if (here >= size) {
        discard(*arriving);
        return std::optional<Arrival>{};
    }
    return std::optional<Arrival>({here, size});
}

Result<Arrival> Blobs::take(std::string const& device, BlobPiece const& piece) {
    if (piece.size > kMostBlobBytes)
        return Error{"too-large", "Ce fichier est trop grand pour le serveur."};
    // Not offset + bytes: a hostile offset would wrap around.
    if (piece.size == 0 || piece.bytes.empty() || piece.offset > piece.size ||
        piece.bytes.size() > piece.size - piece.offset)
        return Error{"bad-piece", "Cette partie d'un fichier est mal décrite."};
    std::error_code missing;
    std::uint64_t const whole = fs::file_size(whole_path(piece.name), missing);
    if (!missing) return Arrival{whole, whole};

    std::string const folder = arriving_folder(device);
    std::string const path = arriving_path(folder, piece.name, piece.size);
    TRY_VOID(make_folder(folder));
    make_room(device, path);
    TRY(File file, File::create(path));
    TRY(std::uint64_t const here, file.size());
    if (here != piece.offset)
        return Error{"wrong-offset", "Cette partie ne suit pas ce que le serveur a déjà."};
    TRY_VOID(file.write(piece.bytes, piece.offset));
    Arrival const arrival{piece.offset + piece.bytes.size(), piece.size};
    if (!arrival.whole()) return arrival;

    TRY(Bytes const content, file.read_all());
    if (sha256_of(content) != piece.name) {
        discard(path);
        return Error{"wrong-hash", "Le fichier est arrivé abîmé. Il sera envoyé de nouveau."};
    }
    TRY_VOID(file.flush());
    TRY_VOID(finish(path, piece.name));
    return arrival;
}

// Under its name before it is acknowledged, and the name on the disk as well.
Result<void> Blobs::finish(std::string const& arriving, std::string const& name) {
    std::string const path = whole_path(name);
    std::string const folder = fs::path(path).parent_path();
    TRY_VOID(make_folder(folder));
    if (std::rename(arriving.c_str(), path.c_str()) != 0) return file_error();
    TRY_VOID(flush_folder(folder));
    return flush_folder(folder_);
}

void Blobs::make_room(std::string const& device, std::string const& arriving) {
    std::vector<fs::directory_entry> others = entries_of(arriving_folder(device));
    std::erase_if(others, [&](auto const& entry) { return entry.path() == arriving; });
    if (others.size() < kMostArriving) return;
    discard(std::min_element(others.begin(), others.end(), [](auto const& a, auto const& b) {
                return touched(a) < touched(b);
            })->path());
}

Result<Bytes> Blobs::read(std::string const& name) {
    std::error_code failed;
    if (!fs::exists(whole_path(name), failed))
        return Error{"unknown-blob", "Ce fichier n'est pas (encore) sur le serveur."};
    TRY(File const file, File::open(whole_path(name)));
    return file.read_all();
}

void Blobs::expire(Millis now_ms) {
    for (fs::directory_entry const& device : entries_of(folder_ + "/partial")) {
        for (fs::directory_entry const& entry : entries_of(device.path()))
            if (unix_ms(touched(entry)) < now_ms - kArrivalExpiresMs) discard(entry.path());
        discard(device.path());  // fails, as it should, where something is left
    }
}

}  // namespace hub
