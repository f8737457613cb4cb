#pragma once
// XLSForm expressions, the part the starter forms use (XPath 1.0 subset,
// https://getodk.github.io/xforms-spec/):
// ${name}, ., 'text', numbers, = != < <= > >= + - * div mod, and or, not(), ( ), selected(),
// count-selected(), today(), coalesce(), if(), round(), string-length(). Empty compares as XPath:
// a comparison with an empty number is false.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/records/value.h"

namespace hub {

struct ExpressionNode;

class Expression {
public:
    Expression() = default;
    // Error "bad-expression" with the place.
    static Result<Expression> parse(std::string_view text);
    bool empty() const { return !root_; }
    // Values in; `current` answers ".". Never fails: what cannot be computed is null (false).
    Value evaluate(std::function<Value(std::string_view)> const& answers, Value const& current,
                   Date today) const;
    bool is_true(std::function<Value(std::string_view)> const& answers, Value const& current,
                 Date today) const;

private:
    std::shared_ptr<ExpressionNode const> root_;
};

}  // namespace hub
