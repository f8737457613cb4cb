#pragma once
// Inside one message the same ids and names come again and again. The first time they are written
// out after a 0; from then on as 1, 2, 3… in order of first appearance.

#include <map>
#include <string>
#include <vector>

#include "shared/base/bytes.h"

namespace hub {

template <typename T>
class InternWriter {
public:
    // Writes the reference; true if the caller must write the thing itself next.
    bool reference(ByteWriter& out, T const& thing) {
        auto const [place, is_new] = numbers_.try_emplace(thing, numbers_.size() + 1);
        out.varint(is_new ? 0 : place->second);
        return is_new;
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

private:
    InternWriter<Id> ids_;
    InternWriter<std::string> texts_;
};

// A long name that is repeated for a byte each time would fill any memory.
inline constexpr std::size_t kMostInterned = 1024;

class InternReader {
public:
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
        TRY(std::string fresh, in.text(kMostInterned));
        texts_.push_back(fresh);
        return fresh;
    }

private:
    static Error unknown() { return {"malformed", "Les données reçues sont illisibles."}; }

    std::vector<Id> ids_;
    std::vector<std::string> texts_;
};

}  // namespace hub
