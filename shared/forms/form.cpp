#include "shared/forms/form.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json_text.h"

namespace hub {

namespace {

using Json = nlohmann::json;

Error bad(std::string const& where, std::string const& what) {
    return {"bad-form", "Formulaire illisible (" + where + ") : " + what + "."};
}

// In the form's own words, or where it has them in those of the language.
struct Words {
    std::string language;

    std::string at(Json const& object, char const* key) const {
        return lacks(object, key) || language.empty() ? text_at(object, key)
                                                      : text_at(object, translated(key).c_str());
    }
    bool lacks(Json const& object, char const* key) const {
        return !language.empty() && text_at(object, translated(key).c_str()).empty();
    }
    std::string translated(char const* key) const { return key + ("::" + language); }
};

bool flag_at(Json const& object, char const* key) {
    auto const found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::optional<QuestionType> type_from(std::string_view name) {
    static constexpr std::pair<std::string_view, QuestionType> kTypes[] = {
        {"note", QuestionType::Note},
        {"text", QuestionType::Text},
        {"long_text", QuestionType::LongText},
        {"integer", QuestionType::Integer},
        {"decimal", QuestionType::Decimal},
        {"date", QuestionType::DateQuestion},
        {"select_one", QuestionType::SelectOne},
        {"select_multiple", QuestionType::SelectMultiple}};
    for (auto const& [known, type] : kTypes)
        if (known == name) return type;
    return std::nullopt;
}

Result<std::vector<Choice>> choices_from(Json const& lists, std::string const& list,
                                         std::string const& question, Words const& words) {
    std::vector<Choice> choices;
    if (!lists.is_object() || !lists.contains(list) || !lists[list].is_array())
        return bad(question, "la liste « " + list + " » manque");
    for (Json const& item : lists[list]) {
        if (!item.is_object() || text_at(item, "name").empty())
            return bad(question, "un choix de « " + list + " » n'a pas de nom");
        choices.push_back(
            {text_at(item, "name"), words.at(item, "label"), text_at(item, "parent")});
    }
    return choices;
}

// choice_filter is understood in its one usual shape, "parent = ${question}".
Result<std::string> parent_question_from(std::string const& filter, std::string const& question) {
    constexpr std::string_view kHead = "parent = ${";
    if (filter.empty()) return std::string();
    if (filter.compare(0, kHead.size(), kHead) != 0 || filter.back() != '}')
        return bad(question, "choice_filter non reconnu");
    return filter.substr(kHead.size(), filter.size() - kHead.size() - 1);
}

Result<Question> question_from(Json const& source, Json const& lists, Words const& words) {
    if (!source.is_object()) return bad("questions", "une question n'est pas un objet");
    Question question;
    question.name = text_at(source, "name");
    if (question.name.empty()) return bad("questions", "une question n'a pas de nom");
    auto const type = type_from(text_at(source, "type"));
    if (!type) return bad(question.name, "type « " + text_at(source, "type") + " » non reconnu");
    question.type = *type;
    question.label = words.at(source, "label");
    question.in_own_words = words.lacks(source, "label");
    question.hint = words.at(source, "hint");
    question.group = text_at(source, "group");
    question.appearance = text_at(source, "appearance");
    question.required = flag_at(source, "required");
    question.constraint_message = words.at(source, "constraint_message");
    TRY(question.relevant, Expression::parse(text_at(source, "relevant")));
    TRY(question.constraint, Expression::parse(text_at(source, "constraint")));
    TRY(question.parent_question,
        parent_question_from(text_at(source, "choice_filter"), question.name));
    if (*type == QuestionType::SelectOne || *type == QuestionType::SelectMultiple) {
        TRY(question.choices,
            choices_from(lists, text_at(source, "choices"), question.name, words));
    }
    return question;
}

bool is_answered(Value const& value) {
    if (auto const* const text = std::get_if<std::string>(&value)) return !text->empty();
    if (auto const* const list = std::get_if<TextList>(&value)) return !list->empty();
    return !is_null(value);
}

// A choice made before the answer that it depends on was changed is no choice any more.
bool is_offered(Question const& question, Value const& answer, Answers const& answers) {
    if (question.type != QuestionType::SelectOne || question.parent_question.empty()) return true;
    std::string const chosen = text_of(answer);
    for (Choice const& choice : offered_choices(question, answers))
        if (choice.name == chosen) return true;
    return false;
}

}  // namespace

Question const* Form::find(std::string_view name) const {
    for (Question const& question : questions)
        if (question.name == name) return &question;
    return nullptr;
}

std::string const& Form::title_of(std::string const& group) const {
    auto const found = group_titles.find(group);
    return found == group_titles.end() ? group : found->second;
}

Result<Form> form_from_json(std::string_view json, std::string_view language) {
    Json const root = Json::parse(json, nullptr, false);
    if (!root.is_object()) return bad("fichier", "ce n'est pas un objet JSON");
    Words const words{std::string(language)};
    Form form;
    form.id = text_at(root, "id");
    form.title = words.at(root, "title");
    if (form.id.empty()) return bad("fichier", "id manque");
    if (root.contains("version") && root["version"].is_number_integer())
        form.version = root["version"].get<int>();
    if (!root.contains("questions") || !root["questions"].is_array())
        return bad("fichier", "questions manque");
    Json const lists = root.contains("lists") ? root["lists"] : Json::object();
    for (Json const& source : root["questions"]) {
        TRY(Question question, question_from(source, lists, words));
        if (form.find(question.name)) return bad(question.name, "ce nom est pris deux fois");
        form.questions.push_back(std::move(question));
    }
    if (root.contains("groups") && root["groups"].is_array())
        for (Json const& group : root["groups"])
            if (std::string title = words.at(group, "label"); !title.empty())
                form.group_titles.emplace(text_at(group, "name"), std::move(title));
    return form;
}

bool is_relevant(Question const& question, Answers const& answers, Clock clock) {
    return question.relevant.empty() ||
           question.relevant.is_true(answers, answers(question.name), clock.today);
}

AnswerFault fault_of(Question const& question, Answers const& answers, Clock clock) {
    Value const answer = answers(question.name);
    if (!is_answered(answer)) return AnswerFault::None;
    if (!is_offered(question, answer, answers)) return AnswerFault::NotOffered;
    bool const allowed =
        question.constraint.empty() || question.constraint.is_true(answers, answer, clock.today);
    return allowed ? AnswerFault::None : AnswerFault::NotAllowed;
}

std::vector<Choice> offered_choices(Question const& question, Answers const& answers) {
    if (question.parent_question.empty()) return question.choices;
    std::string const parent = text_of(answers(question.parent_question));
    std::vector<Choice> offered;
    for (Choice const& choice : question.choices)
        if (choice.parent == parent) offered.push_back(choice);
    return offered;
}

Progress progress(Form const& form, Answers const& answers, Clock clock, std::string_view group) {
    Progress counted;
    for (Question const& question : form.questions) {
        if (question.type == QuestionType::Note) continue;
        if (!group.empty() && question.group != group) continue;
        if (!is_relevant(question, answers, clock)) continue;
        ++counted.asked;
        if (is_answered(answers(question.name))) {
            ++counted.answered;
        } else if (question.required) {
            counted.missing.push_back(question.name);
        }
        if (fault_of(question, answers, clock) != AnswerFault::None)
            counted.wrong.push_back(question.name);
    }
    return counted;
}

std::vector<std::string> groups(Form const& form) {
    std::vector<std::string> found;
    for (Question const& question : form.questions)
        if (std::find(found.begin(), found.end(), question.group) == found.end())
            found.push_back(question.group);
    return found;
}

}  // namespace hub
