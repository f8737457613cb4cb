#include "shared/forms/expression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace hub {

struct ExpressionNode {
    enum class Kind : std::uint8_t { Literal, Answer, Current, Operator, Function };
    Kind kind = Kind::Literal;
    Value literal;
    std::string name;  // of the answer, operator or function
    std::vector<std::shared_ptr<ExpressionNode const>> parts;
};

namespace {

using Node = std::shared_ptr<ExpressionNode const>;
using Kind = ExpressionNode::Kind;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct KnownFunction {
    std::string_view name;
    std::size_t least, most;  // arguments
};
constexpr KnownFunction kFunctions[] = {
    {"not", 1, 1},      {"selected", 2, 2}, {"count-selected", 1, 1}, {"today", 0, 0},
    {"coalesce", 2, 2}, {"if", 3, 3},       {"round", 1, 2},          {"string-length", 1, 1},
    {"number", 1, 1},   {"int", 1, 1},      {"format-date", 2, 2},    {"true", 0, 0},
    {"false", 0, 0}};

// Binary operators from the loosest to the tightest (XPath 1.0 §3).
constexpr std::array<std::array<std::string_view, 4>, 6> kLevels = {{
    {"or"},
    {"and"},
    {"!=", "="},
    {"<=", ">=", "<", ">"},
    {"+", "-"},
    {"*", "div", "mod"},
}};

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<Node> parse() {
        TRY(Node root, level(0));
        skip_blanks();
        if (at_ != text_.size()) return wrong();
        return root;
    }

private:
    static constexpr int kDeepest = 40;  // parentheses and calls inside one another

    Error wrong() const {
        return {"bad-expression", "Expression non comprise au caractère " +
                                      std::to_string(at_ + 1) + " : " + std::string(text_)};
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    }

    static bool is_name(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    }

    bool take(std::string_view token) {
        skip_blanks();
        if (text_.substr(at_, token.size()) != token) return false;
        bool const is_word = token.front() >= 'a' && token.front() <= 'z';
        std::size_t const after = at_ + token.size();
        if (is_word && after < text_.size() && is_name(text_[after])) return false;
        at_ = after;
        return true;
    }

    Result<Node> level(std::size_t depth) {
        if (depth == kLevels.size()) return unary();
        TRY(Node left, level(depth + 1));
        while (true) {
            auto const found =
                std::find_if(kLevels[depth].begin(), kLevels[depth].end(),
                             [&](std::string_view sign) { return !sign.empty() && take(sign); });
            if (found == kLevels[depth].end()) return left;
            TRY(Node right, level(depth + 1));
            ExpressionNode node{Kind::Operator, {}, std::string(*found), {left, right}};
            left = std::make_shared<ExpressionNode const>(std::move(node));
        }
    }

    Result<Node> unary() {
        if (!take("-")) return primary();
        TRY(Node operand, primary());
        Node const zero = literal(std::int64_t{0});
        return make({Kind::Operator, {}, "-", {zero, operand}});
    }

    static Result<Node> make(ExpressionNode node) {
        return Node(std::make_shared<ExpressionNode const>(std::move(node)));
    }
    static Node literal(Value value) {
        return std::make_shared<ExpressionNode const>(
            ExpressionNode{Kind::Literal, std::move(value), {}, {}});
    }

    Result<Node> primary() {
        if (++deep_ > kDeepest) return wrong();
        auto node = primary_inside();
        --deep_;
        return node;
    }

    Result<Node> primary_inside() {
        skip_blanks();
        if (take("(")) {
            TRY(Node inside, level(0));
            if (!take(")")) return wrong();
            return inside;
        }
        if (take("${")) return answer();
        if (at_ >= text_.size()) return wrong();
        char const c = text_[at_];
        if (c == '\'' || c == '"') return quoted(c);
        if (c >= '0' && c <= '9') return number();
        if (c == '.') {
            ++at_;
            return make({Kind::Current, {}, {}, {}});
        }
        return call();
    }

