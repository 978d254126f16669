#include "host/repairs.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::host {
namespace {

using knowledge::Version;

/// In the folder where the person is: it is copied into its place by a command.
constexpr std::string_view fresh_daemon_json = "daemon.json.new";

std::string daemon_json_path(const Facts& facts) {
    if (facts.engine.rootless) {
        return "~/.config/docker/daemon.json";
    }
    return facts.engine.snap.value_or(false) ? "/var/snap/docker/current/config/daemon.json"
                                             : "/etc/docker/daemon.json";
}

/// A rootless engine's files and service belong to the person.
std::string for_engine(const Facts& facts, std::string_view command) {
    return facts.engine.rootless ? std::string(command) : as_root(facts, command);
}

std::string setting_text(JsonPath path, std::string_view value, bool as_item) {
    std::string out(value);
    if (as_item) {
        out = "[" + out + "]";
    }
    for (const std::string_view* key = path.end(); key != path.begin();) {
        --key;
        out = message("{\"{}\": {}}", {*key, out});
    }
    return out;
}

} // namespace

std::string as_root(const Facts& facts, std::string_view command) {
    return facts.root ? std::string(command) : "sudo " + std::string(command);
}

Repair from_recipe(const Facts& facts, const knowledge::Knowledge& knowledge, std::string_view recipe,
                   std::string_view title, Disturbs disturbs) {
    Repair out;
    out.title = title;
    out.disturbs = disturbs;
    const knowledge::Recipe* found =
        knowledge::recipe(knowledge, recipe, facts.distribution, facts.distribution_like);
    if (found == nullptr) {
        return out;
    }
    out.explanation = found->text;
    for (const std::string_view command : found->commands) {
        std::string own(command);
        if (const std::size_t place = own.find("{branch}"); place != std::string::npos) {
            own.replace(place, 8, std::to_string(version_of(facts.nvidia.driver).major()));
        }
        if (own == "reboot") {
            out.disturbs = Disturbs::machine;
        }
        out.commands.push_back(as_root(facts, own));
    }
    return out;
}

std::string engine_restart_command(const Facts& facts) {
    if (facts.engine.rootless) {
        return "systemctl --user restart docker";
    }
    return as_root(facts,
                   facts.engine.snap.value_or(false) ? "snap restart docker" : "systemctl restart docker");
}

Repair restart_engine(const Facts& facts) {
    Repair out;
    out.title = "Restart the container engine";
    out.commands = {engine_restart_command(facts)};
    out.disturbs = Disturbs::engine;
    return out;
}

Repair restart_machine(const Facts& facts) {
    Repair out;
    out.title = "Restart the machine";
    out.commands = {as_root(facts, "reboot")};
    out.disturbs = Disturbs::machine;
    return out;
}

Repair reload_modules(const Facts& facts) {
    Repair out;
    out.title = "Load the driver's modules anew, without a restart of the machine";
    out.commands = {as_root(facts, "modprobe -r nvidia_drm nvidia_modeset nvidia_uvm nvidia"),
                    as_root(facts, "modprobe nvidia"), as_root(facts, "modprobe nvidia_uvm")};
    out.disturbs = Disturbs::modules;
    out.explanation = "It works only while no program, no container and no screen uses the GPU";
    return out;
}

Repair register_toolkit(const Facts& facts) {
    Repair out;
    out.title = "Tell the engine of the NVIDIA Container Toolkit";
    const bool rootless = facts.engine.rootless;
    out.commands = {for_engine(facts, rootless ? "nvidia-ctk runtime configure --runtime=docker "
                                                 "--config=$HOME/.config/docker/daemon.json"
                                               : "nvidia-ctk runtime configure --runtime=docker"),
                    engine_restart_command(facts)};
    out.disturbs = Disturbs::engine;
    out.explanation = "nvidia-ctk adds one entry to daemon.json and keeps the others";
    return out;
}

