#pragma once
// What update() asks of the world, as values. wasm/main.cpp carries them out in a browser, tests
// carry them out in memory; the results come back as actions (action.h).

#include <cstdint>
#include <string>
#include <variant>

#include "shared/base/bytes.h"

namespace hub::ui {

// Append one row to the journal, strictly durable, read back. Answered by RowSaved or RowRefused
// with the same ticket. Rows are written in the order of these effects.
struct AppendToJournal {
    std::uint64_t ticket;
    Bytes row;
};

// POST the body to /v1/sync with the bearer token. Answered by SyncAnswered or SyncFailed.
struct PostSync {
    std::string token;
    Bytes body;
};

// POST /v1/enrol {"code": …}. Answered by Enrolled or EnrolFailed.
struct PostEnrol {
    std::string code;
};

// Ask to be woken with Tick after this long (one timer: the last request counts).
struct WakeUp {
    std::uint32_t after_ms;
};

struct PushHistory {};  // one step deeper: the phone's back button undoes it
struct AnnounceLive {
    std::string text;
};  // aria-live
struct ApplyUpdate {};      // let the waiting service worker take over
struct AskPersistence {};   // navigator.storage.persist()
struct AskStorageFacts {};  // navigator.storage.estimate(): answered by StorageFacts
struct OfferInstall {};     // the browser's stored install prompt
struct SetDirty {
    bool dirty;
};  // a form is being typed: no update, ask before leaving

using Effect = std::variant<AppendToJournal, PostSync, PostEnrol, WakeUp, PushHistory, AnnounceLive,
                            ApplyUpdate, AskPersistence, AskStorageFacts, OfferInstall, SetDirty>;

}  // namespace hub::ui
