#pragma once
#include "actions/image_list.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct ImagesArguments {
    EngineOptions engine;
    /// Only those that speak of GPUs.
    bool gpu_only = false;
    /// Only those without a name.
    bool dangling_only = false;
};

/// `dockwright images`. Gives the exit code.
int images(const ImagesArguments& arguments, const Streams& streams);

/// A line for each name of each image. `now` in seconds since 1970.
std::string images_text(const std::vector<actions::ImageRow>& rows, std::int64_t now);

/// "3 days", "5 minutes", for a time that has passed; "?" for one that is not known.
std::string age_text(std::int64_t since, std::int64_t now);

} // namespace dockwright::cli
