#pragma once
// Inside one message the same ids and names come again and again. The first time they are written
// out after a 0; from then on as 1, 2, 3… in order of first appearance. Long texts get no number:
// a short message must not become a large memory.

#include <map>
#include <string>
#include <vector>

#include "shared/base/bytes.h"

namespace hub {

inline constexpr std::size_t kMostNumbered = 64;  // bytes
inline bool gets_number(std::string const& text) { return text.size() <= kMostNumbered; }
inline bool gets_number(Id const&) { return true; }

template <typename T>
class InternWriter {
public:
    // Writes the reference; true if the caller must write the thing itself next.
    bool reference(ByteWriter& out, T const& thing) {
        std::uint64_t const number = number_of(thing);
        out.varint(number);
        if (number == 0 && gets_number(thing)) numbers_.emplace(thing, numbers_.size() + 1);
        return number == 0;
    }
    // All that have a number, in the order of the numbers.
    std::vector<T> numbered() const {
        std::vector<T> things(numbers_.size());
        for (auto const& [thing, number] : numbers_) things[number - 1] = thing;
        return things;
    }
    // 0: none yet.
    std::uint64_t number_of(T const& thing) const {
        auto const found = numbers_.find(thing);
        return found == numbers_.end() ? 0 : found->second;
    }

private:
    std::map<T, std::uint64_t> numbers_;
};

class Interner {
public:
    void write(ByteWriter& out, Id const& id) {
        if (ids_.reference(out, id)) out.id(id);
    }
    void write(ByteWriter& out, std::string const& text) {
        if (texts_.reference(out, text)) out.text(text);
    }
    std::vector<Id> ids() const { return ids_.numbered(); }
    std::vector<std::string> texts() const { return texts_.numbered(); }

private:
    InternWriter<Id> ids_;
    InternWriter<std::string> texts_;
};

class InternReader {
public:
    InternReader() = default;
    InternReader(std::vector<Id> ids, std::vector<std::string> texts)
        : ids_(std::move(ids)), texts_(std::move(texts)) {}

    Result<Id> id(ByteReader& in) {
        TRY(std::uint64_t const number, in.varint());
        if (number > ids_.size()) return unknown();
        if (number > 0) return ids_[number - 1];
        TRY(Id const fresh, in.id());
        ids_.push_back(fresh);
        return fresh;
    }
    Result<std::string> text(ByteReader& in) {
        TRY(std::uint64_t const number, in.varint());
        if (number > texts_.size()) return unknown();
        if (number > 0) return texts_[number - 1];
        TRY(std::string fresh, in.text());
        if (gets_number(fresh)) texts_.push_back(fresh);
        return fresh;
    }

private:
    static Error unknown() { return {"malformed", "Les données reçues sont illisibles."}; }

    std::vector<Id> ids_;
    std::vector<std::string> texts_;
};

}  // namespace hub
