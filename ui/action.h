#pragma once
// Everything that can happen to the app: from the person, from the phone, and the results of
// effects. update() in ui/update.h takes them one at a time.

#include <string>
#include <variant>

#include "shared/records/records.h"

namespace hub::ui {

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
struct OpenQuestion {
    std::size_t index;
};  // among the open record's asked questions
struct GoBack {};  // the phone's back button or the arrow
struct StartVisit {
    Id enterprise;
};  // nil: choose the enterprise first
struct StartRequest {
    Id enterprise;
};
struct AnswerQuestion {
    Id record;
    std::string question;
    Value value;
};  // null clears
struct FinishFilling {
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
struct SyncNow {};
struct EnrolWithCode {
    std::string code;
};
struct RetrySaving {};
struct UpdateNow {};
struct Install {};

// ---- from the phone
struct TextTyped {
    std::uint32_t field;
    std::string text;
};  // overlay: every input event
struct TextCommitted {
    std::uint32_t field;
    std::string text;
};  // overlay: blur, Enter, page hidden
struct Tick {};
struct WentOnline {};
struct WentOffline {};
struct BecameVisible {};
struct OfflineReady {
    bool verified;
};  // service worker cache checked
struct UpdateWaiting {};
struct StorageFacts {
    double used_bytes;
    double quota_bytes;
    bool persistent;
};
struct InstallOffered {};  // beforeinstallprompt is stored
struct BecameWriter {
    bool writer;
};  // false: another tab holds the writer lock

// ---- results of effects
struct JournalLoaded {
    std::vector<Bytes> rows;
};  // start-up, before anything else
struct JournalUnreadable {
    std::string reason;
};
struct RowSaved {
    std::uint64_t ticket;
};
struct RowRefused {
    std::uint64_t ticket;
    std::string reason;
};  // kept in memory, retried
struct SyncAnswered {
    Bytes body;
};
struct SyncFailed {
    int http_status;
    std::string code;
};  // 0: no network
struct Enrolled {
    std::string json;
};  // body of the 200 answer
struct EnrolFailed {
    int http_status;
    std::string code;
    std::string sentence;
};  // 0: no network

using Action =
    std::variant<GoTo, OpenEnterprise, OpenFilling, OpenSolution, OpenStatus, OpenQuestion, GoBack,
                 StartVisit, StartRequest, AnswerQuestion, FinishFilling, ResolveConflict,
                 SearchSolutions, SyncNow, EnrolWithCode, RetrySaving, UpdateNow, Install,
                 TextTyped, TextCommitted, Tick, WentOnline, WentOffline, BecameVisible,
                 OfflineReady, UpdateWaiting, StorageFacts, InstallOffered, BecameWriter,
                 JournalLoaded, JournalUnreadable, RowSaved, RowRefused, SyncAnswered, SyncFailed,
                 Enrolled, EnrolFailed>;

}  // namespace hub::ui
