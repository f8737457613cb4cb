#include "shared/sync/edit_columns.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hub {

namespace {

constexpr std::size_t kMostSetWords = 63;           // only words up to this number fit a set
constexpr std::size_t kMostSetMembers = 64 * 1024;  // by sets, in one message
constexpr std::size_t kLeastEditBytes = 4, kLeastChangeBytes = 3;

// How a value stands in its column: as the type of the same number in value.h, or plain.
constexpr std::uint64_t kBool = 1, kInteger = 2, kDecimal = 3, kText = 4, kDate = 5, kList = 6,
                        kRecord = 8, kPlain = 10;

constexpr std::array<double, 7> kPowersOfTen{1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr double kMostExact = 9007199254740992.0;  // 2^53: whole numbers below are exact

Error malformed() { return {"malformed", "Les données reçues sont illisibles."}; }
Error truncated() { return {"truncated", "Les données reçues sont incomplètes."}; }

bool holds_zero(std::string const& text) { return text.find('\0') != text.npos; }

void write_zero_ended(ByteWriter& out, std::string const& text) {
    for (char const c : text) out.byte(static_cast<std::uint8_t>(c));
    out.byte(0);
}

// Numbers as people type them: digits and the places after the point.
struct Typed {
    std::uint8_t places = 0;
    std::int64_t digits = 0;
};

double value_of(Typed typed) {
    return static_cast<double>(typed.digits) / kPowersOfTen[typed.places];
}

// False when no such number is exactly `value`; minus zero is none of them.
bool find_typed(double value, Typed& typed) {
    if (value == 0 && std::signbit(value)) return false;
    for (std::size_t places = 0; places < kPowersOfTen.size(); ++places) {
        double const digits = std::nearbyint(value * kPowersOfTen[places]);
        if (!(std::fabs(digits) < kMostExact)) return false;
        typed = {static_cast<std::uint8_t>(places), static_cast<std::int64_t>(digits)};
        if (value_of(typed) == value) return true;
    }
    return false;
}

}  // namespace

// ---- writing -----------------------------------------------------------------------------------

void EditsWriter::add(Edit const& edit) {
    ++count_;
    add_subject(edit);
    add_times(edit);
    counts_.varint(edit.changes.size());
    for (Change const& change : edit.changes) add_change(change);
}

std::size_t EditsWriter::size() const {
    std::size_t bytes = column_bytes_;
    for (auto const* part : {&subjects_, &stamps_, &clocks_, &counts_, &paths_, &marks_, &forms_})
        bytes += part->size();
    return bytes;
}

void EditsWriter::write(ByteWriter& out) const {
    out.varint(count_);
    for (auto const* part : {&subjects_, &stamps_, &clocks_, &counts_, &paths_, &marks_, &forms_})
        out.raw(part->view());
    for (Column const& column : columns_) out.raw(column.bytes.view());
}

void EditsWriter::add_subject(Edit const& edit) {
    Subject subject{edit.author, edit.record, edit.kind, edit.feed};
    auto const known = subject_numbers_.find(subject);
    if (known != subject_numbers_.end()) {
        subjects_.varint(known->second == last_subject_ ? 1 : 1 + known->second);
        last_subject_ = known->second;
        return;
    }
    subjects_.varint(0);
    interner_.write(subjects_, edit.author);
    subjects_.id(edit.record);
    interner_.write(subjects_, edit.kind);
    interner_.write(subjects_, edit.feed);
    last_subject_ = 0;
    if (!gets_number(edit.kind) || !gets_number(edit.feed)) return;
    last_subject_ = subject_numbers_.size() + 1;
    subject_numbers_.emplace(std::move(subject), last_subject_);
}

void EditsWriter::add_times(Edit const& edit) {
    stamp_writer_.write(stamps_, edit.stamp);
    clock_writer_.write(clocks_,
                        static_cast<std::uint64_t>(edit.wall_ms) - (edit.stamp.bits >> 16));
}

EditsWriter::Column& EditsWriter::column_of(std::string const& path) {
    auto const known = columns_by_path_.find(path);
    if (known != columns_by_path_.end()) {
        paths_.varint(known->second + 1);
        return columns_[known->second];
    }
    paths_.varint(0);
    paths_.text(path);
    if (gets_number(path)) columns_by_path_.emplace(path, columns_.size());
    return columns_.emplace_back();
}

void EditsWriter::add_change(Change const& change) {
    Column& column = column_of(change.path);
    marks_.varint(change.base << 2 | flags_of(change));
    std::uint64_t const form = form_of(change.value);
    forms_.varint(column.last_form == 1 + form ? 0 : 1 + form);
    column.last_form = 1 + form;
    column_bytes_ -= column.bytes.size();
    add_content(column, form, change.value);
    column_bytes_ += column.bytes.size();
}

std::uint64_t EditsWriter::form_of(Value const& value) {
    Typed typed;
    if (auto const* text = std::get_if<std::string>(&value))
        return holds_zero(*text) ? kPlain : kText;
    if (auto const* list = std::get_if<TextList>(&value))
        return std::any_of(list->begin(), list->end(), holds_zero) ? kPlain : kList;
    if (auto const* number = std::get_if<double>(&value))
        return find_typed(*number, typed) ? kDecimal : kPlain;
    if (std::holds_alternative<GeoPoint>(value) || std::holds_alternative<BlobRef>(value))
        return kPlain;
    return value.index();
}

void EditsWriter::add_content(Column& column, std::uint64_t form, Value const& value) {
    ByteWriter& out = column.bytes;
    Typed typed;
    if (form == kPlain) write_value(out, value);
    if (form == kBool) out.byte(std::get<bool>(value) ? 1 : 0);
    if (form == kInteger) out.zigzag(std::get<std::int64_t>(value));
    if (form == kDecimal && find_typed(std::get<double>(value), typed)) {
        out.byte(typed.places);
        out.zigzag(typed.digits);
    }
    if (form == kText) add_word(column, std::get<std::string>(value));
    if (form == kDate) {
        std::int64_t const day = std::get<Date>(value).days;
        out.zigzag(day - column.last_day);
        column.last_day = day;
    }
    if (form == kList) add_list(column, std::get<TextList>(value));
    if (form == kRecord) {
        Id const id = std::get<RecordRef>(value).id;
        if (column.records.reference(out, id)) out.id(id);
    }
}

void EditsWriter::add_word(Column& column, std::string const& word) {
    if (column.words.reference(column.bytes, word)) write_zero_ended(column.bytes, word);
}

void EditsWriter::add_list(Column& column, TextList const& list) {
    std::uint64_t const set = set_of(column, list);
    column.bytes.varint(set);
    if (set != 0) return;
    column.bytes.varint(list.size());
    for (std::string const& word : list) add_word(column, word);
}

// The list as one bit for each known word; 0 when it can't be.
std::uint64_t EditsWriter::set_of(Column const& column, TextList const& list) {
    if (set_members_ + list.size() > kMostSetMembers) return 0;
    std::uint64_t set = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        std::uint64_t const number = column.words.number_of(list[i]);
        if (number == 0 || number > kMostSetWords) return 0;
        if (i > 0 && !(list[i - 1] < list[i])) return 0;
        set |= std::uint64_t{1} << (number - 1);
    }
    set_members_ += list.size();
    return set;
}

