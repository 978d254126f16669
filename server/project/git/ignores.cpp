#include "project/git/ignores.hpp"
#include "project/context.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <span>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr int most_folders_above = 64;

GitPatterns read_patterns(const fs::path& file) {
    std::error_code ec;
    if (fs::is_symlink(file, ec)) {
        return {};
    }
    const auto text = read_small_file(file, largest_file);
    return text ? GitPatterns::read(*text) : GitPatterns{};
}

bool is_repository(const fs::path& folder) {
    std::error_code ec;
    return fs::exists(folder / ".git", ec);
}

/// The folder and those above it up to a repository's root, that one first; the folder alone if there is
/// none.
std::vector<fs::path> chain_of(const fs::path& folder) {
    std::error_code ec;
    std::vector<fs::path> out{fs::weakly_canonical(fs::absolute(folder, ec), ec)};
    for (int i = 0; i < most_folders_above && !is_repository(out.back()); ++i) {
        const fs::path above = out.back().parent_path();
        if (above == out.back()) {
            return {out.front()};
        }
        out.push_back(above);
    }
    if (!is_repository(out.back())) {
        return {out.front()};
    }
    std::ranges::reverse(out);
    return out;
}

} // namespace

GitIgnores::Shared GitIgnores::at(const fs::path& folder) {
    const std::vector<fs::path> chain = chain_of(folder);
    Shared out = in(nullptr, chain.front(), "");
    for (const fs::path& next : std::span(chain).subspan(1)) {
        out = in(out, next, next.filename().native());
    }
    return out;
}

GitIgnores::Shared GitIgnores::in(const Shared& parent, const fs::path& folder, std::string_view name) {
    auto out = std::make_shared<GitIgnores>();
    const bool begins = parent == nullptr || is_repository(folder);
    if (!begins) {
        out->levels_ = parent->levels_;
        for (Level& level : out->levels_) {
            level.below.append(name).append("/");
        }
    }
    const auto add = [&](const fs::path& file) {
        GitPatterns patterns = read_patterns(file);
        if (!patterns.empty()) {
            out->levels_.push_back(
                {.patterns = std::make_shared<const GitPatterns>(std::move(patterns)), .below = ""});
        }
    };
    if (begins) {
        add(folder / ".git" / "info" / "exclude");
    }
    add(folder / ".gitignore");
    return out;
}

bool GitIgnores::ignores(std::string_view name, bool is_folder) const {
    std::string path;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        path = level->below;
        path += name;
        const GitPatterns::Says says = level->patterns->of(path, is_folder);
        if (says != GitPatterns::Says::nothing) {
            return says == GitPatterns::Says::ignored;
        }
    }
    return false;
}

} // namespace dockwright::project
