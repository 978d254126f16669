#include "gpu/image/homes.hpp"
#include <algorithm>

namespace dockwright::gpu {

using knowledge::PythonKind;

namespace {

/// `/opt/venv` of `/opt/venv/bin` and `/opt/venv/bin/`.
std::string_view prefix_of_folder(std::string_view folder) {
    while (folder.ends_with('/')) {
        folder.remove_suffix(1);
    }
    return folder.ends_with("/bin") ? folder.substr(0, folder.size() - 4) : std::string_view();
}

} // namespace

std::optional<std::uint32_t> find_home(const ImageState& state, std::string_view prefix) {
    while (prefix.size() > 1 && prefix.ends_with('/')) {
        prefix.remove_suffix(1);
    }
    for (std::uint32_t i = 0; i < state.homes.size(); ++i) {
        const PythonHome& home = state.homes[i];
        const bool named = home.prefix == prefix || (home.kind == PythonKind::conda &&
                                                     home.prefix.ends_with("/envs/" + std::string(prefix)));
        if (!prefix.empty() && named) {
            return i;
        }
    }
    // An environment that is named in one place is a folder in another: `train`, `/opt/conda/envs/train`.
    const auto slash = prefix.rfind('/');
    if (slash != std::string_view::npos && prefix.substr(0, slash).ends_with("/envs")) {
        return find_home(state, prefix.substr(slash + 1));
    }
    if (prefix == "base") {
        const auto conda = std::ranges::find(state.homes, PythonKind::conda, &PythonHome::kind);
        if (conda != state.homes.end()) {
            return static_cast<std::uint32_t>(conda - state.homes.begin());
        }
    }
    return std::nullopt;
}

std::uint32_t home_at(ImageState& state, std::string_view prefix, PythonKind kind, Place place) {
    if (const auto found = find_home(state, prefix)) {
        return *found;
    }
    while (prefix.size() > 1 && prefix.ends_with('/')) {
        prefix.remove_suffix(1);
    }
    state.homes.push_back({.kind = kind, .prefix = std::string(prefix), .place = place});
    return static_cast<std::uint32_t>(state.homes.size() - 1);
}

std::uint32_t home_on_path(const ImageState& state) {
    std::string_view path = state.value("PATH");
    while (!path.empty()) {
        const auto end = path.find(':');
        const std::string_view prefix = prefix_of_folder(path.substr(0, end));
        if (const auto found = find_home(state, prefix); found && !prefix.empty()) {
            return *found;
        }
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return state.alias;
}

bool names_unseen_environment(const ImageState& state) {
    std::string_view path = state.value("PATH");
    while (!path.empty()) {
        const auto end = path.find(':');
        const std::string_view folder = path.substr(0, end);
        const std::string_view prefix = prefix_of_folder(folder);
        if ((!prefix.empty() && find_home(state, prefix)) || folder.starts_with("/usr/bin")) {
            return false;
        }
        for (const std::string_view word : {"conda", "mamba", "venv", "pyenv", "virtualenv", "miniforge"}) {
            if (prefix.contains(word)) {
                return true;
            }
        }
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return false;
}

std::uint32_t home_of_program(ImageState& state, std::string_view program, std::uint32_t ordinary,
                              Place place) {
    const auto link = std::ranges::find(state.links, program, &ProgramLink::name);
    if (link != state.links.end() && ordinary == state.alias) {
        return link->home;
    }
    for (const std::string_view name : {"python", "pip"}) {
        const auto variable = program.find_first_of("$`");
        if (program.starts_with(name) && variable != std::string_view::npos) { // of whatever version
            return home_at(state, "python" + std::string(program.substr(variable)), PythonKind::system,
                           place);
        }
        if (!program.starts_with(name) || !program.substr(name.size()).contains('.')) {
            continue;
        }
        const auto version = Version::parse(program.substr(name.size()));
        if (!version || state.homes[ordinary].python == *version) {
            return ordinary;
        }
        for (std::uint32_t i = 0; i < state.homes.size(); ++i) {
            if (state.homes[i].python == *version) {
                return i;
            }
        }
        const std::string number = "python" + to_string(*version);
        const std::uint32_t home = home_at(state, number, PythonKind::system, place);
        state.homes[home].python = *version;
        return home;
    }
    if (ordinary == 0) {
        ensure_system_python(state, place);
    }
    return ordinary;
}

void ensure_system_python(ImageState& state, Place place) {
    PythonHome& system = state.homes.front();
    if (system.kind != PythonKind::none) {
        return;
    }
    system.kind = PythonKind::system;
    system.place = place;
    if (state.distribution != nullptr) {
        system.python = state.distribution->python;
        system.externally_managed = state.distribution->externally_managed;
    }
}

} // namespace dockwright::gpu
