#include "shared/sync/phone_side.h"

#include <algorithm>

#include "shared/sync/edit_columns.h"

namespace hub {

namespace {

JournalRow identity_row(Identity const& identity, Id const& replica) {
    ByteWriter payload;
    payload.id(identity.person);
    payload.text(identity.name);
    payload.text(identity.role);
    payload.text(identity.hub);
    payload.text(identity.token);
    payload.id(replica);
    return {.kind = RowKind::Identity, .payload = payload.take(), .replica = replica};
}

std::size_t size_of(Edit const& edit) {
    ByteWriter body;
    write_edit_body(body, edit);
    return body.size();
}

}  // namespace

// ---- own edits ---------------------------------------------------------------------------------

JournalRow Phone::ask_enrolment(EnrolmentAsked asked) {
    enrolment_asked_ = std::move(asked);
    ByteWriter payload;
    payload.text(enrolment_asked_.code);
    payload.text(enrolment_asked_.token);
    return {.kind = RowKind::Enrolling, .payload = payload.take()};
}

JournalRow Phone::enrol(Identity identity, Id replica) {
    identity_ = std::move(identity);
    enrolment_asked_ = {};
    start_line(replica);
    return identity_row(identity_, replica);
}

JournalRow Phone::renew(Identity identity) {
    assert(enrolled() && identity.person == identity_.person);
    identity_ = std::move(identity);
    enrolment_asked_ = {};
    return identity_row(identity_, current().replica);
}

void Phone::start_line(Id const& replica) {
    if (!lines_.empty()) left_behind_.insert(current().replica);
    lines_.push_back(Line{.replica = replica});
}

JournalRow Phone::edit(Id record, std::string kind, std::string feed, std::vector<Change> changes,
                       Millis now_ms, std::optional<Origin> const& seen) {
    assert(enrolled());
    Edit edit;
    edit.author = identity_.person;
    edit.record = record;
    edit.kind = std::move(kind);
    edit.feed = std::move(feed);
    edit.changes = std::move(changes);
    edit.wall_ms = whole_minute(now_ms);
    edit.stamp = next_stamp(last_stamp_, whole_minute(edit.wall_ms + clock_offset_ms_));
    Record const* const known = records_.find(record);
    std::vector<Waiting> const waiting = waiting_for(record);
    for (Change& change : edit.changes) {
        FieldState const* const state = known ? known->state(change.path) : nullptr;
        FieldState const shown = state ? *state : FieldState{};
        // Not from the replica alone: a clone of this journal may have written under it too.
        change.follows_own = std::any_of(waiting.begin(), waiting.end(), [&](auto own) {
            return origin_of(*own.edit) == shown.origin;
        });
        bool const saw_it = !seen || *seen == shown.origin || change.follows_own;
        change.base = saw_it ? shown.seq : 0;
    }
    // The server would refuse it for ever, and everything behind it would wait.
    assert(size_of(edit) <= kMaxSyncBody / 2);
    number(edit, current());
    ByteWriter payload;
    payload.id(edit.replica);
    payload.varint(edit.dseq);
    payload.varint(epochs_);
    write_edit_body(payload, edit);
    JournalRow row{.kind = RowKind::Edit,
                   .payload = payload.take(),
                   .replica = edit.replica,
                   .dseq = edit.dseq};
    records_.apply(edit);
    remember(std::move(edit));
    return row;
}

void Phone::number(Edit& edit, Line& line) {
    edit.replica = line.replica;
    edit.dseq = ++line.last_dseq;
    edit.chain = line.last_chain = next_chain(line.last_chain, edit);
}

void Phone::remember(Edit edit) {
    last_stamp_ = std::max(last_stamp_, edit.stamp);
    ++own_[edit.record];
    enqueue(std::move(edit));
}

void Phone::mark_durable(JournalRow const& row) {
    Line* const line = line_of(row.replica);
    if (row.dseq == 0 || !line) return;
    if (row.kind == RowKind::Refork) {
        line->durable_dseq = std::max(line->durable_dseq, row.dseq);  // it holds all up to there
    } else {
        line->durable_early.insert(row.dseq);
    }
    while (line->durable_early.erase(line->durable_dseq + 1) > 0) ++line->durable_dseq;
}

bool Phone::all_durable() const {
    return early_.empty() && strays_.empty() &&
           std::all_of(lines_.begin(), lines_.end(),
                       [](Line const& line) { return line.durable_dseq >= line.last_dseq; });
}

Line const* Phone::line_of(Id const& replica) const {
    auto const found = std::find_if(lines_.begin(), lines_.end(),
                                    [&](Line const& line) { return line.replica == replica; });
    return found == lines_.end() ? nullptr : &*found;
}

Line* Phone::line_of(Id const& replica) {
    return const_cast<Line*>(std::as_const(*this).line_of(replica));
}

bool Phone::knows(Id const& replica) const {
    return line_of(replica) || left_behind_.count(replica) > 0;
}

Line const& Phone::line_to_ask(Millis now_ms) const {
    // While nothing waits, lines left behind take turns with the current one, to hear that the
    // backup has passed them. It costs no further request.
    if (outbox_.empty()) return lines_[static_cast<std::uint64_t>(now_ms) % lines_.size()];
    Line const* const first = line_of(outbox_.front().replica);
    assert(first);
    return *first;
}

Bytes Phone::request(Millis now_ms, std::size_t max_bytes) const {
    assert(enrolled());
    Line const& line = line_to_ask(now_ms);
    SyncRequest request;
    request.replica = line.replica;
    request.cursor = cursor_;
    request.wall_ms = now_ms;
    request.max_answer_bytes = max_bytes;
    request.dseq_before = line.acked_dseq;
    request.chain_before = line.acked_chain;
    request.stale_base_dseq = line.stale_base_dseq;
    std::size_t const head = write_request(request).size();
    EditsWriter columns;
    for (Edit const& edit : outbox_) {
        if (edit.replica != line.replica || edit.dseq > line.durable_dseq) break;
        columns.add(edit);
        if (head + columns.size() > max_bytes && !request.edits.empty()) break;
        request.edits.push_back(edit);
    }
    return write_request(request);
}

// ---- the outbox --------------------------------------------------------------------------------

void Phone::enqueue(Edit edit) {
    held_feeds_.insert(edit.feed);  // also of an edit that waits again after its feed was hidden
    waiting_.emplace(edit.record, front_place_ + outbox_.size());
    outbox_bytes_ += size_of(edit);
    outbox_.push_back(std::move(edit));
}

std::size_t Phone::records_waiting() const {
    constexpr std::uint64_t kLastPlace = ~std::uint64_t{0};
    std::size_t records = 0;
    for (auto at = waiting_.begin(); at != waiting_.end();
         at = waiting_.upper_bound({at->first, kLastPlace}))
        ++records;
    return records;
}

Edit Phone::dequeue() {
    Edit edit = std::move(outbox_.front());
    outbox_.pop_front();
    waiting_.erase({edit.record, front_place_++});
    outbox_bytes_ -= size_of(edit);
    return edit;
}

// Edits that were acknowledged or stood in another line wait again: all take their places anew.
void Phone::arrange_outbox(std::vector<Edit> edits) {
    std::map<Id, std::size_t> order;
    for (Line const& line : lines_) order.emplace(line.replica, order.size());
    std::sort(edits.begin(), edits.end(), [&](Edit const& a, Edit const& b) {
        return std::pair(order[a.replica], a.dseq) < std::pair(order[b.replica], b.dseq);
    });
    outbox_.clear();
    waiting_.clear();
    outbox_bytes_ = 0;
    for (Edit& edit : edits) enqueue(std::move(edit));
}

bool Phone::is_stale(Edit const& edit) const {
    Line const* const line = line_of(edit.replica);
    return line && edit.dseq <= line->stale_base_dseq;
}

std::vector<Waiting> Phone::waiting_for(Id const& record) const {
    std::vector<Waiting> waiting;
    if (auto const found = overlays_.find(record); found != overlays_.end())
        for (Overlay const& overlay : found->second) waiting.push_back({&overlay.edit});
    for (auto place = waiting_.lower_bound({record, 0});
         place != waiting_.end() && place->first == record; ++place) {
        Edit const& edit = outbox_[static_cast<std::size_t>(place->second - front_place_)];
        waiting.push_back({&edit, is_stale(edit)});
    }
    // After a restore, edits of a line left behind may wait when newer ones are acknowledged.
    std::stable_sort(waiting.begin(), waiting.end(), [](Waiting const& a, Waiting const& b) {
        return a.edit->stamp < b.edit->stamp;
    });
    return waiting;
}

void Phone::reshow(std::set<Id> const& records) {
    for (Id const& record : records) records_.reshow(record, waiting_for(record));
}

Receipt Phone::receipt(Id const& record) const {
    auto const refused = quarantined_keys_.lower_bound({record, Stamp{}});
    if (refused != quarantined_keys_.end() && refused->first == record) return Receipt::Quarantined;
    auto const waits = waiting_.lower_bound({record, 0});
    if (waits != waiting_.end() && waits->first == record) return Receipt::OnPhone;
    auto const own = own_.find(record);
    return own != own_.end() && own->second == 0 ? Receipt::InBackup : Receipt::OnServer;
}

}  // namespace hub
