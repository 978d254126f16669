#pragma once
#include "base/problem.hpp"
#include <optional>
#include <span>
#include <string>

namespace dockwright::cli {

struct NewFile {
    std::string path;
    std::string text;
    bool replaces = false; ///< what is there may go
};

/// Writes all of them, with the folder above if it is not there, or none: what was made before one could
/// not be is taken away again. A file that is there is never touched unless it `replaces`. Problems:
/// `file-exists`, `file-unwritable`, and those of replace_file.
std::optional<Problem> write_new_files(std::span<const NewFile> files);

} // namespace dockwright::cli
