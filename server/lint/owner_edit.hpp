#pragma once
#include "model/document.hpp"
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint {

/// A RUN that changes what an instruction in front of it has copied.
struct ChangeOfCopy {
    const model::Command* command = nullptr; ///< the chown or chmod
    const model::Instruction* copy = nullptr;
    const model::Argument* value = nullptr; ///< owner or mode
    bool whole_run = false;                 ///< the RUN does nothing else, and stands right behind the COPY
    bool one_file = false;                  ///< the COPY brings a single file
};

/// By `chown` or `chmod` (`program`), of just the path that a COPY or ADD of the same stage names as its
/// target, or of the file that it brings there, without --chown or --chmod of its own.
std::vector<ChangeOfCopy> changes_of_copies(const model::Document& document, std::string_view program);

} // namespace dockwright::lint
