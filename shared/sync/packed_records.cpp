#include "shared/sync/packed_records.h"

#include <algorithm>
#include <memory>

#include "shared/sync/row_codec.h"

namespace hub {

namespace {

Error malformed() { return {"malformed", "La copie rapide du carnet est abîmée."}; }

bool has_confirmed(Record const& record) {
    return std::any_of(record.fields.begin(), record.fields.end(),
                       [](auto const& field) { return field.second.confirmed.seq > 0; });
}

void write_fields(RowWriter& writer, Record const& record) {
    writer.stamps = {};
    writer.seqs = {};
    std::size_t confirmed = 0;
    for (auto const& [path, field] : record.fields) confirmed += field.confirmed.seq > 0;
    writer.out.varint(confirmed);
    for (auto const& [path, field] : record.fields) {
        if (field.confirmed.seq == 0) continue;
        writer.interner.write(writer.out, path);
        writer.state(field.confirmed);
    }
}

// Which ids and texts the records have, each with a number.
Interner met_in(std::vector<Record const*> const& records) {
    ByteWriter unused;
    RowWriter writer{unused, {}, {}, {}};
    for (Record const* record : records) {
        writer.interner.write(unused, record->kind);
        writer.interner.write(unused, record->feed);
        write_fields(writer, *record);
    }
    return std::move(writer.interner);
}

struct Inside {
    Bytes fields;
    std::vector<std::size_t> ends;  // of each record's fields
    InternReader interned;
};

Result<Fields> read_fields(RowReader& reader) {
    Fields fields;
    TRY(std::size_t const count, reader.in.count());
    for (std::size_t i = 0; i < count; ++i) {
        TRY(std::string path, reader.interned.text(reader.in));
        auto const place = fields.try_emplace(fields.end(), std::move(path));
        TRY(place->second.confirmed, reader.state());
        // What only an own edit said is shown from the outbox.
        if (place->second.confirmed.seq == 0) return malformed();
    }
    if (!reader.in.at_end()) return malformed();
    return fields;
}

Result<Fields> read_fields(Inside& inside, std::size_t number) {
    std::size_t const begin = number > 0 ? inside.ends[number - 1] : 0;
    ByteReader in(ByteView(inside.fields).subspan(begin, inside.ends[number] - begin));
    RowReader reader{in, std::move(inside.interned), {}, {}};
    auto fields = read_fields(reader);
    inside.interned = std::move(reader.interned);
    return fields;
}

}  // namespace

void write_packed(ByteWriter& out, std::vector<Record const*> records) {
    std::erase_if(records, [](Record const* record) { return !has_confirmed(*record); });
    ByteWriter fields;
    RowWriter writer{fields, met_in(records), {}, {}};
    auto const texts = writer.interner.texts();
    out.varint(texts.size());
    for (std::string const& text : texts) out.text(text);
    auto const ids = writer.interner.ids();
    out.varint(ids.size());
    for (Id const& id : ids) out.id(id);
    out.varint(records.size());
    for (Record const* record : records) {
        std::size_t const before = fields.size();
        write_fields(writer, *record);
        out.id(record->id);
        writer.interner.write(out, record->kind);
        writer.interner.write(out, record->feed);
        out.varint(fields.size() - before);
    }
    out.raw(fields.view());
}

Result<Packed> read_packed(ByteReader& in) {
    std::vector<std::string> texts;
    TRY(std::size_t const text_count, in.count());
    for (std::size_t i = 0; i < text_count; ++i) {
        TRY(std::string text, in.text());
        texts.push_back(std::move(text));
    }
    std::vector<Id> ids;
    TRY(std::size_t const id_count, in.count());
    for (std::size_t i = 0; i < id_count; ++i) {
        TRY(Id const id, in.id());
        ids.push_back(id);
    }
    Packed packed;
    auto const inside = std::make_shared<Inside>();
    inside->interned = InternReader(std::move(ids), std::move(texts));
    TRY(std::size_t const count, in.count());
    for (std::size_t i = 0; i < count; ++i) {
        UnreadRecord record{.number = i};
        TRY(record.id, in.id());
        TRY(record.kind, inside->interned.text(in));
        TRY(record.feed, inside->interned.text(in));
        TRY(std::size_t const size, in.count());
        if (i > 0 && !(packed.records.back().id < record.id)) return malformed();
        inside->ends.push_back((i > 0 ? inside->ends.back() : 0) + size);
        packed.records.push_back(std::move(record));
    }
    TRY(ByteView const fields, in.raw(count > 0 ? inside->ends.back() : 0));
    inside->fields.assign(fields.begin(), fields.end());
    packed.fields = [inside](std::size_t number) { return read_fields(*inside, number); };
    return packed;
}

}  // namespace hub
