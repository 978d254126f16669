#include "cli/run/profile.hpp"
#include "actions/secrets.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/input.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

Problem name_wrong(const std::string& name) {
    return {.kind = "wrong-use",
            .message = message("'{}' can't be a profile's name", {printable(name)}),
            .next_step = "Write it with letters, digits, '.', '_' and '-'"};
}

std::vector<std::string> profiles_in(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code ec;
    for (fs::directory_iterator it(fs::path(folder) / ".dockwright/run", ec), end; !ec && it != end;
         it.increment(ec)) {
        if (it->path().extension() == ".yaml") {
            out.push_back(it->path().stem().string());
        }
    }
    std::ranges::sort(out);
    return out;
}

Problem missing(const std::vector<std::string>& folders, const std::string& name) {
    std::vector<std::string> known;
    for (const std::string& folder : folders) {
        const auto some = profiles_in(folder);
        known.insert(known.end(), some.begin(), some.end());
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    std::string all;
    for (const std::string& one : known) {
        all += (all.empty() ? "" : ", ") + printable(one);
    }
    const auto near = nearest(name, names);
    return {.kind = "profile-missing",
            .message = message("there is no run profile '{}' in {}", {name, printable(folders.front())}),
            .next_step = near          ? message("Did you mean '{}'?", {printable(*near)})
                         : all.empty() ? "Write one: dockwright run … --save NAME"
                                       : "There are: " + all};
}

Problem wrong(const std::string& path, std::string_view text, const config::Mistake& mistake) {
    const auto line = 1 + std::ranges::count(text.substr(0, mistake.span.begin.index()), '\n');
    return {.kind = "profile-wrong",
            .message = message("line {} of {}: {}",
                               {std::to_string(line), printable(path), printable(mistake.message)}),
            .next_step = mistake.replacement.empty()
                             ? "Mend it, or write it anew with --save"
                             : message("Did you mean '{}'?", {printable(mistake.replacement)})};
}

Problem unwritable(const std::string& path, const std::error_code& ec) {
    return {.kind = "file-unwritable",
            .message = message("{} can't be written: {}", {printable(path), ec.message()}),
            .next_step = "Check that you may write there"};
}

template <class T>
void over(T& profile, const T& given) {
    if (given != T()) {
        profile = given;
    }
}

std::string_view name_of(std::string_view variable) {
    return variable.substr(0, variable.find('='));
}

} // namespace

std::string profile_path(const std::string& folder, const std::string& name) {
    return (fs::path(folder.empty() ? "." : folder) / ".dockwright/run" / (name + ".yaml")).string();
}

std::expected<config::RunProfile, Problem> load_profile(const std::vector<std::string>& folders,
                                                        const std::string& name) {
    if (!config::is_profile_name(name)) {
        return std::unexpected(name_wrong(name));
    }
    for (const std::string& folder : folders) {
        const std::string path = profile_path(folder, name);
        std::error_code ec;
        if (!fs::exists(path, ec)) {
            continue;
        }
        const auto text = read_file(path);
        if (!text) {
            return std::unexpected(text.error());
        }
        config::RunProfileFile file = config::read_run_profile(*text);
        if (!file.mistakes.empty()) {
            return std::unexpected(wrong(path, *text, file.mistakes.front()));
        }
        return std::move(file.profile);
    }
    return std::unexpected(missing(folders, name));
}

std::optional<Problem> save_profile(const std::string& folder, const std::string& name,
                                    const config::RunProfile& profile) {
    if (!config::is_profile_name(name)) {
        return name_wrong(name);
    }
    const std::string path = profile_path(folder, name);
    const std::string beside = path + "." + std::to_string(::getpid()) + ".part";
    std::error_code ec;
    fs::create_directories(fs::path(path).parent_path(), ec);
    if (ec) {
        return unwritable(path, ec);
    }
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << config::write_run_profile(profile);
    file.close();
    if (!file) {
        ec = std::error_code(errno, std::generic_category());
    } else {
        fs::rename(beside, path, ec);
    }
    if (ec) {
        std::error_code ignored;
        fs::remove(beside, ignored);
        return unwritable(path, ec);
    }
    return std::nullopt;
}

config::RunProfile joined(config::RunProfile profile, const config::RunProfile& given) {
    if (!given.image.empty() || !given.context.empty() || !given.file.empty()) {
        profile.image = given.image;
        profile.context = given.context;
        profile.file = given.file;
    }
    over(profile.target, given.target);
    over(profile.platform, given.platform);
    over(profile.build_args, given.build_args);
    over(profile.command, given.command);
    over(profile.name, given.name);
    over(profile.gpus, given.gpus);
    over(profile.data, given.data);
    over(profile.results, given.results);
    over(profile.ports, given.ports);
    over(profile.shm_size, given.shm_size);
    over(profile.user, given.user);
    over(profile.workdir, given.workdir);
    over(profile.network, given.network);
    profile.share = profile.share || given.share;
    profile.public_ports = profile.public_ports || given.public_ports;
    profile.no_caches = profile.no_caches || given.no_caches;
    profile.remove = profile.remove || given.remove;
    for (const std::string& variable : given.env) {
        const auto same = [&](const std::string& other) { return name_of(other) == name_of(variable); };
        std::erase_if(profile.env, same);
        std::erase_if(profile.secrets, same);
        profile.env.push_back(variable);
    }
    return profile;
}

void part_secrets(config::RunProfile& profile) {
    for (const std::string& name : actions::secret_variables(profile.env)) {
        std::erase_if(profile.env, [&](const std::string& variable) { return name_of(variable) == name; });
        if (std::ranges::find(profile.secrets, name) == profile.secrets.end()) {
            profile.secrets.push_back(name);
        }
    }
}

} // namespace dockwright::cli
