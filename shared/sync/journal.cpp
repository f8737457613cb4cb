#include "shared/sync/journal.h"

namespace hub {

namespace {
constexpr std::size_t kFrame = 2 + 8;  // version, kind … checksum
}

Bytes write_row(JournalRow const& row) {
    ByteWriter out;
    out.byte(kJournalVersion);
    out.byte(static_cast<std::uint8_t>(row.kind));
    out.raw(row.payload);
    std::uint64_t const checksum = hash64(out.view());
    out.fixed64(checksum);
    return out.take();
}

Result<JournalRow> read_row(ByteView bytes) {
    Error const bad{"bad-row", "Une ligne du carnet est abîmée."};
    Error const newer{"newer-format", "Ce carnet a été écrit par une version plus récente."};
    if (bytes.size() < kFrame) return bad;
    ByteView const covered = bytes.first(bytes.size() - 8);
    ByteReader trailer(bytes.last(8));
    TRY(std::uint64_t const checksum, trailer.fixed64());
    if (checksum != hash64(covered)) return bad;
    if (covered[0] > kJournalVersion) return newer;
    std::uint8_t const kind = covered[1];
    if (kind < static_cast<std::uint8_t>(RowKind::Identity)) return bad;
    if (kind > static_cast<std::uint8_t>(RowKind::Enrolling)) return newer;
    JournalRow row;
    row.kind = static_cast<RowKind>(kind);
    row.payload.assign(covered.begin() + 2, covered.end());
    return row;
}

}  // namespace hub
