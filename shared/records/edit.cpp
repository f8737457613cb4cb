#include "shared/records/edit.h"

namespace hub {

void write_edit_body(ByteWriter& out, Edit const& edit) {
    out.id(edit.author);
    out.id(edit.record);
    out.text(edit.kind);
    out.text(edit.feed);
    out.fixed64(edit.stamp.bits);
    out.zigzag(edit.wall_ms);
    out.varint(edit.changes.size());
    for (Change const& change : edit.changes) {
        out.text(change.path);
        out.varint(change.base);
        out.byte(flags_of(change));
        write_value(out, change.value);
    }
}

Result<Edit> read_edit_body(ByteReader& in) {
    Edit edit;
    TRY(edit.author, in.id());
    TRY(edit.record, in.id());
    TRY(edit.kind, in.text());
    TRY(edit.feed, in.text());
    TRY(edit.stamp.bits, in.fixed64());
    TRY(edit.wall_ms, in.zigzag());
    TRY(std::size_t const count, in.count());
    for (std::size_t i = 0; i < count; ++i) {
        Change change;
        TRY(change.path, in.text());
        TRY(change.base, in.varint());
        TRY(std::uint8_t const flags, in.byte());
        set_flags(change, flags);
        TRY(change.value, read_value(in));
        edit.changes.push_back(std::move(change));
    }
    return edit;
}

std::uint64_t next_chain(std::uint64_t previous_chain, Edit const& edit) {
    ByteWriter body;
    body.varint(edit.dseq);
    write_edit_body(body, edit);
    return hash64(body.view(), previous_chain);
}

}  // namespace hub
