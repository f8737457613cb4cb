#pragma once
// Records with their confirmed states as a snapshot keeps them: each can be read without the
// others, so that a start reads only those that it shows. What they have in common comes first:
//
//     texts:[text] ids:[id] heads:[record:id kind:v feed:v size:v] fields
//     fields of a record: [path:v state]
//
// Kinds, feeds, paths and the ids in a state are numbers in these lists (interned.h); seqs and
// stamps count from the field before in the same record.

#include "shared/records/records.h"

namespace hub {

class ByteWriter;
class ByteReader;

// Ordered by id. A record that only own edits made is not written: the outbox makes it again.
void write_packed(ByteWriter& out, std::vector<Record const*> records);

struct Packed {
    std::vector<UnreadRecord> records;
    ReadFields fields;  // keeps the bytes; error "malformed"
};
// Error "malformed": what comes before the fields, which are looked at when they are read.
Result<Packed> read_packed(ByteReader& in);

}  // namespace hub
