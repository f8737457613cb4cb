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
                                           kept.origin.stamp < origin.stamp;
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
        TextList both = united(*ours, *theirs);
        if (both == *theirs) {
            state.origin = origin;
        } else if (both != *ours) {
            // Nobody's own word: the next edit of either replica must not replace the other's part.
            Origin const& later = wins(origin, state.origin) ? origin : state.origin;
            state.origin = {.author = later.author, .stamp = later.stamp};
        }
        state.value = std::move(both);
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
    bool const is_new = current.seq == 0 && current.origin == Origin{};
    bool const base_counts = change.base >= current.seq;
    // After a damaged journal an old edit may have got a newer number: its stamp tells that it was
    // not made over what stands here.
    bool const older = same_replica && origin.stamp <= current.origin.stamp;
    // An edit that follows one which the server refused was not made over it either.
    bool const sees = change.follows_own ? same_replica : base_counts;
    bool const saw_it = is_new || (sees && !older);
    if (!saw_it) return merge_concurrent(std::move(state), change, origin);

    state.value = change.value;
    state.origin = origin;
    // Among the losers may be one that came since this replica's last word: nobody chose against
    // it.
    if (change.resolves && base_counts) state.losers.clear();
    return {std::move(state), state.losers.empty() ? Outcome::Applied : Outcome::Conflict};
}

}  // namespace hub