/// Where the engine looks for specifications; a folder whose name a shell would read otherwise is left out.
std::string cdi_folder(const EngineFacts& engine) {
    constexpr std::string_view usual = "/var/run/cdi";
    const auto plain = [](const std::string& folder) {
        return folder.starts_with('/') && std::ranges::all_of(folder, [](char c) {
                   return ascii::is_alpha(c) || ascii::is_digit(c) || c == '/' || c == '.' || c == '_' ||
                          c == '-';
               });
    };
    const auto& folders = engine.cdi_folders;
    if (folders.empty() || std::ranges::find(folders, usual) != folders.end() || !plain(folders.back())) {
        return std::string(usual);
    }
    return folders.back(); // of several specifications the last folder's wins
}

Repair renew_cdi(const Facts& facts) {
    Repair out;
    out.title = "Write the CDI specification anew (the file that lists the GPUs for containers)";
    out.commands = {as_root(facts, message("nvidia-ctk cdi generate --output={}/nvidia.yaml",
                                           {cdi_folder(facts.engine)})),
                    "nvidia-ctk cdi list"};
    for (const std::string& file : facts.toolkit.cdi_files) {
        if (file.starts_with("/etc/cdi/nvidia")) { // this one would go on being read
            out.commands.front() = as_root(facts, "nvidia-ctk cdi generate --output=" + printable(file));
        }
    }
    out.explanation = "Containers that exist must be made anew to get the new files";
    return out;
}

Repair change_daemon_json(const Facts& facts, std::string_view title, JsonPath path, std::string_view value,
                          bool as_item) {
    Repair out;
    out.title = title;
    out.disturbs = Disturbs::engine;
    const std::string file = daemon_json_path(facts);
    const Version engine = version_of(facts.engine.version);
    std::vector<std::string> validate;
    if (!engine.known() || engine >= Version::of("23.0")) { // the first dockerd with --validate
        validate.push_back(
            for_engine(facts, message("dockerd --validate --config-file {}", {fresh_daemon_json})));
    }
    if (!facts.engine.daemon_json) { // there is none, or it could not be read
        const auto fresh =
            as_item ? add_to_daemon_json("", path, value) : set_in_daemon_json("", path, value);
        out.files = {{std::string(fresh_daemon_json), fresh.value_or("")}};
        out.commands = std::move(validate);
        out.commands.push_back(
            for_engine(facts, message("cp --no-clobber {} {}", {fresh_daemon_json, file})));
        out.commands.push_back(engine_restart_command(facts));
        out.explanation =
            message("Where there is a {} already, it is left as it is: then put {} into it by hand",
                    {file, setting_text(path, value, as_item)});
        return out;
    }
    const std::string& old = *facts.engine.daemon_json;
    const auto changed =
        as_item ? add_to_daemon_json(old, path, value) : set_in_daemon_json(old, path, value);
    if (!changed) {
        out.explanation = message("Put {} into {} by hand; {}",
                                  {setting_text(path, value, as_item), file, changed.error().message});
        out.commands = {engine_restart_command(facts)};
        return out;
    }
    out.files = {{std::string(fresh_daemon_json), *changed}};
    if (old.find_first_not_of(" \t\r\n") != std::string::npos) {
        out.commands.push_back(for_engine(facts, message("cp -a {} {}.before", {file, file})));
    }
    out.commands.insert(out.commands.end(), validate.begin(), validate.end());
    out.commands.push_back(for_engine(facts, message("install -D -m 644 {} {}", {fresh_daemon_json, file})));
    out.commands.push_back(engine_restart_command(facts));
    out.explanation = message("{} is the present {} with {} put in",
                              {fresh_daemon_json, file, setting_text(path, value, as_item)});
    return out;
}

Version version_of(std::string_view text) {
    const std::string_view number = text.substr(0, text.find_first_not_of("0123456789."));
    return Version::parse(number.substr(0, number.find_last_not_of('.') + 1)).value_or(Version());
}

knowledge::Fact fact_of(const knowledge::Knowledge& knowledge, std::string_view principle) {
    const knowledge::Principle* found = knowledge::principle(knowledge, principle);
    return found != nullptr ? found->fact : knowledge::Fact();
}

} // namespace dockwright::host
