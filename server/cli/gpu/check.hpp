#pragma once
#include "cli/exit_code.hpp"
#include "cli/gpu/machines.hpp"
#include "cli/gpu/subject.hpp"
#include "engine/environment.hpp"
#include "gpu/judge.hpp"
#include <optional>
#include <string>
#include <vector>

/// `dockwright gpu check`.
namespace dockwright::cli {

struct CheckOptions {
    std::vector<std::string> subjects; ///< Dockerfiles and images
    std::string stage;                 ///< "" for the last one
    MachineOptions machines;
    std::string context; ///< the folder that the build is given; "" for the usual one
    std::vector<model::BuildArgument> arguments;
    std::vector<std::string> knowledge; ///< files with facts, over those of the configuration
    std::string configuration;          ///< this one, and none is looked for; "" to look
    bool isolated = false;              ///< no configuration is read
    /// Whose images are asked for what they hold; nothing: none is asked.
    std::optional<engine::Environment> engine{};
    bool json = false;
    bool color = false;
};

/// One subject on one machine.
struct CheckedHost {
    const gpu::Host* host = nullptr; ///< null: on every machine
    gpu::Judgement judgement;
    std::vector<gpu::Repair> repairs;
};

/// One subject on all machines.
struct Checked {
    const Subject& subject;
    const gpu::ImageState& image;
    std::vector<CheckedHost> hosts;
    /// With which it would run on all of them, where there are several and one of them fails.
    std::vector<gpu::Repair> for_all;
};

ExitCode check(const CheckOptions& options);

/// One object for each host, with a comma between.
void append_json(std::string& out, const Checked& checked);
void append_text(std::string& out, const Checked& checked, bool color);

} // namespace dockwright::cli
