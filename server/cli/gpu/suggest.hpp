#pragma once
#include "cli/exit_code.hpp"
#include "cli/gpu/machines.hpp"
#include "gpu/suggest/suggest.hpp"
#include <span>
#include <string>
#include <vector>

/// `dockwright gpu suggest`.
namespace dockwright::cli {

struct SuggestOptions {
    std::string framework = "torch"; ///< perhaps with versions: `torch==2.*`
    std::string python;
    MachineOptions machines;
    std::vector<std::string> knowledge;
    bool json = false;
    bool color = false;
};

ExitCode suggest(const SuggestOptions& options);

/// What the options ask for.
std::expected<gpu::Wish, Problem> wish_of(const std::string& framework, const std::string& python,
                                          const knowledge::Knowledge& knowledge);

std::string suggestion_json(const gpu::Suggested& suggested, std::span<const gpu::Host> hosts);
std::string suggestion_text(const gpu::Suggested& suggested, const gpu::Wish& wish,
                            std::span<const gpu::Host> hosts, bool color);

/// `RTX 3090 with driver 550.54.14 and on lab1`.
std::string hosts_text(std::span<const gpu::Host> hosts);

} // namespace dockwright::cli
