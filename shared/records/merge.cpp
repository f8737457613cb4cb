#include "shared/records/merge.h"

#include <algorithm>
#include <tuple>

namespace hub {

namespace {

bool same_edit(Origin const& a, Origin const& b) {
    return a.replica == b.replica && a.dseq == b.dseq;
}

bool wins(Origin const& a, Origin const& b) {
    return std::tie(b.stamp.bits, b.replica, b.dseq) < std::tie(a.stamp.bits, a.replica, a.dseq);
}

bool came_earlier(KeptValue const& a, KeptValue const& b) { return wins(b.origin, a.origin); }

void keep(FieldState& state, KeptValue loser) {
    auto& losers = state.losers;
    losers.insert(std::upper_bound(losers.begin(), losers.end(), loser, came_earlier),
                  std::move(loser));
}

// A replica's newer word on a field takes the place of its own older one, also among the losers.
void drop_older_of(std::vector<KeptValue>& losers, Origin const& origin) {
    losers.erase(std::remove_if(losers.begin(), losers.end(),
                                [&](KeptValue const& kept) {
                                    return kept.origin.replica == origin.replica &&
                                           kept.origin.dseq < origin.dseq;
                                }),
                 losers.end());
}

TextList united(TextList const& a, TextList const& b) {
    TextList both = a;
    both.insert(both.end(), b.begin(), b.end());
    std::sort(both.begin(), both.end());
    both.erase(std::unique(both.begin(), both.end()), both.end());
    return both;
}

Merged merge_concurrent(FieldState state, Change const& change, Origin const& origin) {
    if (state.value == change.value) return {std::move(state), Outcome::Unchanged};

    auto const* ours = std::get_if<TextList>(&state.value);
    auto const* theirs = std::get_if<TextList>(&change.value);
    if (ours && theirs) {
        state.value = united(*ours, *theirs);
        if (wins(origin, state.origin)) state.origin = origin;
        return {std::move(state), Outcome::Applied};
    }

    if (wins(origin, state.origin)) {
        keep(state, {state.value, state.origin});
        state.value = change.value;
        state.origin = origin;
    } else {
        keep(state, {change.value, origin});
    }
    return {std::move(state), Outcome::Conflict};
}

}  // namespace

Merged merge(FieldState const& current, Change const& change, Origin const& origin) {
    bool const same_replica = current.origin.replica == origin.replica;
    // Already there, or followed by this replica's own newer word.
    if (same_replica && origin.dseq <= current.origin.dseq) return {current, Outcome::Unchanged};
    for (KeptValue const& kept : current.losers)
        if (same_edit(kept.origin, origin)) return {current, Outcome::Unchanged};

    FieldState state = current;
    drop_older_of(state.losers, origin);
    bool const up_to_date = change.base >= current.seq || same_replica;
    if (!up_to_date) return merge_concurrent(std::move(state), change, origin);

    state.value = change.value;
    state.origin = origin;
    if (change.resolves) state.losers.clear();
    return {std::move(state), state.losers.empty() ? Outcome::Applied : Outcome::Conflict};
}

}  // namespace hub
