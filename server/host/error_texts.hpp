#pragma once
#include "knowledge/tables.hpp"
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The error texts of the GPU world, found anywhere in what an engine or a program said.
namespace dockwright::host {

/// Only so much of a text is looked at, in bytes.
inline constexpr std::size_t longest_error_text = 64UL << 10U;

struct KnownError {
    const knowledge::ErrorText* error = nullptr; ///< cause and repairs; never null
    std::size_t begin = 0;                       ///< where in the text it stands, in bytes
    std::size_t length = 0;
};

/// Each error at most once, in the order in which they are first met; where two begin at one place,
/// the longer comes first. A text of more than longest_error_text is looked at
/// in its last part, since a program that fails says so at its end.
/// Linear in the text.
std::vector<KnownError> recognise_errors(std::string_view text,
                                         const knowledge::Knowledge& knowledge = knowledge::built_in());

/// One line, printable, for a sentence: of a long text the part that is recognised, with what stands around
/// it; of an unknown one its beginning and its end. `…` stands for what is left out.
std::string telling_part(std::string_view text,
                         const knowledge::Knowledge& knowledge = knowledge::built_in());

} // namespace dockwright::host
