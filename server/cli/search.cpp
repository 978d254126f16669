#include "cli/search.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>
#include <filesystem>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> skipped_folders = {".git", "node_modules"};
constexpr std::array<std::string_view, 2> stems = {"dockerfile", "containerfile"};
/// What follows the last dot of files that are made into Dockerfiles, or were one.
constexpr std::array<std::string_view, 14> other_kinds = {
    "bak",   "containerignore", "dockerignore", "erb",  "gotmpl", "in",       "j2",
    "jinja", "jinja2",          "mustache",     "orig", "rej",    "template", "tmpl"};

/// A relative name without "./", as people write it.
std::string shown(const fs::path& path) {
    std::string text = path.string();
    return text.starts_with("./") ? text.substr(2) : text;
}

bool is_inside(const fs::path& file, const fs::path& root) {
    std::error_code ec;
    const fs::path real = fs::canonical(file, ec);
    const fs::path real_root = ec ? fs::path{} : fs::canonical(root, ec);
    return !ec && std::ranges::mismatch(real_root, real).in1 == real_root.end();
}

/// Hands each file below the folder to `take`. A folder below that cannot be read is left out.
std::error_code walk(const fs::path& root, std::vector<Target>& out) {
    std::error_code ec;
    auto at = fs::recursive_directory_iterator(root, fs::directory_options::skip_permission_denied, ec);
    for (; !ec && at != fs::recursive_directory_iterator(); at.increment(ec)) {
        const std::string name = at->path().filename().string();
        std::error_code unknown;
        if (at->is_directory(unknown)) {
            if (std::ranges::find(skipped_folders, name) != skipped_folders.end()) {
                at.disable_recursion_pending();
            }
            continue;
        }
        const bool wanted = is_dockerfile_name(name) && at->is_regular_file(unknown);
        if (wanted && (!at->is_symlink(unknown) || is_inside(at->path(), root))) {
            out.push_back({shown(at->path()), root.string()});
        }
    }
    return ec;
}

} // namespace

bool is_dockerfile_name(std::string_view name) {
    const std::string lowered = ascii::lowered(name);
    const std::size_t dot = lowered.rfind('.');
    const std::string_view last =
        dot == std::string::npos ? std::string_view{} : std::string_view(lowered).substr(dot + 1);
    if (lowered.ends_with('~') || std::ranges::find(other_kinds, last) != other_kinds.end()) {
        return false;
    }
    const std::string_view first = std::string_view(lowered).substr(0, lowered.find('.'));
    return std::ranges::find(stems, first) != stems.end() || std::ranges::find(stems, last) != stems.end();
}

std::expected<std::vector<Target>, Problem> targets(const std::string& path) {
    std::error_code ec;
    if (!fs::is_directory(path, ec)) {
        const fs::path folder = fs::path(path).parent_path();
        return std::vector{Target{path, folder.empty() ? "." : folder.string()}};
    }
    std::vector<Target> out;
    if (const std::error_code failed = walk(path, out)) {
        return std::unexpected(Problem{"folder-unreadable",
                                       message("Cannot read the folder '{}': {}", {path, failed.message()}),
                                       "Check its permissions"});
    }
    if (out.empty()) {
        return std::unexpected(Problem{"no-dockerfile", message("There is no Dockerfile in '{}'", {path}),
                                       "Name the file itself if it has another name"});
    }
    std::ranges::sort(out, {}, &Target::path);
    return out;
}

} // namespace dockwright::cli
