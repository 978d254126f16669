#include "cli/gpu/machines.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/input.hpp"
#include "cli/mistakes_text.hpp"
#include "config/machine.hpp"
#include "gpu/host_text.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

using Hosts = std::expected<std::vector<gpu::Host>, Problem>;

std::expected<gpu::Host, Problem> host_of(const std::string& gpu, const std::string& driver) {
    gpu::Host host;
    if (!gpu.empty()) {
        auto read = gpu::host_of_text(gpu);
        if (!read) {
            return std::unexpected(
                Problem{"wrong-use", message("--gpu '{}' is no GPU", {gpu}), read.error()});
        }
        host = std::move(*read);
    }
    if (driver.empty()) {
        return host;
    }
    const auto version = knowledge::Version::parse(driver);
    if (!version) {
        return std::unexpected(Problem{"wrong-use", message("--driver '{}' is no driver's version", {driver}),
                                       "Take what nvidia-smi prints as Driver Version, such as 535.104.05"});
    }
    host.driver = *version;
    host.driver_text = driver;
    return host;
}

std::expected<gpu::Host, Problem> read_host(const std::string& path) {
    const auto text = path == "-" ? read_standard_input() : read_file(path);
    if (!text) {
        return std::unexpected(text.error());
    }
    config::MachineFile file = config::read_machine(*text);
    if (!file.mistakes.empty() || !file.host) {
        write_error(mistakes_text(path, *text, file.mistakes));
        return std::unexpected(Problem{"bad-machine", message("'{}' does not describe a machine", {path}),
                                       "Mend what is said above; nothing was judged"});
    }
    return std::move(*file.host);
}

/// What a target may be called by.
std::vector<std::string> names_of(const gpu::Host& host) {
    std::vector<std::string> out;
    if (!host.name.empty()) {
        return {host.name};
    }
    out.reserve(host.gpus.size() + 1);
    for (const gpu::HostGpu& gpu : host.gpus) {
        out.push_back(gpu.name);
    }
    out.push_back(gpu::describe(host));
    return out;
}

std::expected<gpu::Host, Problem> named_host(const std::string& name, std::span<const gpu::Host> configured) {
    std::vector<std::string> known;
    for (const gpu::Host& host : configured) {
        for (std::string& each : names_of(host)) {
            if (ascii::equal(each, name)) {
                return host;
            }
            known.push_back(std::move(each));
        }
    }
    if (known.empty()) {
        return std::unexpected(
            Problem{"unknown-machine",
                    message("There is no machine '{}': the configuration has no 'targets'", {name}),
                    "Add it to 'targets' in .dockwright.yaml, or say what it has with --gpu and --driver"});
    }
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = nearest(name, views);
    return std::unexpected(
        Problem{"unknown-machine", message("There is no machine '{}' in the configuration", {name}),
                near ? message("Did you mean '{}'? 'dockwright config Dockerfile' lists them", {*near})
                     : message("There is '{}'", {known.front()}) + (known.size() > 1 ? " and others" : "")});
}

} // namespace

void add_gpu_options(CLI::App& app, MachineOptions& options) {
    app.add_option("--gpu", options.gpus,
                   "A GPU that it must run on, as nvidia-smi names it: 'RTX 3090'; several in one machine: "
                   "'2 x A40 + T4'. May be repeated, each with its own --driver")
        ->allow_extra_args(false)
        ->type_name("NAME");
    app.add_option("--driver", options.drivers, "The version of the NVIDIA driver there: 535.104.05")
        ->allow_extra_args(false)
        ->type_name("VERSION");
}

void add_machine_options(CLI::App& app, MachineOptions& options) {
    add_gpu_options(app, options);
    app.add_option("--machine", options.files, "A file that describes a machine, as YAML or JSON")
        ->allow_extra_args(false)
        ->type_name("FILE");
    app.add_option("--host", options.names, "A machine of 'targets' in .dockwright.yaml")
        ->allow_extra_args(false)
        ->type_name("NAME");
}

Hosts paired_machines(const MachineOptions& options) {
    const std::size_t gpus = options.gpus.size();
    const std::size_t drivers = options.drivers.size();
    if (gpus != 0 && drivers != 0 && gpus != drivers) {
        return std::unexpected(Problem{
            "wrong-use",
            message("There are {} of --gpu and {} of --driver, so it is not clear which belong together",
                    {std::to_string(gpus), std::to_string(drivers)}),
            "Give each --gpu its --driver; GPUs of one machine go into one --gpu, as 'A40 + T4'"});
    }
    std::vector<gpu::Host> out;
    for (std::size_t i = 0; i < std::max(gpus, drivers); ++i) {
        const std::string none;
        const std::string& gpu = gpus == 0 ? none : options.gpus[i];
        if (gpus != 0 && ascii::trimmed(gpu).empty()) {
            return std::unexpected(
                Problem{"wrong-use", "--gpu is empty", "Name the GPU, such as --gpu 'RTX 3090'"});
        }
        const bool named_twice = drivers != 0 && gpu.find(',') != std::string::npos;
        if (named_twice) {
            return std::unexpected(Problem{
                "wrong-use",
                message("--gpu '{}' has a driver behind its comma, and --driver names one too", {gpu}),
                "Leave one of them out"});
        }
        auto host = host_of(gpu, drivers == 0 ? none : options.drivers[i]);
        if (!host) {
            return std::unexpected(host.error());
        }
        if (host->gpus.empty() && !host->driver.known()) {
            return std::unexpected(
                Problem{"wrong-use", "--driver is empty", "Take what nvidia-smi prints as Driver Version"});
        }
        out.push_back(std::move(*host));
    }
    return out;
}

Hosts machines_of(const MachineOptions& options, std::span<const gpu::Host> configured) {
    Hosts out = paired_machines(options);
    if (!out) {
        return out;
    }
    for (const std::string& path : options.files) {
        auto host = read_host(path);
        if (!host) {
            return std::unexpected(host.error());
        }
        out->push_back(std::move(*host));
    }
    for (const std::string& name : options.names) {
        auto host = named_host(name, configured);
        if (!host) {
            return std::unexpected(host.error());
        }
        out->push_back(std::move(*host));
    }
    return out;
}

} // namespace dockwright::cli
