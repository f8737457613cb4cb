#include "ui/error_words.h"

#include "ui/texts.h"

namespace hub::ui {

namespace {

struct Known {
    std::string_view code;
    Text words;
};

constexpr Known kKnown[] = {
    // what a server or portal answered
    {"malformed", texts::kErrorUnreadable},
    {"truncated", texts::kErrorUnreadable},
    {"trailing-bytes", texts::kErrorUnreadable},
    {"bad-checksum", texts::kErrorDamaged},
    {"bad-magic", texts::kErrorNotOurs},
    {"not-ours", texts::kErrorNotOurs},
    {"bad-version", texts::kErrorVersion},
    {"asked-before", texts::kErrorAskedAnew},
    // the journal
    {"newer-format", texts::kErrorNewerFormat},
    // why the server keeps an entry apart
    {"wrong-record", texts::kErrorWrongRecord},
    {"malformed-edit", texts::kErrorMalformedEdit},
    {"wrong-author", texts::kErrorWrongAuthor},
    {"wrong-feed", texts::kErrorWrongFeed},
    {"unknown-role", texts::kErrorUnknownRole},
    {"not-allowed", texts::kErrorNotAllowed},
    // enrolment
    {"unknown-code", texts::kErrorUnknownCode},
    {"code-used", texts::kErrorCodeUsed},
    {"code-expired", texts::kErrorCodeExpired},
    {"token-used", texts::kErrorTokenUsed},
};

}  // namespace

std::string error_words(Error const& error) {
    for (Known const& known : kKnown)
        if (known.code == error.code) return known.words;
    return error.sentence;
}

std::string storage_words(std::string const& code, std::string const& detail) {
    if (code == "storage-full") return texts::kStorageFull;
    return fill(texts::kStorageSilent, {{"detail", detail}});
}

}  // namespace hub::ui
