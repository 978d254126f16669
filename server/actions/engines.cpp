#include "actions/engines.hpp"
#include "base/message.hpp"
#include "config/machines.hpp"
#include "engine/contexts.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace dockwright::actions {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 20U;

/// Empty if it isn't there: a person without machines has no such file.
std::string text_of(const std::string& path) {
    std::error_code ec;
    if (path.empty() || !std::filesystem::is_regular_file(path, ec)) {
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(largest_file, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

std::string at_home(std::string path, const std::string& home) {
    return path.starts_with("~/") ? home + path.substr(1) : path;
}

engine::Choice choice_of(const config::KnownMachine& machine, const engine::Environment& environment) {
    engine::Choice choice{.host = machine.host,
                          .context = machine.context,
                          .machine = machine.name,
                          .tls = {},
                          .named_by = message("machine '{}'", {machine.name})};
    if (machine.tls != config::MachineTls()) {
        choice.tls = engine::TlsFiles{.authority = at_home(machine.tls.ca, environment.home),
                                      .certificate = at_home(machine.tls.cert, environment.home),
                                      .key = at_home(machine.tls.key, environment.home)};
    }
    return choice;
}

config::MachinesFile machines_of(const engine::Environment& environment) {
    return config::read_machines(
        text_of(config::machines_path(environment.xdg_config_home, environment.home)));
}

bool is_known(const NamedEngines& found, std::string_view name, std::string_view host) {
    return std::ranges::any_of(found.engines, [&](const NamedEngine& engine) {
        return engine.name == name || engine.host == host || engine.choice.context == name;
    });
}

} // namespace

NamedEngines named_engines(const engine::Environment& environment) {
    NamedEngines found;
    config::MachinesFile file = machines_of(environment);
    for (const config::Mistake& mistake : file.mistakes) {
        found.mistakes.push_back(mistake.message);
    }
    for (const auto& machine : file.machines) {
        const config::KnownMachine& known = machine.value;
        found.engines.push_back({.name = known.name,
                                 .choice = choice_of(known, environment),
                                 .origin = "machine",
                                 .host = known.host});
    }
    for (engine::Context& context : engine::contexts(engine::docker_folder(environment))) {
        if (!is_known(found, context.name, context.host)) {
            engine::Choice choice;
            choice.context = context.name;
            found.engines.push_back({.name = std::move(context.name),
                                     .choice = std::move(choice),
                                     .origin = "context",
                                     .host = std::move(context.host)});
        }
    }
    const auto planned = engine::plan_endpoints({}, environment);
    if (planned) {
        const engine::Endpoint& first = planned->candidates.front();
        if (!is_known(found, first.name.empty() ? "local" : first.name, first.host())) {
            found.engines.push_back(
                {.name = "local", .choice = {}, .origin = "default", .host = first.host()});
        }
    }
    return found;
}

engine::Choice choice_by(std::string_view text, const engine::Environment& environment,
                         std::string named_by) {
    for (const auto& machine : machines_of(environment).machines) {
        if (machine.value.name == text) {
            return choice_of(machine.value, environment);
        }
    }
    engine::Choice choice;
    choice.named_by = std::move(named_by);
    const bool plain = !text.contains("://") && !text.contains(':') && !text.contains('/');
    if (plain && engine::find_context(engine::docker_folder(environment), text, choice.named_by)) {
        choice.context = text;
    } else {
        choice.host = text;
    }
    return choice;
}

} // namespace dockwright::actions