// ---- reading -----------------------------------------------------------------------------------

namespace {

// The thing of this number, counted from 1.
template <typename T>
Result<T> numbered(std::vector<T> const& things, std::uint64_t number) {
    if (number == 0 || number > things.size()) return malformed();
    return things[static_cast<std::size_t>(number - 1)];
}

class EditsReader {
public:
    explicit EditsReader(ByteReader& in) : in_(in) {}

    Result<std::vector<Edit>> run() {
        TRY(std::size_t const count, in_.count());
        if (count > in_.left() / kLeastEditBytes) return truncated();
        edits_.resize(count);
        for (Edit& edit : edits_) TRY_VOID(read_subject(edit));
        for (Edit& edit : edits_) TRY_VOID(read_stamp(edit));
        for (Edit& edit : edits_) TRY_VOID(read_clock(edit));
        TRY_VOID(read_counts());
        for (Change* const change : changes_) TRY_VOID(read_path(*change));
        for (Change* const change : changes_) {
            TRY(std::uint64_t const mark, in_.varint());
            change->base = mark >> 2;
            set_flags(*change, mark);
        }
        for (std::size_t const number : column_of_) TRY_VOID(read_form(columns_[number]));
        for (Column& column : columns_) TRY_VOID(read_column(column));
        return std::move(edits_);
    }

private:
    struct Column {
        std::vector<Change*> changes;
        std::vector<std::uint8_t> forms;
        std::int64_t last_day = 0;
        std::vector<std::string> words;
        InternReader records;
    };

    Result<void> read_subject(Edit& edit) {
        TRY(std::uint64_t const number, in_.varint());
        if (number > 0) {
            if (number > 1) last_subject_ = number - 1;
            TRY(std::size_t const place, numbered(subjects_, last_subject_));
            Edit const& same = edits_[place];
            edit.author = same.author;
            edit.record = same.record;
            edit.kind = same.kind;
            edit.feed = same.feed;
            return {};
        }
        TRY(edit.author, interned_.id(in_));
        TRY(edit.record, in_.id());
        TRY(edit.kind, interned_.text(in_));
        TRY(edit.feed, interned_.text(in_));
        last_subject_ = 0;
        if (!gets_number(edit.kind) || !gets_number(edit.feed)) return {};
        subjects_.push_back(static_cast<std::size_t>(&edit - edits_.data()));
        last_subject_ = subjects_.size();
        return {};
    }

    Result<void> read_stamp(Edit& edit) {
        TRY(edit.stamp, stamps_.read(in_));
        return {};
    }

