#pragma once
#include "cli/engine_command.hpp"
#include <string>

/// The commands that carry images away from an engine and to it.
namespace dockwright::cli {

struct PushArguments {
    EngineOptions engine;
    std::string image;
    std::string as;
};

/// `dockwright push`. Gives the exit code, as all of these.
int push(const PushArguments& arguments, const Streams& streams);

struct ExportArguments {
    EngineOptions engine;
    std::string image;
    /// "-": standard output.
    std::string path;
    bool yes = false;
};

/// `dockwright export`.
int export_image(const ExportArguments& arguments, const Streams& streams);

struct ImportArguments {
    EngineOptions engine;
    std::string path;
};

/// `dockwright import`.
int import_images(const ImportArguments& arguments, const Streams& streams);

} // namespace dockwright::cli
