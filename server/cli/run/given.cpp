#include "cli/run/given.hpp"
#include "actions/owner.hpp"
#include "actions/run/variables.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/run/profile.hpp"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace dockwright::cli {
namespace {

using Wrong = std::optional<Problem>;

std::optional<std::string> here(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// No image's name begins so.
bool is_folder_word(std::string_view word) {
    return word == "." || word == ".." || word.starts_with("./") || word.starts_with("../") ||
           word.starts_with('/');
}

Wrong read_words(std::vector<std::string> words, RunGiven& given) {
    if (!words.empty() && words.front() == "--") {
        words.erase(words.begin());
    }
    config::RunProfile& profile = given.profile;
    profile.file = given.building.file;
    if (words.empty()) {
        profile.context = profile.file.empty() ? "" : ".";
        const bool nothing = profile.file.empty() && given.use.empty();
        return nothing
                   ? Wrong(Problem{"wrong-use", "There is no image to run", "See 'dockwright run --help'"})
                   : std::nullopt;
    }
    if (words.front().starts_with('-')) {
        return Problem{"wrong-use",
                       message("'{}' is no option of run and no image", {printable(words.front())}),
                       "See 'dockwright run --help'; options stand before the image"};
    }
    std::error_code ec;
    const bool builds = !profile.file.empty() || is_folder_word(words.front());
    if (builds && !std::filesystem::is_directory(words.front(), ec)) {
        return Problem{"wrong-use",
                       message("there is no folder '{}' to build from", {printable(words.front())}),
                       "Write the folder that the Dockerfile copies from before the command, such as '.'"};
    }
    (builds ? profile.context : profile.image) = words.front();
    profile.command.assign(words.begin() + 1, words.end());
    if (!profile.command.empty() && profile.command.front().starts_with("--")) {
        return Problem{"wrong-use",
                       message("'{}' stands behind the image, so it would be the program to run",
                               {printable(profile.command.front())}),
                       "Write the options of run before the image"};
    }
    return std::nullopt;
}

/// Files of variables stand below single ones, as in docker.
Wrong read_files(RunGiven& given) {
    std::vector<std::string> all;
    for (const std::string& path : given.variable_files) {
        const auto text = read_file(path);
        if (!text) {
            return text.error();
        }
        auto variables = actions::read_variables(*text, path, here);
        if (!variables) {
            return std::move(variables.error());
        }
        all.insert(all.end(), variables->begin(), variables->end());
    }
    given.profile.env.insert(given.profile.env.begin(), all.begin(), all.end());
    return std::nullopt;
}

/// Folders of this machine are meant from here; those of others can't be.
void make_whole(std::vector<std::string>& texts) {
    std::error_code ec;
    for (std::string& text : texts) {
        if (text.starts_with("./") || text.starts_with("../") || text == "." ||
            (!text.starts_with('/') && std::filesystem::exists(text.substr(0, text.rfind(":/")), ec))) {
            text = (std::filesystem::current_path(ec) / text).lexically_normal().string();
        }
    }
}

Wrong take_variables(const config::RunProfile& profile, RunArguments& arguments) {
    for (const std::string& text : profile.env) {
        auto variable = actions::read_variable(text, here);
        if (!variable) {
            return std::move(variable.error());
        }
        if (auto& set = *variable) {
            arguments.options.environment.push_back(std::move(*set));
        }
    }
    for (const std::string& name : profile.secrets) {
        if (const auto value = here(name)) {
            arguments.options.environment.push_back(name + "=" + *value);
        } else {
            arguments.notes.push_back(message("the profile takes {} from here, and it isn't set here: write "
                                              "export {}=… before",
                                              {printable(name), printable(name)}));
        }
    }
    return std::nullopt;
}

Wrong take_build(const config::RunProfile& profile, RunGiven& given, RunArguments& arguments) {
    actions::BuildOptions building = std::move(given.building);
    building.context = profile.context.empty() ? "." : profile.context;
    building.file = profile.file;
    building.target = profile.target;
    building.platform = profile.platform;
    given.build_texts.arguments = profile.build_args;
    if (auto wrong = finish_build_options(given.build_texts, arguments.engine, building)) {
        return wrong;
    }
    arguments.building = std::move(building);
    return std::nullopt;
}

Wrong take(const config::RunProfile& profile, RunGiven& given, RunArguments& arguments) {
    actions::RunOptions& options = arguments.options;
    options.image = profile.image;
    options.command = profile.command;
    options.name = profile.name;
    options.gpus = profile.gpus;
    options.share_gpus = profile.share;
    options.data = profile.data;
    options.results = profile.results;
    options.ports = profile.ports;
    options.public_ports = profile.public_ports;
    options.folder = profile.workdir;
    options.network = profile.network;
    options.caches = !profile.no_caches;
    options.remove_at_end = profile.remove;
    options.profile = given.save.empty() ? given.use : given.save;
    if (!profile.shm_size.empty()) {
        options.shm_size = actions::read_size(profile.shm_size);
        if (!options.shm_size) {
            return Problem{"wrong-use", message("'{}' is no size", {printable(profile.shm_size)}),
                           "Write it as 8g or 512m"};
        }
    }
    if (!profile.user.empty()) {
        options.user = profile.user;
    }
    make_whole(options.data);
    make_whole(options.results);
    if (profile.image.empty() && profile.context.empty() && profile.file.empty()) {
        return Problem{"wrong-use", "There is no image to run", "Name one, or a folder with a Dockerfile"};
    }
    if (profile.image.empty()) {
        if (auto wrong = take_build(profile, given, arguments)) {
            return wrong;
        }
    }
    return take_variables(profile, arguments);
}

/// Beside the Dockerfile, else here.
std::string folder_of(const config::RunProfile& profile) {
    if (!profile.file.empty()) {
        const std::string folder = std::filesystem::path(profile.file).parent_path().string();
        return folder.empty() ? "." : folder;
    }
    return profile.context.empty() ? "." : profile.context;
}

Wrong save(config::RunProfile profile, const std::string& name, RunArguments& arguments) {
    const std::string folder = folder_of(profile);
    part_secrets(profile);
    if (auto wrong = save_profile(folder, name, profile)) {
        return wrong;
    }
    arguments.notes.push_back(message("saved as {}", {printable(profile_path(folder, name))}));
    for (const std::string& secret : profile.secrets) {
        arguments.notes.push_back(
            message("{} looks like a secret: its name was saved and its value was not", {printable(secret)}));
    }
    return std::nullopt;
}

} // namespace

Wrong settle_run(RunGiven given, std::vector<std::string> words, RunArguments& arguments) {
    given.profile.target = given.building.target;
    given.profile.platform = given.building.platform;
    given.profile.build_args = given.build_texts.arguments;
    if (auto wrong = read_words(std::move(words), given)) {
        return wrong;
    }
    if (auto wrong = read_files(given)) {
        return wrong;
    }
    config::RunProfile profile = given.profile;
    if (!given.use.empty()) {
        auto loaded = load_profile({".", folder_of(given.profile)}, given.use);
        if (!loaded) {
            return std::move(loaded.error());
        }
        profile = joined(std::move(*loaded), given.profile);
    }
    if (arguments.options.interactive && arguments.detach) {
        return Problem{"wrong-use", "--interactive and --detach exclude each other", "Leave one out"};
    }
    const bool named = !arguments.engine.choice.host.empty() || !arguments.engine.choice.context.empty();
    if (arguments.any_host && named) {
        return Problem{"wrong-use", "--any-host and a named machine exclude each other", "Leave one out"};
    }
    if (arguments.any_host && profile.gpus.empty()) {
        profile.gpus = "free";
    }
    if (auto wrong = take(profile, given, arguments)) {
        return wrong;
    }
    arguments.engine.json = given.format == "json";
    const engine::Endpoint here_alone;
    const actions::Person person = actions::person_at(here_alone, arguments.engine.environment.home);
    arguments.options.owner = actions::owner_value(person);
    arguments.options.person = {.name = person.user, .uid = ::getuid(), .gid = ::getgid()};
    return given.save.empty() ? std::nullopt : save(std::move(profile), given.save, arguments);
}

} // namespace dockwright::cli
