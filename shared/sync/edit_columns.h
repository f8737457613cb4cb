#pragma once
// The edits of one message, column by column: what is alike stands together, so that deflate finds
// it. The layout is in message.h. The reader holds no more than about a hundred bytes for each byte
// it was given: only short texts have numbers, and sets are rationed.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "shared/sync/row_codec.h"

namespace hub {

class EditsWriter {
public:
    void add(Edit const& edit);
    // Bytes that write() takes for the edits so far, but for their count in front.
    std::size_t size() const;
    void write(ByteWriter& out) const;

private:
    // Who speaks of what: edits in a row mostly share it.
    using Subject = std::tuple<Id, Id, std::string, std::string>;  // author, record, kind, feed
    // All values of one path.
    struct Column {
        ByteWriter bytes;
        std::uint64_t last_form = 0;  // 1 + form; 0: none yet
        std::int64_t last_day = 0;
        InternWriter<std::string> words;
        InternWriter<Id> records;
    };

    void add_subject(Edit const& edit);
    void add_times(Edit const& edit);
    void add_change(Change const& change);
    Column& column_of(std::string const& path);
    std::uint64_t form_of(Value const& value);
    void add_content(Column& column, std::uint64_t form, Value const& value);
    void add_word(Column& column, std::string const& word);
    void add_list(Column& column, TextList const& list);
    std::uint64_t set_of(Column const& column, TextList const& list);

    std::uint64_t count_ = 0;
    ByteWriter subjects_, stamps_, clocks_, counts_, paths_, marks_, forms_;
    std::map<Subject, std::uint64_t> subject_numbers_;
    std::uint64_t last_subject_ = 0;  // 0: none, or one without a number
    Interner interner_;
    StampWriter stamp_writer_;
    DeltaWriter clock_writer_;
    std::map<std::string, std::size_t> columns_by_path_;
    std::vector<Column> columns_;
    std::size_t column_bytes_ = 0;
    std::size_t set_members_ = 0;
};

// Reads what EditsWriter wrote. Without replica, dseq and chain: errors "truncated", "malformed".
Result<std::vector<Edit>> read_edit_columns(ByteReader& in);

}  // namespace hub
