#include "shared/sync/phone_side.h"

#include <algorithm>

namespace hub {

namespace {

std::size_t size_of(Edit const& edit) {
    ByteWriter body;
    write_edit_body(body, edit);
    return body.size();
}

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

JournalRow edit_row(Edit const& edit) {
    ByteWriter payload;
    payload.id(edit.replica);
    payload.varint(edit.dseq);
    write_edit_body(payload, edit);
    return {.kind = RowKind::Edit,
            .payload = payload.take(),
            .replica = edit.replica,
            .dseq = edit.dseq};
}

}  // namespace

JournalRow Phone::enrol(Identity identity, Id replica) {
    identity_ = std::move(identity);
    start_replica(replica, {});
    return identity_row(identity_, replica_);
}

JournalRow Phone::renew(Identity identity) {
    assert(enrolled() && identity.person == identity_.person);
    identity_ = std::move(identity);
    return identity_row(identity_, replica_);
}

JournalRow Phone::edit(Id record, std::string kind, std::string feed, std::vector<Change> changes,
                       Millis now_ms) {
    assert(enrolled());
    Edit edit;
    edit.author = identity_.person;
    edit.record = record;
    edit.kind = std::move(kind);
    edit.feed = std::move(feed);
    edit.changes = std::move(changes);
    edit.stamp = next_stamp(last_stamp_, now_ms + clock_offset_ms_);
    edit.wall_ms = now_ms;
    Record const* const known = records_.find(record);
    for (Change& change : edit.changes) change.base = known ? known->base(change.path) : 0;
    number(edit);
    remember(edit);
    records_.apply(edit);
    return edit_row(edit);
}

void Phone::number(Edit& edit) {
    edit.replica = replica_;
    edit.dseq = last_dseq_ + 1;
    edit.chain = next_chain(last_chain_, edit);
}

void Phone::remember(Edit const& edit) {
    last_dseq_ = edit.dseq;
    last_chain_ = edit.chain;
    last_stamp_ = std::max(last_stamp_, edit.stamp);
    last_own_dseq_[edit.record] = edit.dseq;
    held_feeds_.insert(edit.feed);
    enqueue(edit);
}

void Phone::enqueue(Edit edit) {
    waiting_.emplace(edit.record, edit.dseq);
    outbox_bytes_ += size_of(edit);
    outbox_.push_back(std::move(edit));
}

void Phone::enqueue_again(Edit edit) {
    waiting_.emplace(edit.record, edit.dseq);
    outbox_bytes_ += size_of(edit);
    outbox_.push_front(std::move(edit));
}

Edit Phone::dequeue() {
    Edit edit = std::move(outbox_.front());
    outbox_.pop_front();
    waiting_.erase({edit.record, edit.dseq});
    outbox_bytes_ -= size_of(edit);
    return edit;
}

void Phone::mark_durable(JournalRow const& row) {
    if (row.dseq == 0 || row.replica != replica_) return;
    if (row.kind == RowKind::Refork) {
        durable_dseq_ = std::max(durable_dseq_, row.dseq);  // it holds all edits up to there
    } else {
        durable_early_.insert(row.dseq);
    }
    while (durable_early_.erase(durable_dseq_ + 1) > 0) ++durable_dseq_;
}

Bytes Phone::request(Millis now_ms, std::size_t max_bytes) const {
    SyncRequest request;
    request.replica = replica_;
    request.cursor = cursor_;
    request.wall_ms = now_ms;
    request.max_answer_bytes = max_bytes;
    request.dseq_before = outbox_.empty() ? last_dseq_ : outbox_.front().dseq - 1;
    request.chain_before = chain_before_outbox();
    request.stale_base_dseq = stale_base_dseq_;
    std::size_t bytes = 0;
    for (Edit const& edit : outbox_) {
        if (edit.dseq > durable_dseq_) break;
        bytes += size_of(edit);
        if (bytes > max_bytes && !request.edits.empty()) break;
        request.edits.push_back(edit);
    }
    return write_request(request);
}

std::uint64_t Phone::chain_before_outbox() const {
    return retained_.empty() ? floor_chain_ : retained_.back().chain;
}

Result<JournalRow> Phone::accept(ByteView answer_body, ByteView request_body, Millis now_ms) const {
    auto const answer = read_answer(answer_body);
    Error const not_ours{"not-ours", "Cette réponse ne vient pas du serveur HUB-IIT."};
    if (!answer.ok()) return answer.error().code == "bad-magic" ? not_ours : answer.error();
    SyncAnswer const& said = answer.value();
    if (said.echo != hash64(request_body)) return not_ours;
    ByteWriter payload;
    payload.zigzag(now_ms);
    payload.raw(answer_body);
    bool const news = !said.verdicts.empty() || !said.rows.empty() || !(said.cursor == cursor_) ||
                      said.status != ReplicaStatus::Fine || said.backed_up_dseq != backed_up_dseq_;
    return JournalRow{.kind = RowKind::Answer,
                      .payload = payload.take(),
                      .replica = replica_,
                      .worth_keeping = news};
}

Result<std::vector<JournalRow>> Phone::take_answer(JournalRow const& row, Id fresh_replica) {
    ByteReader in(row.payload);
    TRY(Millis const arrived_ms, in.zigzag());
    TRY(SyncAnswer const answer, read_answer(ByteView(row.payload).last(in.left())));
    // An edit made since the request may have minted a new replica: the answer is about the old.
    if (row.replica != replica_) return std::vector<JournalRow>{};
    settle(answer, arrived_ms);
    std::vector<JournalRow> further;
    if (must_refork(answer)) further.push_back(refork(fresh_replica));
    return further;
}

// ---- taking in what the server said -----------------------------------------------------------

void Phone::settle(SyncAnswer const& answer, Millis arrived_ms) {
    if (answer.epoch != cursor_.epoch && synced_once()) start_epoch();
    if (answer.known_dseq < last_dseq_ && answer.status != ReplicaStatus::Forked)
        requeue_after(answer.known_dseq);
    std::set<Id> touched;
    for (Verdict const& verdict : answer.verdicts) settle_verdict(verdict, touched);
    for (FieldRow const& row : answer.rows) {
        records_.confirm(row);
        touched.insert(row.record);
    }
    drop_confirmed_overlays(touched);
    for (Id const& record : touched) records_.reshow(record, waiting_for(record));

    for (auto const& [feed, seq] : answer.cursor.seqs) held_feeds_.insert(feed);
    hide_lost_feeds(answer.feeds);
    forget_backed_up(answer.backed_up_dseq);
    cursor_ = answer.cursor;
    more_ = answer.more;
    clock_offset_ms_ = answer.server_ms - arrived_ms;
    last_sync_ms_ = arrived_ms;
}

// The server was restored from a backup: its numbers start anew, so what it said before counts no
// longer. Own edits are shown from the outbox; the rest comes back with the snapshot.
void Phone::start_epoch() {
    records_.clear();
    overlays_.clear();
    stale_base_dseq_ = last_dseq_;
    for (Edit const& edit : outbox_) records_.apply(edit);
}

// Edits that were acknowledged but that the restored server does not know are sent again.
void Phone::requeue_after(std::uint64_t known_dseq) {
    std::set<Id> touched;
    while (!retained_.empty() && retained_.back().dseq > known_dseq) {
        touched.insert(retained_.back().record);
        enqueue_again(std::move(retained_.back()));
        retained_.pop_back();
    }
    for (Id const& record : touched) records_.reshow(record, waiting_for(record));
}

void Phone::settle_verdict(Verdict const& verdict, std::set<Id>& touched) {
    if (outbox_.empty() || outbox_.front().dseq != verdict.dseq) return;
    Edit edit = dequeue();
    touched.insert(edit.record);
    switch (verdict.kind) {
        case VerdictKind::Applied:
            // The state is as the edit says: the server need not send it back.
            for (std::size_t i = 0; i < edit.changes.size(); ++i)
                records_.confirm({edit.record,
                                  edit.kind,
                                  edit.feed,
                                  edit.changes[i].path,
                                  {.value = edit.changes[i].value,
                                   .origin = origin_of(edit),
                                   .seq = verdict.first_seq + i,
                                   .losers = {}}});
            break;
        case VerdictKind::Duplicate:
        case VerdictKind::Conflict:
            overlays_[edit.record].push_back({edit, verdict.first_seq});
            break;
        case VerdictKind::Quarantined:
            quarantine(edit, verdict);
            break;
    }
    retained_.push_back(std::move(edit));
}

// After a restore the same edit may be refused a second time.
void Phone::quarantine(Edit const& edit, Verdict const& verdict) {
    if (!quarantined_keys_.emplace(edit.record, edit.stamp).second) return;
    quarantined_.push_back({edit, verdict.reason, verdict.sentence});
}

void Phone::drop_confirmed_overlays(std::set<Id> const& touched) {
    for (Id const& id : touched) {
        auto const found = overlays_.find(id);
        if (found == overlays_.end()) continue;
        Record const* const record = records_.find(id);
        auto const confirmed = [&](Overlay const& overlay) {
            for (std::size_t i = 0; i < overlay.edit.changes.size(); ++i) {
                if (!record) return false;
                auto const field = record->fields.find(overlay.edit.changes[i].path);
                if (field == record->fields.end() ||
                    field->second.confirmed.seq < overlay.first_seq + i)
                    return false;
            }
            return true;
        };
        auto& overlays = found->second;
        overlays.erase(std::remove_if(overlays.begin(), overlays.end(), confirmed), overlays.end());
        if (overlays.empty()) overlays_.erase(found);
    }
}

// A lost hub's records go only when none of its edits waits.
void Phone::hide_lost_feeds(std::vector<std::string> const& allowed) {
    auto const is_allowed = [&](std::string const& feed) {
        return std::find(allowed.begin(), allowed.end(), feed) != allowed.end();
    };
    for (auto feed = held_feeds_.begin(); feed != held_feeds_.end();) {
        auto const waits = [&] {
            return std::any_of(outbox_.begin(), outbox_.end(),
                               [&](Edit const& edit) { return edit.feed == *feed; });
        };
        if (is_allowed(*feed) || waits()) {
            ++feed;
            continue;
        }
        records_.forget_feed(*feed);
        feed = held_feeds_.erase(feed);
    }
}

void Phone::forget_backed_up(std::uint64_t dseq) {
    backed_up_dseq_ = dseq;
    while (!retained_.empty() && retained_.front().dseq <= dseq) {
        floor_chain_ = retained_.front().chain;
        retained_.pop_front();
    }
}

// ---- a history that forked ---------------------------------------------------------------------

bool Phone::must_refork(SyncAnswer const& answer) const {
    // A journal rolled back to an earlier state knows less than the server does of it.
    if (answer.status == ReplicaStatus::Forked || answer.known_dseq > last_dseq_) return true;
    std::uint64_t const before = outbox_.empty() ? last_dseq_ : outbox_.front().dseq - 1;
    return answer.status == ReplicaStatus::Gap && before > answer.known_dseq;
}

JournalRow Phone::refork(Id replica) {
    std::vector<Edit> edits(outbox_.begin(), outbox_.end());
    for (Edit& edit : edits)
        if (edit.dseq <= stale_base_dseq_)
            for (Change& change : edit.changes) change.base = 0;
    ByteWriter payload;
    payload.id(replica);
    write_edits(payload, edits);
    start_replica(replica, std::move(edits));
    return {
        .kind = RowKind::Refork, .payload = payload.take(), .replica = replica, .dseq = last_dseq_};
}

void Phone::start_replica(Id replica, std::vector<Edit> edits) {
    replica_ = replica;
    outbox_.clear();
    waiting_.clear();
    outbox_bytes_ = 0;
    retained_.clear();
    durable_early_.clear();
    last_own_dseq_.clear();
    last_dseq_ = last_chain_ = floor_chain_ = durable_dseq_ = 0;
    stale_base_dseq_ = backed_up_dseq_ = 0;
    std::set<Id> touched;
    for (Edit& edit : edits) {
        number(edit);
        remember(edit);
        touched.insert(edit.record);
    }
    for (Id const& record : touched) records_.reshow(record, waiting_for(record));
}

// ---- start-up ----------------------------------------------------------------------------------

Result<void> Phone::replay(ByteView bytes) {
    auto const row = read_row(bytes);
    if (!row.ok()) {
        damaged_ = true;
        return row.error();
    }
    auto const done = [&]() -> Result<void> {
        ByteView const payload = row.value().payload;
        switch (row.value().kind) {
            case RowKind::Identity:
                return replay_identity(payload);
            case RowKind::Edit:
                return replay_edit(payload);
            case RowKind::Answer:
                return replay_answer(payload);
            case RowKind::Refork:
                return replay_refork(payload);
        }
        return Error{"bad-row", "Une ligne du carnet est abîmée."};
    }();
    if (!done.ok()) damaged_ = true;
    return done;
}

Result<void> Phone::replay_identity(ByteView payload) {
    ByteReader in(payload);
    Identity identity;
    TRY(identity.person, in.id());
    TRY(identity.name, in.text());
    TRY(identity.role, in.text());
    TRY(identity.hub, in.text());
    TRY(identity.token, in.text());
    TRY(Id const replica, in.id());
    bool const renewed = enrolled() && replica == replica_;
    identity_ = std::move(identity);
    if (!renewed) start_replica(replica, {});
    return {};
}

Result<void> Phone::replay_edit(ByteView payload) {
    ByteReader in(payload);
    TRY(Id const replica, in.id());
    TRY(std::uint64_t const dseq, in.varint());
    TRY(Edit edit, read_edit_body(in));
    if (replica != replica_) return {};  // queued again by the Refork row that came since
    early_.emplace(dseq, std::move(edit));
    // A row that was refused at first stands after later ones.
    while (!early_.empty() && early_.begin()->first <= last_dseq_ + 1) {
        Edit next = std::move(early_.begin()->second);
        bool const is_next = early_.begin()->first == last_dseq_ + 1;
        early_.erase(early_.begin());
        if (!is_next) continue;  // the same row twice
        number(next);
        remember(next);
        records_.apply(next);
        durable_dseq_ = last_dseq_;
    }
    return {};
}

Result<void> Phone::replay_answer(ByteView payload) {
    ByteReader in(payload);
    TRY(Millis const arrived_ms, in.zigzag());
    TRY(SyncAnswer const answer, read_answer(payload.last(in.left())));
    settle(answer, arrived_ms);
    return {};
}

Result<void> Phone::replay_refork(ByteView payload) {
    ByteReader in(payload);
    TRY(Id const replica, in.id());
    TRY(std::vector<Edit> edits, read_edits(in, replica, 0, 0));
    early_.clear();
    start_replica(replica, std::move(edits));
    durable_dseq_ = last_dseq_;
    return {};
}

void Phone::finish_replay() {
    // Edits whose predecessor was never written: it was not called saved, they were. They were not
    // sent either, so they may take the free numbers.
    for (auto& [dseq, edit] : early_) {
        number(edit);
        remember(edit);
        records_.apply(edit);
        durable_dseq_ = last_dseq_;
    }
    early_.clear();
    // A damaged answer row may have held records: have the server send all again.
    if (damaged_) cursor_.seqs.clear();
    damaged_ = false;
}

// ---- what screens ask --------------------------------------------------------------------------

std::vector<Edit const*> Phone::waiting_for(Id const& record) const {
    std::vector<Edit const*> waiting;
    if (auto const found = overlays_.find(record); found != overlays_.end())
        for (Overlay const& overlay : found->second) waiting.push_back(&overlay.edit);
    // The outbox has no gaps: an edit's place follows from its number.
    for (auto place = waiting_.lower_bound({record, 0});
         place != waiting_.end() && place->first == record; ++place)
        waiting.push_back(&outbox_[static_cast<std::size_t>(place->second - outbox_.front().dseq)]);
    return waiting;
}

Receipt Phone::receipt(Id const& record) const {
    auto const refused = quarantined_keys_.lower_bound({record, Stamp{}});
    if (refused != quarantined_keys_.end() && refused->first == record) return Receipt::Quarantined;
    auto const own = last_own_dseq_.find(record);
    if (own == last_own_dseq_.end()) return Receipt::OnServer;
    bool const waits = !outbox_.empty() && own->second >= outbox_.front().dseq;
    if (waits) return Receipt::OnPhone;
    return own->second <= backed_up_dseq_ ? Receipt::InBackup : Receipt::OnServer;
}

}  // namespace hub
