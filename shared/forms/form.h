#pragma once
// A form in XLSForm terms (https://xlsform.org/en/): questions with relevant, required and
// constraint expressions. A published version never changes; a visit names the version it was
// filled in with. Answers live in the record under "answers/<name>".

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/forms/expression.h"
#include "shared/records/value.h"

namespace hub {

enum class QuestionType : std::uint8_t {
    Note,
    Text,
    LongText,
    Integer,
    Decimal,
    DateQuestion,
    SelectOne,
    SelectMultiple,
};

struct Choice {
    std::string name;  // stored
    std::string label;
    std::string parent;  // for choice_filter "parent = ${question}"; "" when unused
};

struct Question {
    std::string name;
    QuestionType type = QuestionType::Note;
    std::string label, hint;
    std::string group;       // its section: Form::title_of()
    std::string appearance;  // as XLSForm's column: "name" is a person's; "" any text
    bool required = false;
    bool in_own_words = false;  // the language asked for has no label
    Expression relevant;        // empty: always
    Expression constraint;      // empty: none; "." is the answer
    std::string constraint_message;
    std::vector<Choice> choices;
    std::string parent_question;  // choice_filter: shown choices have parent == its answer
};

struct Form {
    std::string id;  // "premiere-visite"
    std::string title;
    int version = 1;
    std::vector<Question> questions;
    std::map<std::string, std::string> group_titles;  // where a title differs from its group
    Question const* find(std::string_view name) const;
    std::string const& title_of(std::string const& group) const;
};

// Reads shared/content's JSON. Labels, hints and messages are those of the language (BCP 47), as
// XLSForm's columns "label::English (en)" name it; where there is none, the form's own.
// Errors name the question: "bad-form".
Result<Form> form_from_json(std::string_view json, std::string_view language = "");

// The answer to a question by name; null when unanswered.
using Answers = std::function<Value(std::string_view name)>;

struct Clock {
    Date today;
};

bool is_relevant(Question const& question, Answers const& answers, Clock clock);
// Why an answer is not acceptable.
enum class AnswerFault : std::uint8_t {
    None,
    NotOffered,  // a choice that is not offered (any more)
    NotAllowed,  // constraint: Question::constraint_message says why, where the form does
};
AnswerFault fault_of(Question const& question, Answers const& answers, Clock clock);
std::vector<Choice> offered_choices(Question const& question, Answers const& answers);

struct Progress {
    int answered = 0, asked = 0;       // relevant questions that take an answer
    std::vector<std::string> missing;  // names of relevant required questions without answer
    std::vector<std::string> wrong;    // names whose constraint fails
};
Progress progress(Form const& form, Answers const& answers, Clock clock,
                  std::string_view group = {});     // one section, or all
std::vector<std::string> groups(Form const& form);  // sections in order

}  // namespace hub
