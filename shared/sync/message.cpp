#include "shared/sync/message.h"

#include "shared/sync/edit_columns.h"

namespace hub {

namespace {

constexpr std::string_view kRequestMagic = "HUBQ";
constexpr std::string_view kAnswerMagic = "HUBA";

Error malformed() { return {"malformed", "Les données reçues sont illisibles."}; }

void write_head(ByteWriter& out, std::string_view magic) {
    for (char const c : magic) out.byte(static_cast<std::uint8_t>(c));
    out.byte(kProtocolVersion);
}

Result<void> read_head(ByteReader& in, std::string_view magic) {
    for (char const c : magic) {
        auto const byte = in.byte();
        if (!byte || byte.value() != static_cast<std::uint8_t>(c))
            return Error{"bad-magic", "Cette réponse ne vient pas du serveur HUB-IIT."};
    }
    TRY(std::uint8_t const version, in.byte());
    if (version != kProtocolVersion)
        return Error{"bad-version", "Le téléphone et le serveur n'ont pas la même version."};
    return {};
}

// TLS is not always ours (proxies, captive portals): every message ends with XXH64 of the rest.
Bytes sealed(ByteWriter& out) {
    std::uint64_t const checksum = hash64(out.view());
    out.fixed64(checksum);
    return out.take();
}

Result<ByteView> unsealed(ByteView body, std::string_view magic) {
    ByteReader head(body);
    TRY_VOID(read_head(head, magic));
    if (head.left() < 8) return malformed();
    ByteView const covered = body.first(body.size() - 8);
    TRY(std::uint64_t const checksum, ByteReader(body.last(8)).fixed64());
    if (checksum != hash64(covered))
        return Error{"bad-checksum", "Les données ont été abîmées en route."};
    return covered;
}

void write_verdict(ByteWriter& out, Verdict const& verdict) {
    out.varint(verdict.dseq);
    out.byte(static_cast<std::uint8_t>(verdict.kind));
    out.varint(verdict.first_seq);
    if (verdict.kind != VerdictKind::Quarantined) return;
    out.text(verdict.reason);
    out.text(verdict.sentence);
}

Result<Verdict> read_verdict(ByteReader& in) {
    Verdict verdict;
    TRY(verdict.dseq, in.varint());
    TRY(std::uint8_t const kind, in.byte());
    if (kind > static_cast<std::uint8_t>(VerdictKind::Merged)) return malformed();
    verdict.kind = static_cast<VerdictKind>(kind);
    TRY(verdict.first_seq, in.varint());
    if (verdict.kind != VerdictKind::Quarantined) return verdict;
    TRY(verdict.reason, in.text());
    TRY(verdict.sentence, in.text());
    return verdict;
}

Result<void> expect_end(ByteReader const& in) {
    if (in.at_end()) return {};
    return Error{"trailing-bytes", "Les données reçues sont illisibles."};
}

}  // namespace

void write_cursor(ByteWriter& out, Cursor const& cursor) {
    out.id(cursor.epoch);
    out.varint(cursor.seqs.size());
    for (auto const& [feed, seq] : cursor.seqs) {
        out.text(feed);
        out.varint(seq);
    }
}

Result<Cursor> read_cursor(ByteReader& in) {
    Cursor cursor;
    TRY(cursor.epoch, in.id());
    TRY(std::size_t const count, in.count());
    for (std::size_t i = 0; i < count; ++i) {
        TRY(std::string feed, in.text());
        TRY(cursor.seqs[feed], in.varint());
    }
    return cursor;
}

void write_edits(ByteWriter& out, std::vector<Edit> const& edits) {
    EditsWriter columns;
    for (Edit const& edit : edits) columns.add(edit);
    columns.write(out);
}

Result<std::vector<Edit>> read_edits(ByteReader& in, Id const& replica, std::uint64_t dseq_before,
                                     std::uint64_t chain_before) {
    TRY(std::vector<Edit> edits, read_edit_columns(in));
    for (Edit& edit : edits) {
        edit.replica = replica;
        edit.dseq = ++dseq_before;
        chain_before = edit.chain = next_chain(chain_before, edit);
    }
    return edits;
}

Bytes write_request(SyncRequest const& request) {
    ByteWriter out;
    write_head(out, kRequestMagic);
    out.id(request.replica);
    out.zigzag(request.wall_ms);
    out.varint(request.max_answer_bytes);
    write_cursor(out, request.cursor);
    out.varint(request.dseq_before);
    out.fixed64(request.chain_before);
    out.varint(request.stale_base_dseq);
    write_edits(out, request.edits);
    return sealed(out);
}

Result<SyncRequest> read_request(ByteView body) {
    TRY(ByteView const covered, unsealed(body, kRequestMagic));
    ByteReader in(covered);
    TRY_VOID(read_head(in, kRequestMagic));
    SyncRequest request;
    TRY(request.replica, in.id());
    TRY(request.wall_ms, in.zigzag());
    TRY(request.max_answer_bytes, in.varint());
    TRY(request.cursor, read_cursor(in));
    TRY(request.dseq_before, in.varint());
    if (request.dseq_before > std::uint64_t{1} << 62) return malformed();
    TRY(request.chain_before, in.fixed64());
    TRY(request.stale_base_dseq, in.varint());
    TRY(request.edits, read_edits(in, request.replica, request.dseq_before, request.chain_before));
    TRY_VOID(expect_end(in));
    return request;
}

Bytes write_answer(SyncAnswer const& answer) {
    ByteWriter out;
    write_head(out, kAnswerMagic);
    out.fixed64(answer.echo);
    out.zigzag(answer.server_ms);
    out.id(answer.epoch);
    out.byte(static_cast<std::uint8_t>(answer.status));
    out.varint(answer.known_dseq);
    out.varint(answer.backed_up_dseq);
    out.varint(answer.feeds.size());
    for (auto const& feed : answer.feeds) out.text(feed);
    out.varint(answer.verdicts.size());
    for (Verdict const& verdict : answer.verdicts) write_verdict(out, verdict);
    out.varint(answer.rows.size());
    RowWriter rows{out, {}, {}, {}};
    for (FieldRow const& row : answer.rows) rows.row(row);
    write_cursor(out, answer.cursor);
    out.byte(answer.more ? 1 : 0);
    return sealed(out);
}

Result<SyncAnswer> read_answer(ByteView body) {
    TRY(ByteView const covered, unsealed(body, kAnswerMagic));
    ByteReader in(covered);
    TRY_VOID(read_head(in, kAnswerMagic));
    SyncAnswer answer;
    TRY(answer.echo, in.fixed64());
    TRY(answer.server_ms, in.zigzag());
    TRY(answer.epoch, in.id());
    TRY(std::uint8_t const status, in.byte());
    if (status > static_cast<std::uint8_t>(ReplicaStatus::Gap)) return malformed();
    answer.status = static_cast<ReplicaStatus>(status);
    TRY(answer.known_dseq, in.varint());
    TRY(answer.backed_up_dseq, in.varint());
    TRY(std::size_t const feeds, in.count());
    for (std::size_t i = 0; i < feeds; ++i) {
        TRY(std::string feed, in.text());
        answer.feeds.push_back(std::move(feed));
    }
    TRY(std::size_t const verdicts, in.count());
    for (std::size_t i = 0; i < verdicts; ++i) {
        TRY(Verdict verdict, read_verdict(in));
        answer.verdicts.push_back(std::move(verdict));
    }
    TRY(std::size_t const rows, in.count());
    RowReader reader{in, {}, {}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
        TRY(FieldRow row, reader.row());
        answer.rows.push_back(std::move(row));
    }
    TRY(answer.cursor, read_cursor(in));
    TRY(std::uint8_t const more, in.byte());
    answer.more = more == 1;
    TRY_VOID(expect_end(in));
    return answer;
}

}  // namespace hub
