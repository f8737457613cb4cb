#include "ui/error_words.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

void connection(Page& page) {
    State const& state = page.state;
    Connection const& line = state.connection;
    heading(page, texts::kConnection, 2);
    bool const offline = is_offline(state);
    notice(page, offline ? Mood::Attention : Mood::Done, offline ? kIconOffline : kIconCloudDone,
           offline ? texts::kOffline : texts::kOnline, Role::Status);
    std::size_t const waiting = state.phone.outbox().size();
    fact(page, texts::kToSend,
         waiting == 0 ? std::string(texts::kNothing)
                      : counted(texts::kEntries, waiting) + texts::kBetween +
                            bytes_words(static_cast<double>(state.phone.outbox_bytes())));
    std::string const photos = waiting_photos_words(state);
    if (!photos.empty()) fact(page, texts::kPhotos, photos);
    if (std::size_t const failed = failed_photos(state.photos))
        notice(page, Mood::Error, kIconError, counted(texts::kPhotosFailed, failed), Role::Status);
    for (std::string const& words : {state.photos.trouble, state.photos.refusal})
        if (!words.empty()) notice(page, Mood::Error, kIconError, words, Role::Status);
    fact(page, texts::kLastSync, since_words(state.phone.last_sync_ms(), page.now.wall_ms));
    if (!line.trouble.empty())
        notice(page, Mood::Attention, kIconWarning, line.trouble, Role::Status);
    if (button(page, ButtonKind::Second, texts::kSyncNow, kIconSync)) page.act(SyncNow{});
}

void conflicts(Page& page) {
    auto const open = open_conflicts(page.state);
    if (open.empty()) return;
    heading(page, texts::kConflicts, 2);
    for (OpenConflict const& conflict : open) {
        Scoped scope(conflict.record->id);
        Question const* const question = question_at(page.state, *conflict.record, conflict.path);
        paragraph(page, filled_title(page.state, *conflict.record));
        heading(page, question ? question->label : conflict.path, 3);
        conflict_box(page, *conflict.record, conflict.path);
    }
}

void quarantine(Page& page) {
    auto const& refused = page.state.phone.quarantined();
    if (refused.empty()) return;
    heading(page, texts::kQuarantine, 2);
    paragraph(page, texts::kQuarantineText, Type::Caption, Shade::Muted);
    std::size_t place = 0;
    Grouped list(page, Role::List);
    for (QuarantinedEdit const& edit : refused) {
        Scoped scope(std::to_string(place++));
        Grouped item(page, Role::ListItem);
        Record const* const record = page.state.phone.records().find(edit.edit.record);
        std::string words = record ? filled_title(page.state, *record) + " · " : "";
        for (Change const& change : edit.edit.changes) {
            Question const* const question =
                record ? question_at(page.state, *record, change.path) : nullptr;
            std::string const path =
                is_photo_path(change.path) ? std::string(texts::kPhotos) : change.path;
            words +=
                (question ? question->label : path) + " = " +
                (question ? answer_words(*question, change.value) : value_words(change.value)) +
                ". ";
        }
        notice(page, Mood::Error, kIconError, words + error_words({edit.reason, edit.sentence}),
               Role::Text);
    }
}

void removed_draft(Page& page, Record const& draft) {
    Scoped scope(draft.id);
    std::string const title = filled_title(page.state, draft);
    std::string const subtitle = date_words(day_of(draft));
    if (card(page, {.icon = kIconVisit,
                    .title = title,
                    .subtitle = subtitle,
                    .note = texts::kTapToBringBack}))
        page.act(RestoreDraft{draft.id});
}

void removed_drafts(Page& page) {
    std::vector<Id> const& removed = page.screen.lists.removed;
    if (removed.empty()) return;
    heading(page, texts::kRemovedDrafts, 2);
    draw_list(page, removed, removed_draft);
}

Text protection_words(State const& state) {
    switch (state.protection) {
        case Protection::Granted:
            return texts::kPersistent;
        case Protection::Unknown:
            return texts::kPersistenceUnknown;
        case Protection::None:
            break;
    }
    if (state.install.way == InstallWay::ByShare) return texts::kNotPersistentInSafari;
    return can_install(state) ? texts::kNotPersistentInstall : texts::kNotPersistent;
}

void storage(Page& page) {
    State const& state = page.state;
    heading(page, texts::kStorage, 2);
    bool const ready = is_ready_offline(state);
    notice(page, ready ? Mood::Done : Mood::Attention, ready ? kIconCheckCircle : kIconDownload,
           ready ? texts::kReadyOffline : texts::kNotReadyOffline, Role::Status);
    if (state.quota_bytes > 0)
        fact(page, texts::kUsed,
             fill(texts::kUsedOf, {{"used", bytes_words(state.used_bytes)},
                                   {"quota", bytes_words(state.quota_bytes)}}));
    paragraph(page, protection_words(state), Type::Caption, Shade::Muted);
    if (state.damaged_rows)
        notice(page, Mood::Attention, kIconWarning, texts::kDamagedRows, Role::Text);
}

void this_phone(Page& page) {
    State const& state = page.state;
    heading(page, texts::kThisPhone, 2);
    fact(page, texts::kPerson, state.phone.identity().name);
    fact(page, texts::kHub, hub_words(state, state.phone.identity().hub));
    fact(page, texts::kOpenedFrom,
         state.install.way == InstallWay::Installed ? texts::kHomeScreen : texts::kBrowser);
    fact(page, texts::kVersion, version_words(state));
}

// First of all: who taps "Mise à jour prête" looks for it.
void other_release(Page& page) {
    State const& state = page.state;
    if (state.update_waiting) {
        notice(page, Mood::Attention, kIconDownload, texts::kUpdateReady, Role::Status);
        if (button(page, ButtonKind::Second, texts::kUpdateNow)) page.act(UpdateNow{});
    } else if (state.release.went_back) {
        notice(page, Mood::Attention, kIconWarning, texts::kNewOneFailed, Role::Status);
        if (button(page, ButtonKind::Second, texts::kTryNewOne)) page.act(TryNewRelease{});
    }
    if (state.release.held)
        notice(page, Mood::Error, kIconError, texts::kTextKeepsRelease, Role::Alert);
    if (state.release.refused)
        notice(page, Mood::Error, kIconError, storage_words("storage-full", ""), Role::Alert);
}

}  // namespace

void draw_status(Page& page) {
    top(page, texts::kStatus, true);
    page.begin_scroll(false);
    other_release(page);
    conflicts(page);
    quarantine(page);
    connection(page);
    removed_drafts(page);
    storage(page);
    this_phone(page);
    page.end_scroll();
}

}  // namespace hub::ui
