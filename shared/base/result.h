#pragma once
// One way to report failure. A function that can fail returns Result<T>; the caller reads it or
// passes it on with TRY. An Error carries a short machine-readable code and a French sentence that
// can be shown to the person as it is. Exceptions are not used (the phone is built without them).
//
//   Result<int> parse(std::string_view text);
//   Result<int> twice(std::string_view text) { TRY(int const value, parse(text)); return 2 * value;
//   }

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace hub {

struct Error {
    std::string code;      // kebab-case, stable, for programs: "truncated", "disk-full"
    std::string sentence;  // French, for people: what happened, what is safe, what to do
};

template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return content_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Reading the value of a failed result is a mistake of ours, hence the assertion.
    T& value() {
        assert(ok());
        return *std::get_if<0>(&content_);
    }
    T const& value() const {
        assert(ok());
        return *std::get_if<0>(&content_);
    }
    T take() {
        assert(ok());
        return std::move(*std::get_if<0>(&content_));
    }
    Error const& error() const {
        assert(!ok());
        return *std::get_if<1>(&content_);
    }

private:
    std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    void take() { assert(ok()); }
    Error const& error() const {
        assert(!ok());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace hub

#define HUB_JOIN_(a, b) a##b
#define HUB_JOIN(a, b) HUB_JOIN_(a, b)

// TRY(declaration, expression): on failure returns the error, otherwise initialises the
// declaration.
#define TRY_AS_(result, declaration, ...)    \
    auto result = (__VA_ARGS__);             \
    if (!result.ok()) return result.error(); \
    declaration = result.take()
#define TRY(declaration, ...) TRY_AS_(HUB_JOIN(try_result_, __LINE__), declaration, __VA_ARGS__)

// For expressions that only succeed or fail.
#define TRY_VOID(...)                                              \
    do {                                                           \
        auto try_result_void = (__VA_ARGS__);                      \
        if (!try_result_void.ok()) return try_result_void.error(); \
    } while (false)
