#pragma once
// Text being typed: the only thing a screen may write. A field tells here what its text is for, so
// that the text can be committed even when its screen is gone (page hidden, another question).

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "shared/forms/form.h"
#include "shared/records/merge.h"
#include "ui/action.h"

namespace hub::ui {

// Of a text field. UTF-16 units, as the DOM counts; far below what one message to the server may
// hold.
inline constexpr std::size_t kMostCharacters = 10'000;

struct FieldTarget {
    enum class Kind : std::uint8_t { Answer, SolutionQuery, EnterpriseFilter, EnrolmentCode };
    Kind kind = Kind::Answer;
    Id record;  // Answer: of the visit or request
    std::string question;
    QuestionType type = QuestionType::Text;
    Origin seen = {};  // whose word stood there when the field was last at rest
};

struct Typed {
    std::string text;
    Millis first_ms = 0, last_ms = 0;  // steady: keystrokes since the last commit
    std::string fault;                 // why it could not be committed
    Millis fault_ms = 0;               // steady: when that was found
};

struct Drafts {
    std::map<std::uint32_t, FieldTarget> targets;  // by field node
    std::map<std::uint32_t, Typed> typed;          // not yet committed
    std::string enrolment_code;

    // What a text field shows: the text being typed, otherwise the value.
    std::string shown(std::uint32_t field, std::string const& committed) const;
    // The text typed for a question that could not be committed; nullptr: none.
    Typed const* unread(Id const& record, std::string_view question) const;
    // The action that the text of a field asks for; nothing when it has no target or a fault.
    std::optional<Action> commit(std::uint32_t field, std::string const& text);
};

// A typed answer as a value: null when empty; error with the sentence to show.
Result<Value> value_from_text(QuestionType type, std::string const& text);
// A value as a text field shows it: dates in ISO 8601, decimals with a comma.
std::string text_for_field(Value const& value);

}  // namespace hub::ui
