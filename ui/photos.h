#pragma once
// The photos of visits and requests. A record names each by two fields, photos/<id>/full and
// photos/<id>/small, which are BlobRefs; the bytes are in the phone's own store
// (wasm/js/photos.js), never in this program's memory, and travel apart from the records
// (server/blobs/blobs.h).

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/records/records.h"

namespace hub::ui {

// What this phone has under a blob's name.
struct HeldPhoto {
    enum class Where : std::uint8_t {
        New,      // here; no saved record is known to name it
        Waiting,  // to be sent
        Sent,     // the server has it
        Refused,  // by the server, for `reason`
        Lost,     // neither of its two copies is what was kept
    };
    Where where = Where::New;
    std::uint64_t size_bytes = 0;
    bool small = false;  // the small picture of another one
    bool here = true;    // false: sent, and dropped here to make room
    std::string reason;  // a code of the server
};

struct Photos {
    bool known = false;                     // the store was read: `held` is all that it has
    std::map<std::string, HeldPhoto> held;  // by blob name
    std::set<std::string> asked, absent;    // of the server; absent: it does not have them
    bool sending = false;
    bool due = false;          // the server has answered since the last sending: the line works
    std::string trouble;       // why the store cannot be read; a sentence
    std::string not_taken;     // why those just shared could not be kept; a sentence
    bool shared_lost = false;  // there was no room for what was shared
    std::size_t left_out = 0;  // of what was shared last: unreadable
    std::string refusal;       // why the server takes none at all; a sentence
};

// One that was shrunk and kept, before a record names it.
struct TakenPhoto {
    BlobRef full, small;
};

// One that a record names.
struct PhotoOf {
    std::string id;
    BlobRef full;
    std::optional<BlobRef> small;
};
std::vector<PhotoOf> photos_of(Record const& record);  // oldest first
// The fields of new ones. `id`: none that a record has yet.
std::vector<Change> naming(std::vector<TakenPhoto> const& photos, Id const& id);
bool is_photo_path(std::string_view path);

// Whole pictures that wait to be sent, and the bytes with their small ones.
struct WaitingPhotos {
    std::size_t count = 0;
    std::uint64_t bytes = 0;
};
WaitingPhotos waiting_photos(Photos const& photos);
std::size_t failed_photos(Photos const& photos);  // refused or lost
// The bytes are on this phone.
bool is_here(Photos const& photos, BlobRef const& blob);

// What PhotosHeld says, into `photos`.
void read_held(std::string const& json, Photos& photos);
// What PhotosTaken says. The error's sentence is in the language spoken.
struct TakenPhotos {
    std::vector<TakenPhoto> photos;
    std::size_t unreadable = 0;  // files that this browser cannot read as a picture
};
Result<TakenPhotos> read_taken(std::string const& json);

}  // namespace hub::ui
