#include "ui/photos.h"

#include <algorithm>

#include "shared/base/json_text.h"
#include "ui/error_words.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

using nlohmann::json;

constexpr std::string_view kFolder = "photos/", kFull = "/full", kSmall = "/small";

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::uint64_t number_at(json const& object, char const* key) {
    if (!object.is_object()) return 0;
    auto const found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

bool flag_at(json const& object, char const* key) {
    auto const found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

HeldPhoto::Where where_of(std::string const& word) {
    if (word == "waiting") return HeldPhoto::Where::Waiting;
    if (word == "sent") return HeldPhoto::Where::Sent;
    if (word == "lost") return HeldPhoto::Where::Lost;
    return word == "refused" ? HeldPhoto::Where::Refused : HeldPhoto::Where::New;
}

Result<BlobRef> blob_at(json const& object, char const* key) {
    auto const found = object.find(key);
    if (found == object.end() || !found->is_object())
        return Error{"malformed", texts::kPhotoUnreadable};
    return blob_named(text_at(*found, "name"), number_at(*found, "size"));
}

json const& list_at(json const& object, char const* key) {
    static json const kNone = json::array();
    if (!object.is_object()) return kNone;
    auto const found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kNone;
}

std::string trouble_in(json const& object) {
    std::string const code = text_at(object, "fault");
    if (code.empty()) return "";
    return storage_words(code, text_at(object, "detail"));
}

}  // namespace

bool is_photo_path(std::string_view path) { return path.substr(0, kFolder.size()) == kFolder; }

std::vector<PhotoOf> photos_of(Record const& record) {
    std::vector<std::pair<Stamp, PhotoOf>> found;
    for (auto field = record.fields.lower_bound(kFolder);
         field != record.fields.end() && is_photo_path(field->first); ++field) {
        std::string_view const path = field->first;
        FieldState const& state = field->second.shown();
        auto const* const blob = std::get_if<BlobRef>(&state.value);
        if (!blob || !ends_with(path, kFull)) continue;
        std::string const stem(path.substr(0, path.size() - kFull.size()));
        PhotoOf photo{stem.substr(kFolder.size()), *blob, {}};
        if (auto const* small = std::get_if<BlobRef>(&record.get(stem + std::string(kSmall))))
            photo.small = *small;
        found.emplace_back(state.origin.stamp, std::move(photo));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](auto const& a, auto const& b) { return a.first.bits < b.first.bits; });
    std::vector<PhotoOf> photos;
    for (auto& [stamp, photo] : found) photos.push_back(std::move(photo));
    return photos;
}

std::vector<Change> naming(std::vector<TakenPhoto> const& photos, Id const& id) {
    std::vector<Change> changes;
    std::size_t number = 100;  // so that their names are in the order in which they came
    for (TakenPhoto const& photo : photos) {
        std::string const stem = std::string(kFolder) + std::to_string(number++) + "-" + to_hex(id);
        changes.push_back({stem + std::string(kFull), photo.full});
        changes.push_back({stem + std::string(kSmall), photo.small});
    }
    return changes;
}

WaitingPhotos waiting_photos(Photos const& photos) {
    WaitingPhotos waiting;
    for (auto const& [name, photo] : photos.held) {
        if (photo.where != HeldPhoto::Where::Waiting) continue;
        waiting.count += photo.small ? 0 : 1;
        waiting.bytes += photo.size_bytes;
    }
    return waiting;
}

std::size_t failed_photos(Photos const& photos) {
    std::size_t failed = 0;
    for (auto const& [name, photo] : photos.held) {
        bool const here =
            photo.where != HeldPhoto::Where::Refused && photo.where != HeldPhoto::Where::Lost;
        failed += here || photo.small ? 0 : 1;
    }
    return failed;
}

bool is_here(Photos const& photos, BlobRef const& blob) {
    auto const found = photos.held.find(name_of(blob));
    return found != photos.held.end() && found->second.here;
}

void read_held(std::string const& text, Photos& photos) {
    json const report = json::parse(text, nullptr, false);
    photos.trouble = report.is_object() ? trouble_in(report) : std::string();
    photos.known = report.is_object() && photos.trouble.empty();
    photos.held.clear();
    for (json const& each : list_at(report, "photos")) {
        std::string const name = text_at(each, "name");
        if (!each.is_object() || !blob_named(name, 0).ok()) continue;
        photos.held[name] = {where_of(text_at(each, "state")), number_at(each, "size"),
                             flag_at(each, "small"), flag_at(each, "here"),
                             text_at(each, "reason")};
        photos.absent.erase(name);
    }
    photos.sending = report.is_object() && flag_at(report, "sending");
    photos.refusal = text_at(report, "refusal");
}

Result<TakenPhotos> read_taken(std::string const& text) {
    json const report = json::parse(text, nullptr, false);
    if (std::string const trouble = trouble_in(report); !trouble.empty())
        return Error{"not-taken", trouble};
    TakenPhotos taken{.photos = {},
                      .unreadable = static_cast<std::size_t>(number_at(report, "unreadable"))};
    for (json const& each : list_at(report, "photos")) {
        if (!each.is_object()) continue;
        TakenPhoto photo;
        TRY(photo.full, blob_at(each, "full"));
        TRY(photo.small, blob_at(each, "small"));
        taken.photos.push_back(photo);
    }
    return taken;
}

}  // namespace hub::ui
