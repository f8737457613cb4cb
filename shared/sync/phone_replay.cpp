// Start-up: the phone reads its journal, one row after another.

#include <algorithm>

#include "shared/sync/phone_side.h"

namespace hub {

Result<void> Phone::replay(ByteView bytes) {
    auto const row = read_row(bytes);
    if (!row.ok()) {
        damaged_ = true;
        return row.error();
    }
    ByteView const payload = row.value().payload;
    auto const replay_payload = [&]() -> Result<void> {
        switch (row.value().kind) {
            case RowKind::Identity:
                return replay_identity(payload);
            case RowKind::Edit:
                return replay_edit(payload);
            case RowKind::Answer:
                return replay_answer(payload);
            case RowKind::Refork:
                return replay_refork(payload);
            case RowKind::Snapshot:
                return replay_snapshot(payload);
            case RowKind::Enrolling:
                return replay_enrolling(payload);
        }
        return {};
    };
    auto const replayed = replay_payload();
    if (replayed.ok() || replayed.error().code == "newer-format") return replayed;
    damaged_ = true;
    return Error{"bad-row", replayed.error().sentence};
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
    // The same person enrolled this phone again, or the same row twice.
    bool const known = knows(replica);
    identity_ = std::move(identity);
    enrolment_asked_ = {};
    if (known) return {};
    start_line(replica);
    replay_strays(replica);
    return {};
}

Result<void> Phone::replay_enrolling(ByteView payload) {
    ByteReader in(payload);
    TRY(std::string code, in.text());
    TRY(std::string token, in.text());
    enrolment_asked_ = {std::move(code), std::move(token)};
    return {};
}

Result<void> Phone::replay_snapshot(ByteView payload) {
    bool const damaged = damaged_;
    TRY(*this, from_snapshot(payload));
    damaged_ = damaged;
    return {};
}

Result<void> Phone::replay_edit(ByteView payload) {
    ByteReader in(payload);
    Replayed replayed;
    TRY(replayed.edit.replica, in.id());
    TRY(replayed.edit.dseq, in.varint());
    TRY(replayed.epochs, in.varint());
    Id const replica = replayed.edit.replica;
    std::uint64_t const dseq = replayed.edit.dseq;
    TRY(replayed.edit, read_edit_body(in));
    replayed.edit.replica = replica;
    replayed.edit.dseq = dseq;
    Edit const& edit = replayed.edit;
    // The same row twice, or queued again by the Refork row since.
    if (!replayed_keys_.emplace(edit.record, edit.stamp).second) return {};
    bool const left = left_behind_.count(replica) > 0;
    if (left && edit.stamp <= snapshot_stamp_) return {};
    if (left || lines_.empty() || replica != current().replica) {
        strays_.push_back(std::move(replayed));
        return {};
    }
    hold_early(std::move(replayed));
    replay_early();
    return {};
}

// The same row may have been written twice; other edits may claim the same number.
void Phone::hold_early(Replayed replayed) {
    auto const [first, last] = early_.equal_range(replayed.edit.dseq);
    for (auto held = first; held != last; ++held)
        if (held->second.edit.stamp == replayed.edit.stamp) return;
    early_.emplace(replayed.edit.dseq, std::move(replayed));
}

// Did the snapshot that this start began with have this edit? If it is too old to tell, it had:
// but an edit made since, by a phone that started from a damaged journal, may have an old number.
bool Phone::is_held(Edit const& edit) const {
    if (edit.stamp > snapshot_stamp_) return false;
    auto const same = [&](Edit const& held) {
        return held.replica == edit.replica && held.dseq == edit.dseq && held.stamp == edit.stamp;
    };
    Line const& line = lines_.back();
    if (edit.dseq + line.retained.size() <= line.acked_dseq) return true;
    return std::any_of(line.retained.begin(), line.retained.end(), same) ||
           std::any_of(outbox_.begin(), outbox_.end(), same);
}

// A row that was refused at first stands after later ones.
void Phone::replay_early() {
    while (!early_.empty() && early_.begin()->first <= current().last_dseq + 1) {
        Replayed next = std::move(early_.begin()->second);
        bool const is_next = early_.begin()->first == current().last_dseq + 1;
        early_.erase(early_.begin());
        if (is_next) {
            take_replayed(std::move(next));
        } else if (!is_held(next.edit)) {
            // A damaged row shifted the numbers since a snapshot was taken.
            strays_.push_back(std::move(next));
        }
    }
}

// The row that names a replica may have been refused at first too.
void Phone::replay_strays(Id const& replica) {
    std::vector<Replayed> others;
    for (Replayed& stray : strays_) {
        if (stray.edit.replica == replica) {
            hold_early(std::move(stray));
        } else {
            others.push_back(std::move(stray));
        }
    }
    strays_ = std::move(others);
    replay_early();
}

void Phone::take_replayed(Replayed replayed) {
    Edit& edit = replayed.edit;
    number(edit, current());
    current().durable_dseq = edit.dseq;
    if (replayed.epochs < epochs_) current().stale_base_dseq = edit.dseq;
    records_.apply(edit, is_stale(edit));
    remember(std::move(edit));
}

Result<void> Phone::replay_answer(ByteView payload) {
    TRY(Taken const taken, read_taken(payload));
    // Nothing is sent before what it follows: if the server knows more, the edits that are held
    // back had been given the free numbers by then (finish_replay).
    while (!early_.empty() && taken.replica == current().replica &&
           current().last_dseq < taken.sent_dseq) {
        Replayed next = std::move(early_.begin()->second);
        early_.erase(early_.begin());
        take_replayed(std::move(next));
    }
    settle(taken);
    return {};
}

Result<void> Phone::replay_refork(ByteView payload) {
    ByteReader in(payload);
    TRY(Id const left, in.id());
    TRY(Id const fresh, in.id());
    TRY(std::vector<Edit> edits, read_edits(in, fresh, 0, 0));
    if (knows(fresh)) return {};  // the same row twice
    // The row holds all that waited. What it does not hold had been acknowledged, but the row that
    // said so is damaged, or lost with all answers: what stands before it waits for that once more,
    // under its own numbers. Behind it stands what a damaged row has shifted: it is sent anew.
    std::set<Stamp> held;
    for (Edit const& edit : edits) {
        held.insert(edit.stamp);
        replayed_keys_.emplace(edit.record, edit.stamp);
    }
    Line const* const line = line_of(left);
    std::uint64_t last_dseq = line ? line->acked_dseq : 0;
    for (Edit const& edit : outbox_) {
        if (edit.replica != left || held.count(edit.stamp) > 0) continue;
        if (edit.dseq == last_dseq + 1) {
            last_dseq = edit.dseq;
        } else {
            strays_.push_back({edit, is_stale(edit) ? 0 : epochs_});
        }
    }
    if (!lines_.empty() && current().replica == left) {
        for (auto& [dseq, replayed] : early_)
            if (held.count(replayed.edit.stamp) == 0) strays_.push_back(std::move(replayed));
        early_.clear();
    }
    leave_line(left, fresh, std::move(edits), last_dseq);
    if (Line* const line = line_of(fresh)) line->durable_dseq = line->last_dseq;
    if (current().replica == fresh) replay_strays(fresh);
    return {};
}

void Phone::finish_replay() {
    if (!lines_.empty()) {
        // Edits whose predecessor was never written: it was not called saved, they were. They were
        // not sent either, so they may take the free numbers; edits made later, with numbers that
        // these have kept, follow them as they did then.
        for (auto& [dseq, replayed] : early_) take_replayed(std::move(replayed));
        for (Replayed& stray : strays_) take_replayed(std::move(stray));
        early_.clear();
        strays_.clear();
    }
    replayed_keys_.clear();
    // A damaged answer row may have held records: have the server send all again.
    if (damaged_) {
        cursor_.seqs.clear();
        more_ = true;
    }
    damaged_ = false;
}

}  // namespace hub