    Result<void> read_clock(Edit& edit) {
        // Unsigned: a hostile difference may wrap, but must not overflow.
        TRY(std::uint64_t const difference, clocks_.read(in_));
        edit.wall_ms = static_cast<Millis>(difference + (edit.stamp.bits >> 16));
        return {};
    }

    Result<void> read_counts() {
        std::size_t total = 0;
        for (Edit& edit : edits_) {
            TRY(std::size_t const count, in_.count());
            total += count;
            if (total > in_.left() / kLeastChangeBytes) return truncated();
            edit.changes.resize(count);
        }
        changes_.reserve(total);
        for (Edit& edit : edits_)
            for (Change& change : edit.changes) changes_.push_back(&change);
        return {};
    }

    Result<void> read_path(Change& change) {
        TRY(std::uint64_t const number, in_.varint());
        std::size_t place = columns_.size();
        if (number > 0) {
            if (number > columns_.size()) return malformed();
            place = static_cast<std::size_t>(number - 1);
            change.path = columns_[place].changes.front()->path;
            if (!gets_number(change.path)) return malformed();
        } else {
            TRY(change.path, in_.text());
            columns_.emplace_back();
        }
        columns_[place].changes.push_back(&change);
        column_of_.push_back(place);
        return {};
    }

    Result<void> read_form(Column& column) {
        TRY(std::uint64_t const code, in_.varint());
        if (code > 1 + kPlain || (code == 0 && column.forms.empty())) return malformed();
        column.forms.push_back(code == 0 ? column.forms.back()
                                         : static_cast<std::uint8_t>(code - 1));
        return {};
    }

    Result<void> read_column(Column& column) {
        for (std::size_t i = 0; i < column.changes.size(); ++i) {
            TRY(column.changes[i]->value, read_content(column, column.forms[i]));
        }
        return {};
    }

    Result<Value> read_content(Column& column, std::uint64_t form) {
        switch (form) {
            case 0:
                return Value();
            case kBool: {
                TRY(std::uint8_t const value, in_.byte());
                if (value > 1) return malformed();
                return Value(value == 1);
            }
            case kInteger: {
                TRY(std::int64_t const value, in_.zigzag());
                return Value(value);
            }
            case kDecimal:
                return read_decimal();
            case kText: {
                TRY(std::string text, read_word(column));
                return Value(std::move(text));
            }
            case kDate:
                return read_date(column);
            case kList:
                return read_list(column);
            case kRecord:
                return read_record(column);
            case kPlain:
                return read_value(in_);
            default:
                return malformed();
        }
    }

    Result<Value> read_decimal() {
        TRY(std::uint8_t const places, in_.byte());
        if (places >= kPowersOfTen.size()) return malformed();
        TRY(std::int64_t const digits, in_.zigzag());
        return Value(value_of({places, digits}));
    }

    Result<Value> read_date(Column& column) {
        TRY(std::int64_t const delta, in_.zigzag());
        auto const day = static_cast<std::int64_t>(static_cast<std::uint64_t>(column.last_day) +
                                                   static_cast<std::uint64_t>(delta));
        if (day != static_cast<std::int32_t>(day)) return malformed();
        column.last_day = day;
        return Value(Date{static_cast<std::int32_t>(day)});
    }

    Result<Value> read_record(Column& column) {
        TRY(Id const id, column.records.id(in_));
        return Value(RecordRef{id});
    }

    Result<std::string> read_word(Column& column) {
        TRY(std::uint64_t const number, in_.varint());
        if (number > 0) return numbered(column.words, number);
        TRY(std::string word, in_.zero_ended());
        if (gets_number(word)) column.words.push_back(word);
        return word;
    }

    Result<Value> read_list(Column& column) {
        TRY(std::uint64_t const set, in_.varint());
        if (set > 0) return read_set(column, set);
        TRY(std::size_t const count, in_.count());
        TextList list;
        for (std::size_t i = 0; i < count; ++i) {
            TRY(std::string word, read_word(column));
            list.push_back(std::move(word));
        }
        return Value(std::move(list));
    }

    Result<Value> read_set(Column const& column, std::uint64_t set) {
        TextList list;
        for (std::uint64_t number = 1; set > 0; ++number, set >>= 1) {
            if ((set & 1) == 0) continue;
            if (number > kMostSetWords || ++set_members_ > kMostSetMembers) return malformed();
            TRY(std::string word, numbered(column.words, number));
            list.push_back(std::move(word));
        }
        std::sort(list.begin(), list.end());
        return Value(std::move(list));
    }

    ByteReader& in_;
    std::vector<Edit> edits_;
    std::vector<std::size_t> subjects_;  // the edit that each numbered subject first came with
    std::uint64_t last_subject_ = 0;
    InternReader interned_;
    StampReader stamps_;
    DeltaReader clocks_;
    std::vector<Change*> changes_;  // of all edits, in order
    std::vector<std::size_t> column_of_;
    std::vector<Column> columns_;
    std::size_t set_members_ = 0;
};

}  // namespace

Result<std::vector<Edit>> read_edit_columns(ByteReader& in) { return EditsReader(in).run(); }

}  // namespace hub
