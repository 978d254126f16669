#pragma once
#include "ide/gpu_view.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::ide {

/// What may stand at a place of a Dockerfile.
struct Completion {
    enum class Kind : std::uint8_t { image, tag, version, address, variable, value };
    Kind kind = Kind::value;
    std::string text;   ///< what is put in place of the span, and shown
    std::string detail; ///< a few words beside it; may be empty
    std::string about;  ///< sentences; may be empty

    bool operator==(const Completion&) const = default;
};

struct Completions {
    Span replaced; ///< the word, or the part of it, that the cursor stands in
    std::vector<Completion> all;
    bool cut = false; ///< there are more, and a longer word finds them
};

/// Images and their tags behind FROM, versions behind `==` and index addresses in installations, names
/// and values of GPU variables behind ENV. The newest first, and first of all what runs on the targets.
Completions complete(const GpuView& view, Offset at);

// The parts of it; each has nothing to say elsewhere.
Completions complete_image(const GpuView& view, Offset at);
Completions complete_package(const GpuView& view, Offset at);
Completions complete_variable(const GpuView& view, Offset at);

/// The characters around a place up to blanks and quotes, and the instruction that they stand in.
struct WordAt {
    const syntax::Instruction* instruction = nullptr; ///< null: in none
    Span span;
    std::string_view before;   ///< of the word, up to the place
    std::string_view previous; ///< the word in front of it in the instruction, or ""
};
WordAt word_at(const model::Document& document, Offset at);

} // namespace dockwright::ide
