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

std::uint64_t size_at(json const& object) {
    auto const found = object.find("size");
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

bool flag_at(json const& object, char const* key) {
    auto const found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

HeldPhoto::Where where_of(std::string const& word) {
    if (word == "waiting") return HeldPhoto::Where::Waiting;
    if (word == "sent") return HeldPhoto::Where::Sent;
    return word == "refused" ? HeldPhoto::Where::Refused : HeldPhoto::Where::New;
}

Result<BlobRef> blob_at(json const& object, char const* key) {
    auto const found = object.find(key);
    if (found == object.end() || !found->is_object())
        return Error{"malformed", texts::kPhotoUnreadable};
    return blob_named(text_at(*found, "name"), size_at(*found));
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
    if (code == "unreadable-photo") return texts::kPhotoUnreadable;
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

bool is_here(Photos const& photos, BlobRef const& blob) {
    auto const found = photos.held.find(name_of(blob));
    return found != photos.held.end() && found->second.here;
}

void read_held(std::string const& text, Photos& photos) {
    json const report = json::parse(text, nullptr, false);
    photos.held.clear();
    for (json const& each : list_at(report, "photos")) {
        std::string const name = text_at(each, "name");
        if (!each.is_object() || !blob_named(name, 0).ok()) continue;
        photos.held[name] = {where_of(text_at(each, "state")), size_at(each),
                             flag_at(each, "small"), flag_at(each, "here"),
                             text_at(each, "reason")};
        photos.absent.erase(name);
    }
    photos.sending = report.is_object() && flag_at(report, "sending");
    photos.trouble = trouble_in(report);
    photos.refusal = text_at(report, "refusal");
}

Result<std::vector<TakenPhoto>> read_taken(std::string const& text) {
    json const report = json::parse(text, nullptr, false);
    if (std::string const trouble = trouble_in(report); !trouble.empty())
        return Error{"not-taken", trouble};
    std::vector<TakenPhoto> photos;
    for (json const& each : list_at(report, "photos")) {
        if (!each.is_object()) continue;
        TakenPhoto photo;
        TRY(photo.full, blob_at(each, "full"));
        TRY(photo.small, blob_at(each, "small"));
        photos.push_back(photo);
    }
    return photos;
}

}  // namespace hub::ui
