#include "project/context_files.hpp"
#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "model/copies.hpp"
#include "model/started_files.hpp"
#include "model/windows.hpp"
#include "project/git/ignores.hpp"
#include "project/version_from_git.hpp"
#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::size_t most_sources = 128;
constexpr std::size_t most_started = 16;

/// Neither a variable nor a path of Windows is in them.
std::vector<std::string> plain_sources(const model::Document& document) {
    std::vector<std::string> out;
    for (const model::Copied& copied : named_sources(document, most_sources)) {
        if (copied.source.find_first_of("\\\0"sv) == std::string::npos &&
            !copied.source_span.of(document.text()).contains('$')) {
            out.push_back(copied.source);
        }
    }
    return out;
}

/// Whether git ignores the path or a folder of it.
bool is_ignored(const GitIgnores::Shared& of_root, const fs::path& root, std::string_view path) {
    GitIgnores::Shared here = of_root;
    fs::path folder = root;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view name = path.substr(0, end);
        if (here->ignores(name, true) || (end == path.size() && here->ignores(name, false))) {
            return true;
        }
        folder /= name;
        here = GitIgnores::in(here, folder, name);
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return false;
}

/// The folder of a path that is there, the deepest: "" is the root.
std::string deepest_folder(Folders& known, const fs::path& root, std::string_view path) {
    std::string folder(path);
    do {
        folder.resize(folder.contains('/') ? folder.rfind('/') : 0);
    } while (!folder.empty() && !known.has(root, folder));
    return folder;
}

/// The path with the name changed that is not there, if one like it is.
std::string nearest_path(Folders& known, const fs::path& root, std::string_view path) {
    const std::string folder = deepest_folder(known, root, path);
    const auto names = known.names_in(folder.empty() ? root : root / folder);
    const std::string prefix = folder.empty() ? "" : folder + "/";
    const std::string_view rest = path.substr(prefix.size());
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const auto name = nearest(rest.substr(0, end), names);
    if (!name) {
        return "";
    }
    std::string out = prefix + std::string(*name) + std::string(rest.substr(end));
    return known.has(root, out) ? out : "";
}

bool is_bare(const fs::path& folder) {
    std::error_code ec;
    return fs::is_empty(folder, ec) && !ec;
}

/// A kind of file that people write and keep, not one that is compiled, packed or downloaded.
bool is_written_by_hand(std::string_view path) {
    constexpr std::string_view kinds[] = {"R",    "c",    "cfg",  "conf", "cpp",  "css",   "csv",  "env",
                                          "go",   "h",    "html", "in",   "ini",  "ipynb", "java", "js",
                                          "json", "lock", "md",   "py",   "rb",   "rs",    "sh",   "sql",
                                          "toml", "ts",   "txt",  "xml",  "yaml", "yml"};
    const std::size_t dot = path.rfind('.');
    return dot != std::string_view::npos && std::ranges::find(kinds, path.substr(dot + 1)) != std::end(kinds);
}

/// In one folder that may be the context.
class Root {
public:
    Root(const fs::path& path, Folders& known) : path_(path), known_(known) {}

    bool has(const std::string& source) const { return known_.has(path_, source); }

    /// Nobody would have told us of it.
    bool may_come(const std::string& source) {
        if (!ignores_) {
            ignores_ = GitIgnores::at(path_);
        }
        const std::string folder = deepest_folder(known_, path_, source);
        return is_ignored(ignores_, path_, source) || (!folder.empty() && is_bare(path_ / folder));
    }

    const fs::path& path() const { return path_; }

private:
    const fs::path& path_;
    Folders& known_;
    GitIgnores::Shared ignores_;
};

/// Windows finds files whose names differ in that.
bool differs_in_case_alone(std::string_view path, std::string_view other) {
    return ascii::lowered(path) == ascii::lowered(other);
}

