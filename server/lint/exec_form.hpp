#pragma once
#include "model/document.hpp"
#include <span>
#include <vector>

namespace dockwright::lint {

/// What an instruction starts without a shell: RUN, CMD, ENTRYPOINT or HEALTHCHECK with a JSON array.
struct ExecForm {
    const model::Instruction* instruction = nullptr;
    std::span<const syntax::Word> words; ///< program and arguments, decoded; not empty
};

/// Those that no shell and no language reads after all: not `["sh", "-c", "…"]`, not a CMD whose stage
/// has an ENTRYPOINT. Not behind ONBUILD.
std::vector<ExecForm> shell_less_forms(const model::Document& document);

} // namespace dockwright::lint
