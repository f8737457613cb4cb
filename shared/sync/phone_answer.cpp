// The phone takes in what the server said: verdicts, rows, a new epoch, a history that forked.

#include <algorithm>

#include "shared/sync/phone_side.h"

namespace hub {

Result<JournalRow> Phone::accept(ByteView answer_body, ByteView request_body, Millis now_ms) const {
    auto const answer = read_answer(answer_body);
    Error const not_ours{"not-ours", "Cette réponse ne vient pas du serveur HUB-IIT."};
    if (!answer.ok()) return answer.error().code == "bad-magic" ? not_ours : answer.error();
    SyncAnswer const& said = answer.value();
    if (said.echo != hash64(request_body)) return not_ours;
    TRY(SyncRequest const asked, read_request(request_body));
    // Its cursor would say again that this phone has everything.
    if (pull_all_ && !asked.cursor.seqs.empty())
        return Error{"asked-before", "Tout est demandé une nouvelle fois au serveur."};
    Id const& replica = asked.replica;
    Line const* const line = line_of(replica);
    ByteWriter payload;
    payload.id(replica);
    payload.varint(asked.dseq_before + asked.edits.size());
    payload.fixed64(asked.edits.empty() ? asked.chain_before : asked.edits.back().chain);
    payload.zigzag(now_ms);
    payload.raw(answer_body);
    bool const news = !said.verdicts.empty() || !said.rows.empty() || !(said.cursor == cursor_) ||
                      said.status != ReplicaStatus::Fine || !line ||
                      said.backed_up_dseq != line->backed_up_dseq;
    return JournalRow{.kind = RowKind::Answer,
                      .payload = payload.take(),
                      .replica = replica,
                      .worth_keeping = news};
}

Result<Phone::Taken> Phone::read_taken(ByteView payload) {
    ByteReader in(payload);
    Taken taken;
    TRY(taken.replica, in.id());
    TRY(taken.sent_dseq, in.varint());
    TRY(taken.sent_chain, in.fixed64());
    TRY(taken.arrived_ms, in.zigzag());
    TRY(taken.answer, read_answer(payload.last(in.left())));
    return taken;
}

Result<std::vector<JournalRow>> Phone::take_answer(JournalRow const& row, Id fresh_replica) {
    TRY(Taken const taken, read_taken(row.payload));
    std::vector<JournalRow> further;
    if (settle(taken)) further.push_back(refork(taken.replica, fresh_replica));
    return further;
}

// Does this line hold, under its last number, the edit that was sent? After a damaged journal
// another one may have got its number.
bool Phone::is_about(Taken const& taken, Line const& line) const {
    if (taken.sent_dseq == line.acked_dseq) return taken.sent_chain == line.acked_chain;
    std::uint64_t const place = taken.sent_dseq - line.acked_dseq - 1;
    if (taken.sent_dseq < line.acked_dseq || place >= outbox_.size()) return false;
    Edit const& sent = outbox_[static_cast<std::size_t>(place)];
    return sent.replica == line.replica && sent.chain == taken.sent_chain;
}

// True if the line that was asked about cannot go on.
bool Phone::settle(Taken const& taken) {
    SyncAnswer const& answer = taken.answer;
    Line* line = line_of(taken.replica);
    bool missed = !line && !answer.verdicts.empty();
    if (line && !is_about(taken, *line)) {
        missed = taken.sent_dseq > line->acked_dseq;  // else the same row twice
        line = nullptr;
    }
    bool const restored = answer.epoch != cursor_.epoch && synced_once();
    if (restored) start_epoch();
    if (!synced_once()) doubt_bases();
    // Edits that another epoch had acknowledged by then: asked about again by a start that did not
    // know, from a damaged journal.
    if (line && restored && !answer.verdicts.empty())
        missed = answer.verdicts.front().dseq <= line->acked_dseq;
    std::set<Id> touched;
    bool leave = false;
    if (line) {
        for (Verdict const& verdict : answer.verdicts) settle_verdict(verdict, *line, touched);
        leave = must_leave(answer, *line);
        // Otherwise another copy of this journal may have given these numbers to its own edits.
        if (answer.status == ReplicaStatus::Fine) forget_backed_up(*line, answer.backed_up_dseq);
    }
    // Which edits of its own line the restored server knows, its answer tells.
    for (Line& other : lines_)
        if (restored && &other != line) requeue_after(other, 0);
    for (FieldRow const& row : answer.rows) {
        records_.confirm(row);
        touched.insert(row.record);
    }
    drop_confirmed_overlays(touched);
    reshow(touched);

    for (auto const& [feed, seq] : answer.cursor.seqs) held_feeds_.insert(feed);
    hide_lost_feeds(answer.feeds);
    cursor_ = answer.cursor;
    pull_all_ = false;
    // The server sends no row for what it said "applied" to: without the edit, pull all again.
    if (missed) cursor_.seqs.clear();
    more_ = answer.more;
    clock_offset_ms_ = answer.server_ms - taken.arrived_ms;
    last_sync_ms_ = taken.arrived_ms;
    drop_finished_lines();
    return leave;
}

// The server was restored from a backup: its numbers start anew, so what it said before counts no
// longer. Own edits are shown from the outbox; the rest comes back with the snapshot.
void Phone::start_epoch() {
    ++epochs_;
    records_.clear();
    awaited_shelf_ = 0;  // all is pulled again
    overlays_.clear();
    for (Line& line : lines_) line.stale_base_dseq = line.last_dseq;
    for (Edit const& edit : outbox_) records_.apply(edit, true);
}

// Before the first answer no edit has a base, unless all answers are lost: nobody knows in which
// epoch it counts.
void Phone::doubt_bases() {
    for (Edit const& edit : outbox_)
        for (Change const& change : edit.changes)
            if (change.base > 0) line_of(edit.replica)->stale_base_dseq = edit.dseq;
}

// Edits that were acknowledged but that the restored server may not know are sent again.
void Phone::requeue_after(Line& line, std::uint64_t known_dseq) {
    if (line.retained.empty() || line.retained.back().dseq <= known_dseq) return;
    std::vector<Edit> edits(std::make_move_iterator(outbox_.begin()),
                            std::make_move_iterator(outbox_.end()));
    std::set<Id> touched;
    while (!line.retained.empty() && line.retained.back().dseq > known_dseq) {
        Edit edit = std::move(line.retained.back());
        line.retained.pop_back();
        touched.insert(edit.record);
        line.acked_dseq = edit.dseq - 1;
        edits.push_back(std::move(edit));
    }
    line.acked_chain = line.retained.empty() ? line.floor_chain : line.retained.back().chain;
    arrange_outbox(std::move(edits));
    reshow(touched);
}

void Phone::settle_verdict(Verdict const& verdict, Line& line, std::set<Id>& touched) {
    if (outbox_.empty() || outbox_.front().dseq != verdict.dseq) return;
    if (outbox_.front().replica != line.replica) return;
    Edit edit = dequeue();
    touched.insert(edit.record);
    if (verdict.kind == VerdictKind::Quarantined) {
        quarantine(edit, verdict);
    } else {
        release(edit);
    }
    if (verdict.kind == VerdictKind::Applied) {
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
    } else if (verdict.kind != VerdictKind::Quarantined) {
        Overlay& overlay = overlays_[edit.record].emplace_back(Overlay{edit, verdict.first_seq});
        if (is_stale(edit))
            for (Change& change : overlay.edit.changes) change.base = 0;
    }
    line.acked_dseq = edit.dseq;
    line.acked_chain = edit.chain;
    line.retained.push_back(std::move(edit));
}

// After a restore the same edit may be refused a second time…
void Phone::quarantine(Edit const& edit, Verdict const& verdict) {
    if (!quarantined_keys_.emplace(edit.record, edit.stamp).second) return;
    quarantined_.push_back({edit, verdict.reason, verdict.sentence});
}

// … or be taken, because its author's rights came back.
void Phone::release(Edit const& edit) {
    if (quarantined_keys_.erase({edit.record, edit.stamp}) == 0) return;
    quarantined_.erase(std::remove_if(quarantined_.begin(), quarantined_.end(),
                                      [&](QuarantinedEdit const& kept) {
                                          return kept.edit.record == edit.record &&
                                                 kept.edit.stamp == edit.stamp;
                                      }),
                       quarantined_.end());
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

// The rows of a lost feed never come: what waits for them would be foreseen for ever.
void Phone::forget_overlays(std::string const& feed) {
    std::set<Id> touched;
    for (auto overlaid = overlays_.begin(); overlaid != overlays_.end();) {
        auto& overlays = overlaid->second;
        auto const gone =
            std::remove_if(overlays.begin(), overlays.end(),
                           [&](Overlay const& overlay) { return overlay.edit.feed == feed; });
        if (gone != overlays.end()) touched.insert(overlaid->first);
        overlays.erase(gone, overlays.end());
        overlaid = overlays.empty() ? overlays_.erase(overlaid) : std::next(overlaid);
    }
    reshow(touched);
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
        forget_overlays(*feed);
        reshow(records_.forget_feed(*feed));
        if (lacks_shelf()) lost_feeds_.insert(*feed);
        feed = held_feeds_.erase(feed);
    }
}

void Phone::forget_backed_up(Line& line, std::uint64_t dseq) {
    line.backed_up_dseq = dseq;
    while (!line.retained.empty() && line.retained.front().dseq <= dseq) {
        line.floor_chain = line.retained.front().chain;
        --own_[line.retained.front().record];
        line.retained.pop_front();
    }
}

// ---- a history that forked ---------------------------------------------------------------------

// True if the server holds another history of this line than the phone.
bool Phone::must_leave(SyncAnswer const& answer, Line& line) {
    if (answer.status == ReplicaStatus::Fine)
        // A journal rolled back to an earlier state knows less than the server does of it.
        return &line == &current() && answer.known_dseq > line.last_dseq;
    if (answer.status == ReplicaStatus::Gap) {
        requeue_after(line, answer.known_dseq);
        return line.acked_dseq > answer.known_dseq;
    }
    // They agree up to what was acknowledged, or there is nothing more to compare: go on with the
    // rest under another name. Otherwise the server was restored and another copy of this journal
    // came first: ask about every edit held.
    if (answer.known_dseq >= line.acked_dseq || line.retained.empty()) return true;
    requeue_after(line, 0);
    return false;
}

JournalRow Phone::refork(Id const& left, Id const& fresh) {
    Line const* const line = line_of(left);
    std::vector<Edit> edits;
    for (Edit const& edit : outbox_)
        if (edit.replica == left) edits.push_back(edit);
    for (Edit& edit : edits)
        if (line && edit.dseq <= line->stale_base_dseq)
            for (Change& change : edit.changes) change.base = 0;
    ByteWriter payload;
    payload.id(left);
    payload.id(fresh);
    write_edits(payload, edits);
    std::uint64_t const count = edits.size();
    leave_line(left, fresh, std::move(edits), line ? line->acked_dseq : 0);
    return {.kind = RowKind::Refork, .payload = payload.take(), .replica = fresh, .dseq = count};
}

// The line `left` keeps what the server acknowledged of it, also if the phone has forgotten that;
// `edits` go on as the line `fresh`.
void Phone::leave_line(Id const& left, Id const& fresh, std::vector<Edit> edits,
                       std::uint64_t last_dseq) {
    auto place = std::find_if(lines_.begin(), lines_.end(),
                              [&](Line const& line) { return line.replica == left; });
    if (place != lines_.end()) {
        place->last_dseq = place->durable_dseq = last_dseq;
        place->last_chain = place->acked_chain;
        place->durable_early.clear();
    }
    std::set<Id> touched;
    std::vector<Edit> waiting;
    for (Edit& edit : outbox_) {
        if (edit.replica == left && edit.dseq > last_dseq) {
            touched.insert(edit.record);
            --own_[edit.record];
            continue;
        }
        if (edit.replica == left) place->last_chain = edit.chain;
        waiting.push_back(std::move(edit));
    }
    if (place != lines_.end()) ++place;
    Line& line = *lines_.insert(place, Line{.replica = fresh});
    left_behind_.insert(left);
    for (Edit& edit : edits) {
        number(edit, line);
        touched.insert(edit.record);
        last_stamp_ = std::max(last_stamp_, edit.stamp);
        ++own_[edit.record];
        waiting.push_back(std::move(edit));
    }
    arrange_outbox(std::move(waiting));
    reshow(touched);
    drop_finished_lines();
}

void Phone::drop_finished_lines() {
    auto const finished = [&](Line const& line) {
        return &line != &current() && line.retained.empty() && line.acked_dseq == line.last_dseq;
    };
    // The current one is the last: what remains keeps its order.
    std::vector<Line> left;
    for (Line& line : lines_)
        if (!finished(line)) left.push_back(std::move(line));
    lines_ = std::move(left);
}

}  // namespace hub
