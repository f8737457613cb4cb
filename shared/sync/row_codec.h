#pragma once
// Field states as they travel in an answer and stand in a phone's snapshot: names and ids interned,
// numbers and times as differences.

#include "shared/records/records.h"
#include "shared/sync/interned.h"

namespace hub {

// Stamps and times follow one another closely: differences are short.
class DeltaWriter {
public:
    void write(ByteWriter& out, std::uint64_t value) {
        out.zigzag(static_cast<std::int64_t>(value - last_));
        last_ = value;
    }

private:
    std::uint64_t last_ = 0;
};

class DeltaReader {
public:
    Result<std::uint64_t> read(ByteReader& in) {
        TRY(std::int64_t const delta, in.zigzag());
        last_ += static_cast<std::uint64_t>(delta);
        return last_;
    }

private:
    std::uint64_t last_ = 0;
};

// A stamp after the one before: 0 the next number (the same minute); 1 anything: then the
// difference in milliseconds and the counter; 2 the same stamp; 2 + n: n whole minutes later,
// counter 0.
class StampWriter {
public:
    void write(ByteWriter& out, Stamp stamp) {
        constexpr std::uint64_t kStep = kStampStep_ms;
        std::uint64_t const later = (stamp.bits >> 16) - (last_.bits >> 16);
        std::uint64_t const counter = stamp.bits & 0xFFFF;
        bool const steps = stamp > last_ && counter == 0 && later >= kStep && later % kStep == 0;
        if (stamp.bits == last_.bits + 1) {
            out.varint(0);
        } else if (stamp == last_ || steps) {
            out.varint(2 + later / kStep);
        } else {
            out.varint(1);
            out.zigzag(static_cast<std::int64_t>(later));
            out.varint(counter);
        }
        last_ = stamp;
    }

private:
    Stamp last_;
};

class StampReader {
public:
    Result<Stamp> read(ByteReader& in) {
        Error const malformed{"malformed", "Les données reçues sont illisibles."};
        TRY(std::uint64_t const code, in.varint());
        std::uint64_t wall = last_.bits >> 16, counter = 0;
        if (code == 0) {
            ++last_.bits;
            return last_;
        }
        if (code == 2) return last_;
        if (code == 1) {
            TRY(std::int64_t const later, in.zigzag());
            wall += static_cast<std::uint64_t>(later);
            TRY(counter, in.varint());
        } else {
            if (code > std::uint64_t{1} << 40) return malformed;
            wall += (code - 2) * static_cast<std::uint64_t>(kStampStep_ms);
        }
        if (counter > 0xFFFF || wall > 0xFFFFFFFFFFFF) return malformed;
        last_ = Stamp{wall << 16 | counter};
        return last_;
    }

private:
    Stamp last_;
};

struct RowWriter {
    ByteWriter& out;
    Interner interner;
    StampWriter stamps;
    DeltaWriter seqs;

    void origin(Origin const& origin) {
        interner.write(out, origin.replica);
        out.varint(origin.dseq);
        interner.write(out, origin.author);
        stamps.write(out, origin.stamp);
    }
    void row(FieldRow const& row) {
        interner.write(out, row.record);
        interner.write(out, row.kind);
        interner.write(out, row.feed);
        interner.write(out, row.path);
        state(row.state);
    }
    void state(FieldState const& state) {
        seqs.write(out, state.seq);
        origin(state.origin);
        write_value(out, state.value);
        out.varint(state.losers.size());
        for (KeptValue const& kept : state.losers) {
            origin(kept.origin);
            write_value(out, kept.value);
        }
    }
};

struct RowReader {
    ByteReader& in;
    InternReader interned;
    StampReader stamps;
    DeltaReader seqs;

    Result<Origin> origin() {
        Origin origin;
        TRY(origin.replica, interned.id(in));
        TRY(origin.dseq, in.varint());
        TRY(origin.author, interned.id(in));
        TRY(origin.stamp, stamps.read(in));
        return origin;
    }
    Result<FieldRow> row() {
        FieldRow row;
        TRY(row.record, interned.id(in));
        TRY(row.kind, interned.text(in));
        TRY(row.feed, interned.text(in));
        TRY(row.path, interned.text(in));
        TRY(row.state, state());
        return row;
    }
    Result<FieldState> state() {
        FieldState state;
        TRY(state.seq, seqs.read(in));
        TRY(state.origin, origin());
        TRY(state.value, read_value(in));
        TRY(std::size_t const losers, in.count());
        for (std::size_t i = 0; i < losers; ++i) {
            KeptValue kept;
            TRY(kept.origin, origin());
            TRY(kept.value, read_value(in));
            state.losers.push_back(std::move(kept));
        }
        return state;
    }
};

}  // namespace hub
