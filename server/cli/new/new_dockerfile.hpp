#pragma once
#include "cli/exit_code.hpp"
#include "cli/gpu/machines.hpp"
#include "gpu/suggest/templates.hpp"
#include <string>
#include <vector>

/// `dockwright new`.
namespace dockwright::cli {

struct NewOptions {
    std::string folder = ".";
    gpu::Template kind = gpu::Template::training;
    std::string framework; ///< "" for what the list has, else torch; `none`
    std::string python;
    std::string list; ///< a requirements.txt or environment.yml; "" for what the folder has
    MachineOptions machines;
    std::vector<std::string> knowledge;
    bool to_output = false; ///< prints the Dockerfile and writes nothing
    bool force = false;
};

ExitCode make_new(const NewOptions& options);

} // namespace dockwright::cli
