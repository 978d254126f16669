#pragma once
#include "model/shellcheck.hpp"
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::project {

/// What ShellCheck said of one script.
struct ShellCheckAnswer {
    std::shared_ptr<const model::ShellCheckComments> comments; ///< never null
    /// The same, as an answer about the one file "0": what a cache keeps.
    std::string json;
};

/// Reads what `shellcheck --format=json1` printed about the files "0", "1", … as many as `files`
/// says; "-" is "0". Nothing if it is no such answer. Of one script the first 1,000 comments are
/// kept; a comment without a code, a level, a place or a message is left out, and so is one about
/// another file.
std::optional<std::vector<ShellCheckAnswer>> read_shellcheck_answer(std::string_view json, std::size_t files);

} // namespace dockwright::project