    Result<Node> answer() {
        std::size_t const end = text_.find('}', at_);
        if (end == std::string_view::npos) return wrong();
        std::string name(text_.substr(at_, end - at_));
        at_ = end + 1;
        return make({Kind::Answer, {}, std::move(name), {}});
    }

    Result<Node> quoted(char quote) {
        std::size_t const end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) return wrong();
        std::string text(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        return literal(std::move(text));
    }

    Result<Node> number() {
        std::size_t const start = at_;
        while (at_ < text_.size() &&
               ((text_[at_] >= '0' && text_[at_] <= '9') || text_[at_] == '.'))
            ++at_;
        return literal(std::strtod(std::string(text_.substr(start, at_ - start)).c_str(), nullptr));
    }

    Result<Node> call() {
        std::size_t const start = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        std::string_view const name = text_.substr(start, at_ - start);
        auto const* const known =
            std::find_if(std::begin(kFunctions), std::end(kFunctions),
                         [&](KnownFunction const& function) { return function.name == name; });
        if (known == std::end(kFunctions) || !take("(")) return wrong();
        std::vector<Node> arguments;
        while (!take(")")) {
            if (!arguments.empty() && !take(",")) return wrong();
            TRY(Node argument, level(0));
            arguments.push_back(std::move(argument));
        }
        if (arguments.size() < known->least || arguments.size() > known->most) return wrong();
        return make({Kind::Function, {}, std::string(name), std::move(arguments)});
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int deep_ = 0;
};

// ---- values, by XPath's rules
// --------------------------------------------------------------------

std::string number_text(double number) {
    if (number != number) return "";
    char text[32];
    std::snprintf(text, sizeof text, "%.15g", number);
    return text;
}

double to_number(Value const& value) {
    if (auto const* const integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    if (auto const* const decimal = std::get_if<double>(&value)) return *decimal;
    if (auto const* const date = std::get_if<Date>(&value)) return date->days;
    if (auto const* const flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
    auto const* const text = std::get_if<std::string>(&value);
    if (!text || text->empty()) return kNaN;
    char* end = nullptr;
    double const number = std::strtod(text->c_str(), &end);
    if (*end == '\0') return number;
    auto const date = date_from_iso(*text);
    return date.ok() ? date.value().days : kNaN;
}

std::string to_text(Value const& value) {
    if (auto const* const text = std::get_if<std::string>(&value)) return *text;
    if (auto const* const date = std::get_if<Date>(&value)) return to_iso(*date);
    if (auto const* const flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (auto const* const list = std::get_if<TextList>(&value)) {
        std::string joined;
        for (std::string const& item : *list) joined += (joined.empty() ? "" : " ") + item;
        return joined;
    }
    return number_text(to_number(value));
}

bool to_bool(Value const& value) {
    if (auto const* const flag = std::get_if<bool>(&value)) return *flag;
    if (auto const* const text = std::get_if<std::string>(&value)) return !text->empty();
    if (auto const* const list = std::get_if<TextList>(&value)) return !list->empty();
    double const number = to_number(value);
    return number == number && number != 0;
}

bool is_text(Value const& value) {
    return is_null(value) || std::holds_alternative<std::string>(value) ||
           std::holds_alternative<TextList>(value);
}

bool has_choice(Value const& value, std::string const& choice) {
    if (auto const* const list = std::get_if<TextList>(&value))
        return std::find(list->begin(), list->end(), choice) != list->end();
    return !choice.empty() && to_text(value) == choice;
}

class Evaluation {
public:
    Evaluation(std::function<Value(std::string_view)> const& answers, Value const& current,
               Date today)
        : answers_(answers), current_(current), today_(today) {}

    Value of(ExpressionNode const& node) const {
        switch (node.kind) {
            case Kind::Literal:
                return node.literal;
            case Kind::Answer:
                return answers_(node.name);
            case Kind::Current:
                return current_;
            case Kind::Operator:
                return operated(node);
            case Kind::Function:
                return called(node);
        }
        return {};
    }

private:
    Value operated(ExpressionNode const& node) const {
        std::string const& sign = node.name;
        Value const left = of(*node.parts[0]);
        if (sign == "and") return to_bool(left) && to_bool(of(*node.parts[1]));
        if (sign == "or") return to_bool(left) || to_bool(of(*node.parts[1]));
        Value const right = of(*node.parts[1]);
        if (sign == "=" || sign == "!=") {
            bool const equal = is_text(left) && is_text(right)
                                   ? to_text(left) == to_text(right)
                                   : to_number(left) == to_number(right);
            return (sign == "=") == equal;
        }
        double const a = to_number(left), b = to_number(right);
        if (sign == "<") return a < b;
        if (sign == "<=") return a <= b;
        if (sign == ">") return a > b;
        if (sign == ">=") return a >= b;
        if (sign == "+") return number(a + b);
        if (sign == "-") return number(a - b);
        if (sign == "*") return number(a * b);
        if (sign == "div") return number(b == 0 ? kNaN : a / b);
        return number(b == 0 ? kNaN : std::fmod(a, b));
    }

    // What cannot be computed is an empty answer.
    static Value number(double value) { return value == value ? Value(value) : Value(); }

    Value called(ExpressionNode const& node) const {
        std::string const& name = node.name;
        auto const part = [&](std::size_t i) { return of(*node.parts[i]); };
        if (name == "not") return !to_bool(part(0));
        if (name == "true") return true;
        if (name == "false") return false;
        if (name == "selected") return has_choice(part(0), to_text(part(1)));
        if (name == "today") return today_;
        if (name == "if") return to_bool(part(0)) ? part(1) : part(2);
        if (name == "coalesce") return to_text(part(0)).empty() ? part(1) : part(0);
        if (name == "number") return number(to_number(part(0)));
        if (name == "int") return number(std::trunc(to_number(part(0))));
        if (name == "round") return rounded(node);
        if (name == "format-date") return formatted(part(0), to_text(part(1)));
        if (name == "string-length") return characters(to_text(part(0)));
        return count_selected(part(0));
    }

    Value rounded(ExpressionNode const& node) const {
        double const places = node.parts.size() > 1 ? to_number(of(*node.parts[1])) : 0;
        double const scale = std::pow(10.0, places);
        return number(std::round(to_number(of(*node.parts[0])) * scale) / scale);
    }

    static Value characters(std::string const& text) {
        std::int64_t count = 0;
        for (char const c : text) count += (c & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    static Value count_selected(Value const& value) {
        if (auto const* const list = std::get_if<TextList>(&value))
            return static_cast<std::int64_t>(list->size());
        return std::int64_t{to_text(value).empty() ? 0 : 1};
    }

    // %Y, %m and %d; anything else stands for itself.
    static Value formatted(Value const& value, std::string const& format) {
        double const days = to_number(value);
        if (days != days || std::fabs(days) > 1e6) return {};
        std::string const iso = to_iso(Date{static_cast<std::int32_t>(days)});
        std::string out;
        for (std::size_t i = 0; i < format.size(); ++i) {
            bool const directive = format[i] == '%' && i + 1 < format.size();
            if (!directive) {
                out += format[i];
                continue;
            }
            char const what = format[++i];
            if (what == 'Y') out += iso.substr(0, 4);
            if (what == 'm') out += iso.substr(5, 2);
            if (what == 'd') out += iso.substr(8, 2);
        }
        return out;
    }

    std::function<Value(std::string_view)> const& answers_;
    Value const& current_;
    Date today_;
};

}  // namespace

Result<Expression> Expression::parse(std::string_view text) {
    Expression expression;
    if (text.find_first_not_of(" \n") == std::string_view::npos) return expression;
    TRY(expression.root_, Parser(text).parse());
    return expression;
}

Value Expression::evaluate(std::function<Value(std::string_view)> const& answers,
                           Value const& current, Date today) const {
    return root_ ? Evaluation(answers, current, today).of(*root_) : Value();
}

bool Expression::is_true(std::function<Value(std::string_view)> const& answers,
                         Value const& current, Date today) const {
    return to_bool(evaluate(answers, current, today));
}

}  // namespace hub
