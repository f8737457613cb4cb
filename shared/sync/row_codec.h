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

// A stamp as milliseconds and counter: both small as differences, the counter mostly 0.
struct StampWriter {
    DeltaWriter millis;
    void write(ByteWriter& out, Stamp stamp) {
        millis.write(out, stamp.bits >> 16);
        out.varint(stamp.bits & 0xFFFF);
    }
};

struct StampReader {
    DeltaReader millis;
    Result<Stamp> read(ByteReader& in) {
        TRY(std::uint64_t const wall, millis.read(in));
        TRY(std::uint64_t const counter, in.varint());
        if (counter > 0xFFFF || wall > 0xFFFFFFFFFFFF)
            return Error{"malformed", "Les données reçues sont illisibles."};
        return Stamp{wall << 16 | counter};
    }
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
