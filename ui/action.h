#pragma once
// Everything that can happen to the app: from the person, from the phone, and the results of
// effects. update() in ui/update.h takes them one at a time.

#include <optional>
#include <string>
#include <variant>

#include "shared/records/records.h"

namespace hub::ui {

// What the person chose; Auto follows the phone.
enum class Theme : std::uint8_t { Auto, Light, Dark, Sun };

enum class Place : std::uint8_t { Today, Enterprises, Requests, Solutions, More };

// ---- from the person
struct GoTo {
    Place place;
};
struct OpenEnterprise {
    Id enterprise;
};
struct OpenFilling {
    Id record;
};  // a visit or a request
struct OpenSolution {
    Id solution;
};
struct OpenStatus {};  // État
struct OpenGuide {};
struct TurnIntroduction {};  // to its next card
struct EndIntroduction {};   // read, or passed over
struct OpenQuestion {
    std::size_t index;
};  // among the open record's asked questions
struct GoBack {};  // the arrow: one step up
struct ShowMore {
    std::size_t screen;  // its place among those on the way here
};  // the rest of a long list
struct Unfold {
    std::size_t screen;
    std::string title;
};  // or fold it again
struct OpenFilters {};
enum class FilterKind : std::uint8_t { Sector, Energy };
struct FilterSheets {
    FilterKind kind;
    std::string code;
};  // by it, too, or no more
struct ClearFilters {};
struct CloseDetails {};  // back to the list beside them
struct StartVisit {
    Id enterprise;
};  // nil: choose the enterprise first
struct StartRequest {
    Id enterprise;      // nil: choose it first
    std::string words;  // what was looked for in vain: the request is about it
};
struct OpenShared {
    std::uint64_t key = 0;  // 0: the newest
};
struct DropShared {
    std::uint64_t key;
};
struct OpenPhoto {
    Id record;
    std::string photo;  // its id there
};
struct AnswerQuestion {
    Id record;
    std::string question;
    Value value;  // null clears
    // Typed text: whose word stood in the field when it was last at rest; nothing: what is shown.
    std::optional<Origin> seen = std::nullopt;
};
struct FinishFilling {
    Id record;
};
struct RemoveDraft {
    Id record;
};
struct RestoreDraft {
    Id record;
};
struct ResolveConflict {
    Id record;
    std::string path;
    Value chosen;
};
struct SearchSolutions {
    std::string query;
};
struct FilterEnterprises {
    std::string filter;
};
struct SetTextScale {
    float scale;  // 0.85 to 2
};
struct SetTheme {
    Theme theme;
};
struct ChooseLanguage {
    std::string code;  // of kLanguages
};
struct SyncNow {};
struct EnrolWithCode {
    std::string code;
};
struct RetrySaving {};
struct UpdateNow {};
struct TryNewRelease {};  // after it was gone back from
struct Install {};
struct InstallLater {};
struct EnrolHere {};  // in this tab, though its data stay behind when the app is installed
struct CopyCode {};
struct UseHere {};  // the notebook is open in another tab: take it over
struct Reload {};

// ---- from the phone
struct TextTyped {
    std::uint32_t field;
    std::string text;
};  // overlay: every input event
struct TextCommitted {
    std::uint32_t field;
    std::string text;
};  // overlay: blur, Enter, page hidden
// What LoadLanguage brought; nothing: it is not on this phone and there is no network.
struct LanguageLoaded {
    std::string file;  // "" for French
};
struct LanguageMissing {};
struct Introduced {};  // an earlier start showed the introduction
struct Tick {};
struct DisplayWidened {
    bool wide;
};  // there is room for two panes, or there is no more
struct WentOnline {};
struct WentOffline {};
struct BecameVisible {};
// The phone's back button or gesture: so many steps below the first screen are left.
struct HistoryMoved {
    std::size_t depth;
};
struct OfflineReady {
    bool verified;
};  // service worker cache checked
struct UpdateWaiting {};
struct ReleaseChanged {};     // another one has taken over under this page
struct NewReleaseRefused {};  // UseNewRelease: the phone has no room to remember it
struct ReleaseFacts {
    std::string version, last_version;  // of the files; which this browser showed before, or ""
    bool went_back;                     // the newest one did not start on this phone
};
enum class Protection : std::uint8_t { None, Granted, Unknown };
struct StorageFacts {
    double used_bytes;
    double quota_bytes;
    Protection protection;  // against deletion by the browser when the phone is full
};
// How this browser puts the app on the home screen.
enum class InstallWay : std::uint8_t {
    None,       // none that is known
    Installed,  // this is the app on the home screen
    Asks,       // the browser can be made to ask by itself
    ByMenu,     // Android without that: in the browser's menu
    ByShare,    // iPhone and iPad: under the share button, and with storage of its own
};
struct InstallFacts {
    InstallWay way;
    Millis later_ms;  // when the person last said "later", by the phone's clock; 0 never
};
struct WasInstalled {};
struct WasShared {  // by another app; kept until KeepShared says otherwise
    std::uint64_t key;
    std::string text;
    bool kept = true;        // false: the phone has no room, it is in this page only
    std::size_t photos = 0;  // with it
};
struct SharedPhotosLost {};  // there was no room for them
struct CodeCopied {};
struct BecameWriter {
    bool writer;
};  // false: another tab writes
struct AskedToGiveUp {};  // another tab wants to write
struct PictureLost {};    // the browser does not draw for this page any more

// ---- results of effects
struct CacheRead {
    Bytes file;
};  // start-up, before anything else: what WriteCache left; empty without
struct ShelfRead {
    Bytes file;
    bool spare;
};  // what WriteShelf left; empty without
struct ReadOn {};  // there is time for what the first list did not need
struct LoadedRow {
    std::uint64_t key;  // its place in the journal, 1, 2, 3…
    Bytes bytes;
};
struct JournalLoaded {
    std::vector<LoadedRow> rows;
};
struct JournalUnreadable {
    std::string code, detail;  // storage_words()
};
// The browser deleted it under this page. Own rows are there again, from the spare copy; other
// people's words since that copy's base are not, and what was asked to be written is asked again.
struct JournalDropped {};
struct RowSaved {
    std::uint64_t ticket;
    std::uint64_t key;  // its place in the journal
};
struct RowRefused {
    std::uint64_t ticket;
    std::string code, detail;  // storage_words()
};  // kept in memory, retried
struct SyncAnswered {
    Bytes body;
};
struct SyncFailed {
    int http_status;
    std::string code;
};  // 0: no network
// All photos that this phone has, as wasm/js/photos.js tells them: at the start and after every
// change.
struct PhotosHeld {
    std::string json;
};
struct PhotosTaken {
    std::uint64_t key;
    std::string json;
};
struct PhotoAbsent {  // FetchPhotos: not brought
    std::string name;
    int http_status;  // 404: the server does not have it; 0: no network
};
struct Enrolled {
    std::string json;
};  // body of the 200 answer
struct EnrolFailed {
    int http_status;
    std::string code;
    std::string sentence;
};  // 0: no network

using Action = std::variant<
    GoTo, OpenEnterprise, OpenFilling, OpenSolution, OpenStatus, OpenGuide, TurnIntroduction,
    EndIntroduction, OpenQuestion, GoBack, ShowMore, Unfold, CloseDetails, OpenFilters,
    FilterSheets, ClearFilters, UseHere, Reload, HistoryMoved, FilterEnterprises, StartVisit,
    StartRequest, OpenShared, DropShared, OpenPhoto, AnswerQuestion, FinishFilling, RemoveDraft,
    RestoreDraft, ResolveConflict, SearchSolutions, SetTextScale, SetTheme, ChooseLanguage, SyncNow,
    EnrolWithCode, RetrySaving, UpdateNow, TryNewRelease, Install, InstallLater, EnrolHere,
    CopyCode, TextTyped, TextCommitted, LanguageLoaded, LanguageMissing, Introduced, Tick,
    DisplayWidened, WentOnline, WentOffline, BecameVisible, OfflineReady, UpdateWaiting,
    ReleaseChanged, NewReleaseRefused, ReleaseFacts, StorageFacts, InstallFacts, WasInstalled,
    WasShared, SharedPhotosLost, CodeCopied, BecameWriter, AskedToGiveUp, PictureLost, CacheRead,
    ShelfRead, ReadOn, JournalLoaded, JournalUnreadable, JournalDropped, RowSaved, RowRefused,
    SyncAnswered, SyncFailed, PhotosHeld, PhotosTaken, PhotoAbsent, Enrolled, EnrolFailed>;

// The person's own come first.
inline bool is_persons(Action const& action) {
    return action.index() <= Action(TextCommitted{}).index();
}

}  // namespace hub::ui
