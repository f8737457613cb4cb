#include "shared/records/value.h"

#include <cstring>
#include <limits>

namespace hub {

namespace {

enum Tag : std::uint8_t {
    kNull,
    kBool,
    kInteger,
    kDecimal,
    kText,
    kDate,
    kList,
    kGeo,
    kRef,
    kBlob
};

struct ValueWriter {
    ByteWriter& out;
    void operator()(std::monostate) const {}
    void operator()(bool value) const { out.byte(value ? 1 : 0); }
    void operator()(std::int64_t value) const { out.zigzag(value); }
    void operator()(double value) const { out.real(value); }
    void operator()(std::string const& value) const { out.text(value); }
    void operator()(Date value) const { out.zigzag(value.days); }
    void operator()(TextList const& value) const {
        out.varint(value.size());
        for (auto const& item : value) out.text(item);
    }
    void operator()(GeoPoint const& value) const {
        out.real(value.latitude_deg);
        out.real(value.longitude_deg);
        out.real(value.accuracy_m);
    }
    void operator()(RecordRef const& value) const { out.id(value.id); }
    void operator()(BlobRef const& value) const {
        out.raw(value.sha256);
        out.varint(value.size_bytes);
    }
};

Result<Value> read_list(ByteReader& in) {
    TRY(std::size_t const count, in.count());
    TextList list;
    for (std::size_t i = 0; i < count; ++i) {
        TRY(std::string item, in.text());
        list.push_back(std::move(item));
    }
    return Value(std::move(list));
}

Result<Value> read_geo(ByteReader& in) {
    GeoPoint point;
    TRY(point.latitude_deg, in.real());
    TRY(point.longitude_deg, in.real());
    TRY(point.accuracy_m, in.real());
    return Value(point);
}

Result<Value> read_blob(ByteReader& in) {
    BlobRef blob;
    for (auto& byte : blob.sha256) {
        TRY(byte, in.byte());
    }
    TRY(blob.size_bytes, in.varint());
    return Value(blob);
}

Error malformed() { return {"malformed", "Les données reçues sont illisibles."}; }

}  // namespace

void write_value(ByteWriter& out, Value const& value) {
    out.byte(static_cast<std::uint8_t>(value.index()));
    std::visit(ValueWriter{out}, value);
}

Result<Value> read_value(ByteReader& in) {
    TRY(std::uint8_t const tag, in.byte());
    switch (tag) {
        case kNull:
            return Value();
        case kBool: {
            TRY(std::uint8_t const value, in.byte());
            if (value > 1) return malformed();
            return Value(value == 1);
        }
        case kInteger: {
            TRY(std::int64_t const value, in.zigzag());
            return Value(value);
        }
        case kDecimal: {
            TRY(double const value, in.real());
            if (value != value) return malformed();  // NaN would equal nothing, not even itself
            return Value(value);
        }
        case kText: {
            TRY(std::string text, in.text());
            return Value(std::move(text));
        }
        case kDate: {
            TRY(std::int64_t const days, in.zigzag());
            if (days != static_cast<std::int32_t>(days)) return malformed();
            return Value(Date{static_cast<std::int32_t>(days)});
        }
        case kList:
            return read_list(in);
        case kGeo:
            return read_geo(in);
        case kRef: {
            TRY(Id const id, in.id());
            return Value(RecordRef{id});
        }
        case kBlob:
            return read_blob(in);
        default:
            return malformed();
    }
}

std::string name_of(BlobRef const& blob) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string name;
    for (std::uint8_t const byte : blob.sha256) {
        name += kDigits[byte >> 4];
        name += kDigits[byte & 15];
    }
    return name;
}

Result<BlobRef> blob_named(std::string_view name, std::uint64_t size_bytes) {
    BlobRef blob{.size_bytes = size_bytes};
    bool good = name.size() == 2 * blob.sha256.size();
    for (std::size_t i = 0; good && i < name.size(); ++i) {
        char const c = name[i];
        bool const digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'f';
        good = digit || letter;
        auto const half = static_cast<std::uint8_t>(digit ? c - '0' : c - 'a' + 10);
        blob.sha256[i / 2] = static_cast<std::uint8_t>(blob.sha256[i / 2] << 4 | half);
    }
    if (!good) return Error{"bad-blob", "Ce n'est pas le nom d'un fichier."};
    return blob;
}

std::string to_iso(Date date) {
    // Days to civil date: H. Hinnant, https://howardhinnant.github.io/date_algorithms.html
    std::int64_t const z = static_cast<std::int64_t>(date.days) + 719468;
    std::int64_t const era = (z >= 0 ? z : z - 146096) / 146097;
    std::int64_t const day_of_era = z - era * 146097;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    std::int64_t const day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const shifted_month = (5 * day_of_year + 2) / 153;
    int const day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    int const month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    long long const year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    std::string text = std::to_string(year);
    if (year >= 0 && year < 1000) text.insert(0, 4 - text.size(), '0');
    for (int const part : {month, day}) {
        text += part < 10 ? "-0" : "-";
        text += std::to_string(part);
    }
    return text;
}

Result<Date> date_from_iso(std::string_view text) {
    Error const bad{"bad-date", "La date n'est pas lisible."};
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return bad;
    int numbers[3] = {};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at == 4 || at == 7) continue;
        if (text[at] < '0' || text[at] > '9') return bad;
        int& number = numbers[at < 4 ? 0 : at < 7 ? 1 : 2];
        number = number * 10 + (text[at] - '0');
    }
    auto const [year, month, day] = numbers;
    if (month < 1 || month > 12 || day < 1 || day > 31) return bad;
    std::int64_t const y = year - (month <= 2 ? 1 : 0);
    std::int64_t const era = (y >= 0 ? y : y - 399) / 400;
    std::int64_t const year_of_era = y - era * 400;
    std::int64_t const day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    std::int64_t const day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Date const date{static_cast<std::int32_t>(era * 146097 + day_of_era - 719468)};
    if (to_iso(date) != text) return bad;  // the 31st of a shorter month
    return date;
}

}  // namespace hub
