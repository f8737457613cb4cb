// The phone as two checksummed byte strings. The core: "HUBS", version, XXH64 of the shelf, …, the
// records that a start shows, those that it need not read (packed_records.h), XXH64 of all before.
// What follows from the rest is not written: numbers and chains of edits, what waits, the shown
// states. The shelf: "HUBL", version, records, XXH64 of all before.

#include <algorithm>

#include "shared/sync/packed_records.h"
#include "shared/sync/phone_side.h"
#include "shared/sync/row_codec.h"

namespace hub {

namespace {

constexpr std::string_view kMagic = "HUBS", kShelfMagic = "HUBL";
// 1 had no shelf and no enrolment under way; 2 had its records in one piece.
constexpr std::uint8_t kSnapshotVersion = 3;
constexpr std::size_t kChecksumBytes = 8;
constexpr std::uint64_t kMostDseq = std::uint64_t{1} << 62;

Error bad_snapshot() {
    return {"bad-snapshot", "La copie rapide du carnet est abîmée: il est relu en entier."};
}

template <typename Things, typename Write>
void write_list(ByteWriter& out, Things const& things, Write write) {
    out.varint(things.size());
    for (auto const& thing : things) write(thing);
}

template <typename Read>
Result<void> read_list(ByteReader& in, Read read) {
    TRY(std::size_t const count, in.count());
    for (std::size_t i = 0; i < count; ++i) TRY_VOID(read());
    return {};
}

void write_identity(ByteWriter& out, Identity const& identity) {
    out.id(identity.person);
    for (auto const* text : {&identity.name, &identity.role, &identity.hub, &identity.token})
        out.text(*text);
}

Result<Identity> read_identity(ByteReader& in) {
    Identity identity;
    TRY(identity.person, in.id());
    for (auto* text : {&identity.name, &identity.role, &identity.hub, &identity.token}) {
        TRY(*text, in.text());
    }
    return identity;
}

// Edits of any line: with the name and number that a line would give them.
void write_named_edits(ByteWriter& out, std::vector<Edit> const& edits) {
    write_edits(out, edits);
    Interner interner;
    for (Edit const& edit : edits) {
        interner.write(out, edit.replica);
        out.varint(edit.dseq);
        out.fixed64(edit.chain);
    }
}

Result<std::vector<Edit>> read_named_edits(ByteReader& in) {
    TRY(std::vector<Edit> edits, read_edits(in, Id{}, 0, 0));
    InternReader interned;
    for (Edit& edit : edits) {
        TRY(edit.replica, interned.id(in));
        TRY(edit.dseq, in.varint());
        TRY(edit.chain, in.fixed64());
    }
    return edits;
}

void begin(ByteWriter& out, std::string_view magic) {
    for (char const c : magic) out.byte(static_cast<std::uint8_t>(c));
    out.byte(kSnapshotVersion);
}

Bytes ended(ByteWriter& out) {
    out.fixed64(hash64(out.view()));
    return out.take();
}

// What stands between magic and checksum, once both are right: begins with the version.
enum class Checksum : bool { Known, Unknown };
Result<ByteView> inside(ByteView bytes, std::string_view magic, Checksum checksum) {
    if (bytes.size() < magic.size() + 1 + kChecksumBytes) return bad_snapshot();
    ByteView const covered = bytes.first(bytes.size() - kChecksumBytes);
    TRY(std::uint64_t const sum, ByteReader(bytes.last(kChecksumBytes)).fixed64());
    bool const ours = std::equal(magic.begin(), magic.end(), covered.begin());
    bool const whole = checksum == Checksum::Known || sum == hash64(covered);
    if (!ours || !whole) return bad_snapshot();
    if (covered[magic.size()] > kSnapshotVersion)
        return Error{"newer-format", "Ce carnet a été écrit par une version plus récente."};
    return covered.subspan(magic.size());
}

// As versions 1 and 2 wrote them.
Result<std::vector<Record>> read_records(ByteReader& in) {
    std::vector<Record> records;
    RowReader reader{in, {}, {}, {}};
    TRY_VOID(read_list(in, [&]() -> Result<void> {
        Record record;
        TRY(record.id, in.id());
        TRY(record.kind, reader.interned.text(in));
        TRY(record.feed, reader.interned.text(in));
        TRY_VOID(read_list(in, [&]() -> Result<void> {
            TRY(std::string path, reader.interned.text(in));
            auto const place = record.fields.try_emplace(record.fields.end(), std::move(path));
            TRY(place->second.confirmed, reader.state());
            return {};
        }));
        records.push_back(std::move(record));
        return {};
    }));
    return records;
}

}  // namespace

Phone::Parts Phone::snapshot_parts(std::string_view shelved_kind, MayWait const& may_wait) const {
    assert(!lacks_shelf());
    ByteWriter out;
    begin(out, kShelfMagic);
    write_packed(out, records_.of_kind(shelved_kind));
    Bytes shelf = ended(out);
    return {write_core(shelved_kind, may_wait, hash64(shelf)), std::move(shelf)};
}

Bytes Phone::write_core(std::string_view shelved_kind, MayWait const& may_wait,
                        std::uint64_t shelf_hash) const {
    assert(all_durable());
    ByteWriter out;
    begin(out, kMagic);
    out.fixed64(shelf_hash);
    out.text(enrolment_asked_.code);
    out.text(enrolment_asked_.token);
    write_identity(out, identity_);
    out.fixed64(last_stamp_.bits);
    out.zigzag(clock_offset_ms_);
    out.zigzag(last_sync_ms_);
    out.varint(epochs_);
    out.byte(more_ ? 1 : 0);
    write_cursor(out, cursor_);
    write_list(out, held_feeds_, [&](std::string const& feed) { out.text(feed); });
    write_list(out, left_behind_, [&](Id const& replica) { out.id(replica); });
    write_list(out, lines_, [&](Line const& line) { write_line(out, line); });
    write_settled(out);
    std::vector<Record const*> now, later;
    for (Record const* const record : records_.all()) {
        if (record->kind == shelved_kind) continue;
        bool const waits =
            may_wait && records_.disputed().count(record->id) == 0 && may_wait(*record);
        (waits ? later : now).push_back(record);
    }
    write_packed(out, now);
    write_packed(out, later);
    return ended(out);
}

void Phone::write_line(ByteWriter& out, Line const& line) const {
    out.id(line.replica);
    out.varint(line.acked_dseq - line.retained.size());
    out.fixed64(line.floor_chain);
    out.varint(line.stale_base_dseq);
    out.varint(line.backed_up_dseq);
    out.varint(line.retained.size());
    std::vector<Edit> edits(line.retained.begin(), line.retained.end());
    for (Edit const& edit : outbox_)
        if (edit.replica == line.replica) edits.push_back(edit);
    write_edits(out, edits);
}

// What is acknowledged: on its way back, refused, or in the backup.
void Phone::write_settled(ByteWriter& out) const {
    std::vector<Edit> overlaid, refused;
    std::vector<std::uint64_t> first_seqs;
    for (auto const& [record, overlays] : overlays_)
        for (Overlay const& overlay : overlays) {
            overlaid.push_back(overlay.edit);
            first_seqs.push_back(overlay.first_seq);
        }
    write_named_edits(out, overlaid);
    for (std::uint64_t const seq : first_seqs) out.varint(seq);

    for (QuarantinedEdit const& kept : quarantined_) refused.push_back(kept.edit);
    write_named_edits(out, refused);
    Interner interner;
    for (QuarantinedEdit const& kept : quarantined_) {
        interner.write(out, kept.reason);
        interner.write(out, kept.sentence);
    }
    std::set<Id> backed_up;
    for (auto const& [record, count] : own_)
        if (count == 0) backed_up.insert(record);
    write_list(out, backed_up, [&](Id const& record) { out.id(record); });
}

Result<Phone> Phone::from_snapshot(ByteView core) {
    TRY(ByteView const content, inside(core, kMagic, Checksum::Unknown));
    Phone phone;
    ByteReader in(content);
    if (!phone.read_snapshot(in).ok() || !in.at_end()) return bad_snapshot();
    return phone;
}

Result<void> Phone::add_shelf(ByteView shelf) {
    if (hash64(shelf) != awaited_shelf_) return bad_snapshot();
    TRY(ByteView const content, inside(shelf, kShelfMagic, Checksum::Known));
    ByteReader in(content);
    TRY(std::uint8_t const version, in.byte());
    if (version < 3) {
        TRY(std::vector<Record> records, read_records(in));
        shelve(std::move(records));
        return {};
    }
    TRY(Packed packed, read_packed(in));
    std::vector<UnreadRecord> unread;
    std::vector<Record> met;  // the journal's later rows were about them
    for (UnreadRecord& record : packed.records) {
        if (lost_feeds_.count(record.feed) > 0) continue;  // and pulled anew if it came back
        if (records_.find(record.id)) {
            TRY(Fields fields, packed.fields(record.number));
            met.push_back({record.id, record.kind, record.feed, std::move(fields)});
        } else {
            unread.push_back(std::move(record));
        }
    }
    records_.restore_unread(std::move(unread), std::move(packed.fields));
    shelve(std::move(met));
    return {};
}

void Phone::add_shelf_of(Phone const& whole, std::string_view shelved_kind) {
    std::vector<Record> records;
    for (Record const* record : whole.records_.of_kind(shelved_kind)) {
        records.push_back(*record);
        for (auto& [path, field] : records.back().fields) field.pending.reset();
    }
    shelve(std::move(records));
    if (whole.lacks_shelf() || whole.more_to_pull()) pull_all();
}

void Phone::pull_all() {
    awaited_shelf_ = 0;
    lost_feeds_.clear();
    cursor_.seqs.clear();
    more_ = pull_all_ = true;
}

// What was confirmed since the shelf was written is newer than what stands there.
void Phone::shelve(std::vector<Record> records) {
    std::set<Id> met;
    for (Record& record : records) {
        if (lost_feeds_.count(record.feed) > 0) continue;  // and pulled anew if it came back
        // What an own edit alone said is shown from the outbox, unless it was refused since.
        std::erase_if(record.fields,
                      [](auto const& field) { return field.second.confirmed.seq == 0; });
        if (record.fields.empty()) continue;
        if (!records_.find(record.id)) {
            records_.restore(std::move(record));
            continue;
        }
        met.insert(record.id);
        for (auto& [path, field] : record.fields)
            records_.confirm(
                {record.id, record.kind, record.feed, path, std::move(field.confirmed)});
    }
    awaited_shelf_ = 0;
    lost_feeds_.clear();
    drop_confirmed_overlays(met);
    reshow(met);
}

Result<void> Phone::read_snapshot(ByteReader& in) {
    TRY(std::uint8_t const version, in.byte());
    if (version > 1) {
        TRY(awaited_shelf_, in.fixed64());
        TRY(enrolment_asked_.code, in.text());
        TRY(enrolment_asked_.token, in.text());
    }
    TRY(identity_, read_identity(in));
    TRY(last_stamp_.bits, in.fixed64());
    snapshot_stamp_ = last_stamp_;
    TRY(clock_offset_ms_, in.zigzag());
    TRY(last_sync_ms_, in.zigzag());
    TRY(epochs_, in.varint());
    TRY(std::uint8_t const more, in.byte());
    more_ = more == 1;
    TRY(cursor_, read_cursor(in));
    TRY_VOID(read_list(in, [&]() -> Result<void> {
        TRY(std::string feed, in.text());
        held_feeds_.insert(std::move(feed));
        return {};
    }));
    TRY_VOID(read_list(in, [&]() -> Result<void> {
        TRY(Id const replica, in.id());
        left_behind_.insert(replica);
        return {};
    }));
    TRY_VOID(read_list(in, [&] { return read_line(in); }));
    if (lines_.empty() == enrolled()) return bad_snapshot();
    TRY_VOID(read_settled(in));
    TRY_VOID(version < 3 ? read_all_records(in) : read_packed_records(in));
    std::set<Id> waiting;
    for (auto const& [record, overlays] : overlays_) waiting.insert(record);
    for (Edit const& edit : outbox_) waiting.insert(edit.record);
    reshow(waiting);
    return {};
}

Result<void> Phone::read_all_records(ByteReader& in) {
    TRY(std::vector<Record> records, read_records(in));
    for (Record& record : records) records_.restore(std::move(record));
    return {};
}

Result<void> Phone::read_packed_records(ByteReader& in) {
    TRY(Packed const now, read_packed(in));
    for (UnreadRecord const& record : now.records) {
        TRY(Fields fields, now.fields(record.number));
        records_.restore({record.id, record.kind, record.feed, std::move(fields)});
    }
    TRY(Packed later, read_packed(in));
    for (UnreadRecord const& record : later.records)
        if (records_.find(record.id)) return bad_snapshot();
    records_.restore_unread(std::move(later.records), std::move(later.fields));
    return {};
}

Result<void> Phone::read_line(ByteReader& in) {
    Line line;
    TRY(line.replica, in.id());
    TRY(std::uint64_t const floor_dseq, in.varint());
    if (floor_dseq > kMostDseq) return bad_snapshot();
    TRY(line.floor_chain, in.fixed64());
    TRY(line.stale_base_dseq, in.varint());
    TRY(line.backed_up_dseq, in.varint());
    TRY(std::uint64_t const retained, in.varint());
    TRY(std::vector<Edit> edits, read_edits(in, line.replica, floor_dseq, line.floor_chain));
    if (retained > edits.size()) return bad_snapshot();
    line.acked_dseq = floor_dseq + retained;
    line.acked_chain = retained == 0 ? line.floor_chain : edits[retained - 1].chain;
    line.last_dseq = line.durable_dseq = floor_dseq + edits.size();
    line.last_chain = edits.empty() ? line.floor_chain : edits.back().chain;
    for (Edit& edit : edits) {
        ++own_[edit.record];
        if (edit.dseq <= line.acked_dseq) {
            line.retained.push_back(std::move(edit));
        } else {
            enqueue(std::move(edit));
        }
    }
    lines_.push_back(std::move(line));
    return {};
}

Result<void> Phone::read_settled(ByteReader& in) {
    TRY(std::vector<Edit> overlaid, read_named_edits(in));
    for (Edit& edit : overlaid) {
        TRY(std::uint64_t const first_seq, in.varint());
        Id const record = edit.record;
        overlays_[record].push_back({std::move(edit), first_seq});
    }
    TRY(std::vector<Edit> refused, read_named_edits(in));
    InternReader interned;
    for (Edit& edit : refused) {
        TRY(std::string reason, interned.text(in));
        TRY(std::string sentence, interned.text(in));
        quarantined_keys_.emplace(edit.record, edit.stamp);
        quarantined_.push_back({std::move(edit), std::move(reason), std::move(sentence)});
    }
    return read_list(in, [&]() -> Result<void> {
        TRY(Id const record, in.id());
        own_.try_emplace(record, 0);
        return {};
    });
}

}  // namespace hub
