#pragma once
// An optional that takes the room of a pointer while it is empty, and memory of its own while it is
// not: for what most of very many objects do without.

#include <memory>
#include <utility>

namespace hub {

template <typename T>
class Rare {
public:
    Rare() = default;
    Rare(Rare const& other) : held_(other ? std::make_unique<T>(*other) : nullptr) {}
    Rare(Rare&&) noexcept = default;
    Rare& operator=(Rare const& other) { return *this = Rare(other); }
    Rare& operator=(Rare&&) noexcept = default;
    Rare& operator=(T value) {
        held_ = std::make_unique<T>(std::move(value));
        return *this;
    }

    explicit operator bool() const { return held_ != nullptr; }
    T const& operator*() const { return *held_; }  // not while empty
    void reset() { held_.reset(); }

private:
    std::unique_ptr<T> held_;
};

}  // namespace hub