void find_missing(model::Surroundings& out, const model::Document& document,
                  std::span<const fs::path> folders, bool sure, Folders& known) {
    std::vector<Root> roots;
    for (const fs::path& folder : folders) {
        roots.emplace_back(folder, known);
    }
    std::vector<std::string> lost;
    std::vector<std::size_t> found(roots.size());
    const std::vector<std::string> sources = plain_sources(document);
    for (const std::string& source : sources) {
        bool somewhere = false;
        for (std::size_t i = 0; i < roots.size(); ++i) {
            const bool here = roots[i].has(source);
            found[i] += here ? 1U : 0U;
            somewhere = somewhere || here;
        }
        if (!somewhere) {
            lost.push_back(source);
        }
    }
    if (lost.empty()) {
        return;
    }
    Root& likeliest = roots[static_cast<std::size_t>(std::ranges::max_element(found) - found.begin())];
    const bool fits = sure || std::ranges::max(found) > 0;
    for (std::string& source : lost) {
        std::string nearest = nearest_path(known, likeliest.path(), source);
        if (model::is_for_windows(document) && differs_in_case_alone(source, nearest)) {
            continue;
        }
        if (std::ranges::find(sources, nearest) != sources.end()) {
            nearest.clear(); // that one is meant where it stands
        }
        // Where nothing at all is found, the build may be given another folder altogether; and what no person
        // writes may be made by something in front of the build.
        if (nearest.empty() && !(fits && is_written_by_hand(source))) {
            continue;
        }
        const bool left_out = out.ignored && out.ignored->excludes(source);
        if (!left_out && std::ranges::none_of(roots, [&](Root& root) { return root.may_come(source); })) {
            out.missing.push_back({.path = std::move(source), .nearest = std::move(nearest), .sure = sure});
        }
    }
}

/// The first line of a file, or so much of it as matters.
std::string beginning(const fs::path& path) {
    std::string out(256, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(file.gcount()));
    return out.substr(0, out.find('\n'));
}

/// Neither a program nor a script with `#!`, by all that can be seen.
bool is_text(std::string_view line) {
    return !line.empty() &&
           std::ranges::all_of(line, [](char c) { return c == '\t' || c == '\r' || c >= ' '; });
}

void find_unstartable(model::Surroundings& out, const model::Document& document,
                      std::span<const fs::path> folders, Folders& known) {
    using Why = model::UnstartableFile::Why;
    std::vector<model::StartedFile> files = model::started_files(document);
    files.resize(std::min(files.size(), most_started));
    Span told{};
    for (const model::StartedFile& file : files) {
        const auto root = std::ranges::find_if(
            folders, [&](const fs::path& folder) { return known.has(folder, file.source); });
        const bool told_of = std::ranges::find(out.unstartable, file.source, &model::UnstartableFile::path) !=
                             out.unstartable.end();
        std::error_code ec;
        const fs::path path = root != folders.end() ? *root / file.source : fs::path();
        const fs::file_status status = path.empty() ? fs::file_status() : fs::symlink_status(path, ec);
        if (told_of || status.type() != fs::file_type::regular || file.span == told) {
            continue;
        }
        told = file.span; // the likeliest that is there
        constexpr fs::perms any = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
        const std::string line = beginning(path);
        if ((status.permissions() & any) == fs::perms::none) {
            out.unstartable.push_back({.path = file.source, .why = Why::not_executable});
        }
        if (line.starts_with("#!") && line.ends_with('\r')) {
            out.unstartable.push_back({.path = file.source, .why = Why::carriage_return});
        } else if (!line.starts_with("#!") && is_text(line)) {
            out.unstartable.push_back({.path = file.source, .why = Why::no_interpreter_line});
        }
    }
}

void find_unwanted(model::Surroundings& out, const model::Document& document, const fs::path& folder,
                   Folders& known) {
    const auto takes_all = [&](const model::Stage& stage) {
        return std::ranges::any_of(document.copies(stage), [](const model::Copied& copied) {
            return copied.from == model::Copied::From::context && copied.source.empty();
        });
    };
    if (out.ignored || std::ranges::none_of(document.stages(), takes_all)) {
        return;
    }
    for (const std::string_view name : {".git", ".env", ".venv", "venv", "node_modules", "__pycache__"}) {
        if (known.has(folder, name) && !(name == ".git"sv && takes_version_from_git(folder))) {
            out.unwanted.emplace_back(name);
        }
    }
}

} // namespace

NamedSources named_sources(const model::Document& document, std::size_t most) {
    NamedSources out;
    for (const model::Stage& stage : document.stages()) {
        for (const model::Copied& copied : document.copies(stage)) {
            const bool named = copied.from == model::Copied::From::context && copied.source_known &&
                               !copied.source.empty() &&
                               copied.source.find_first_of("*?[") == std::string::npos;
            const auto is_same = [&](const model::Copied& other) { return other.source == copied.source; };
            if (named && std::ranges::none_of(out, is_same)) {
                out.emplace_back(copied);
            }
        }
        if (out.size() >= most) {
            out.erase(out.begin() + static_cast<std::ptrdiff_t>(most), out.end());
            break;
        }
    }
    return out;
}

void look_at_context(model::Surroundings& out, const model::Document& document,
                     std::span<const fs::path> folders, bool sure, Folders& known) {
    if (folders.empty() || !known.opens(folders.front())) {
        return;
    }
    find_missing(out, document, folders, sure, known);
    find_unstartable(out, document, folders, known);
    find_unwanted(out, document, folders.front(), known);
}

} // namespace dockwright::project
