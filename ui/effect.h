#pragma once
// What update() asks of the world, as values. wasm/main.cpp carries them out in a browser, tests
// carry them out in memory; the results come back as actions (action.h).

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/stamp.h"

namespace hub::ui {

// Append one row to the journal, strictly durable, read back. Answered by RowSaved or RowRefused
// with the same ticket. Rows are written in the order of these effects.
struct AppendToJournal {
    std::uint64_t ticket;
    Bytes row;
    bool own;  // only this phone knows it: it goes into the spare copy, too
};

// A row that stands for all rows up to `key`: the spare copy begins with it from now on. Not
// answered, as WriteCache.
struct KeepSpare {
    std::uint64_t key;
    Bytes row;
};

// Read the journal's rows from `from_key` on. Answered by JournalLoaded or JournalUnreadable.
struct ReadJournal {
    std::uint64_t from_key;
};

// Keep a file that can be made again from the journal (Emscripten's IDBFS). Not answered: a cache
// that was not written only costs time at the next start.
struct WriteCache {
    Bytes file;
};

// The same for the sheets, which are most of the bytes: read once the first list is on the screen,
// written after that, and only when they changed. ReadShelf is answered by ShelfRead.
struct WriteShelf {
    Bytes file;
};
struct ReadShelf {
    bool spare = false;  // the second copy
};
// Answered by ReadOn, soon, and after what the person does meanwhile.
struct ContinueReading {};

// POST the body to /v1/sync with the bearer token. Answered by SyncAnswered or SyncFailed.
struct PostSync {
    std::string token;
    Bytes body;
};

// POST /v1/enrol {"code": …, "token": …}. Answered by Enrolled or EnrolFailed.
struct PostEnrol {
    std::string code, token;
};

// Ask to be woken with Tick after this long. One alarm: each request replaces the one before.
struct WakeUp {
    std::uint32_t after_ms;
};

// The browser's history follows the screens: so many steps that the phone's back button undoes,
// each answered by HistoryMoved.
struct SetHistoryDepth {
    std::size_t depth;
};
// A choice that later starts know, too: "text-scale" ("1.2") and "theme" ("sun") come back with the
// next display, "introduced" ("yes") as Introduced, "install-later" (Millis) in InstallFacts.
struct KeepPreference {
    char const* name;
    std::string value;
};
// Bring the files of a language; from now on it is the one of this phone. Answered by
// LanguageLoaded or LanguageMissing.
struct LoadLanguage {
    std::string code;
};
// The phone buzzes shortly where it can: a finger feels that it chose.
struct Vibrate {
    std::uint32_t ms;
};
struct AnnounceLive {
    std::string text;
};  // aria-live
struct ApplyUpdate {};    // let the waiting service worker take over: then ReleaseChanged
struct LookForUpdate {};  // then UpdateWaiting, if there is one
struct UseNewRelease {
};  // no longer the one that was gone back to; loads the page anew, or NewReleaseRefused
struct AskPersistence {};   // navigator.storage.persist()
struct AskStorageFacts {};  // navigator.storage.estimate(): answered by StorageFacts
struct OfferInstall {};     // the browser's stored install prompt
struct CopyText {
    std::string text;
};  // to the clipboard: answered by CodeCopied if that worked
// Of a text that another app shared, what no saved request holds yet; "": nothing.
struct KeepShared {
    std::uint64_t key;
    std::string text;
};
// Shrink the photos of what was shared and keep them, durable and read back, in the phone's own
// store. They stay new until MarkPhotos. Answered by PhotosTaken.
struct TakePhotos {
    std::uint64_t key;
};
// Drop what TakePhotos kept of it: the person does not want it.
struct ForgetPhotos {
    std::uint64_t key;
};
// The store could not be read: once more.
struct ReadPhotos {};
// A saved record names these: they are to be sent. Answered by PhotosHeld, as what follows.
struct MarkPhotos {
    std::vector<std::string> names;
};
// Send all that wait, small ones first, piece by piece; a line that is cut ends it.
struct SendPhotos {
    std::string token;
};
// Bring these from the server; what it does not have is answered by PhotoAbsent.
struct FetchPhotos {
    std::string token;
    std::vector<std::string> names;
};
struct SetDirty {
    bool dirty;
};  // something is not saved yet: ask before leaving
struct TakeOver {};       // ask the tab that writes to give up; it saves first
struct GiveUpWriting {};  // let the other tab write
struct ReloadPage {};

using Effect =
    std::variant<AppendToJournal, ReadJournal, WriteCache, WriteShelf, ReadShelf, ContinueReading,
                 KeepSpare, GiveUpWriting, PostSync, PostEnrol, WakeUp, SetHistoryDepth,
                 KeepPreference, LoadLanguage, Vibrate, AnnounceLive, ApplyUpdate, LookForUpdate,
                 UseNewRelease, AskPersistence, AskStorageFacts, OfferInstall, CopyText, KeepShared,
                 TakePhotos, ForgetPhotos, ReadPhotos, MarkPhotos, SendPhotos, FetchPhotos,
                 SetDirty, TakeOver, ReloadPage>;

}  // namespace hub::ui
