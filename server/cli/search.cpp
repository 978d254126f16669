#include "cli/search.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "project/git/ignores.hpp"
#include "project/plans/plan_file.hpp"
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <sys/stat.h>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> skipped_folders = {".git", "node_modules"};
constexpr std::array<std::string_view, 2> stems = {"dockerfile", "containerfile"};
/// What follows the last dot of files that are made into Dockerfiles, were one, or tell of one.
constexpr std::array<std::string_view, 30> other_kinds = {"bak",      "c",        "containerignore",
                                                          "cpp",      "cs",       "dockerignore",
                                                          "erb",      "go",       "gotmpl",
                                                          "html",     "in",       "j2",
                                                          "java",     "jinja",    "jinja2",
                                                          "js",       "json",     "md",
                                                          "mustache", "orig",     "py",
                                                          "rb",       "rej",      "rs",
                                                          "sh",       "template", "tmpl",
                                                          "toml",     "ts",       "xml"};

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

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

/// What tests read, odd on purpose: `testdata`, `testfiles-negative`.
bool is_test_data(std::string_view name) {
    return is_one_of(name.substr(0, name.find_first_of("-_.")), {"testdata", "testfile", "testfiles"});
}

/// Copies of other projects, without all that a build of them needs.
bool is_other_copy(std::string_view name) {
    return is_one_of(name, {"third-party", "third_party", "thirdparty", "3rd-party", "3rd_party", "3rdparty",
                            "vendor", "vendored"});
}

/// A name that also a project's own folders have: what is another's there has its licence or its repository.
bool holds_other_projects(std::string_view name) {
    return is_one_of(name, {"deps", "extern", "external", "externals", "submodules"});
}

bool is_other_project(const fs::path& folder) {
    return std::ranges::any_of(
        std::array{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING", ".git"},
        [&](const char* name) {
            std::error_code ec;
            return fs::exists(folder / name, ec);
        });
}

/// Code about archives lies in folders called `archive`, too, but seldom in the first.
bool is_put_away(std::string_view name, bool at_top) {
    return is_one_of(name, {"_archive", "_archived", "archived", "attic", "deprecated"}) ||
           (at_top && name == "archive");
}

/// Tests build what lies there, and see themselves whether it builds.
bool is_for_tests(std::string_view name) {
    return is_one_of(name, {"__tests__", "e2e", "fixtures", "test", "tests"}) || name.ends_with("-tests") ||
           name.ends_with("_tests");
}

/// `Dockerfile.old` beside `Dockerfile`. Some endings mean nothing else, so they are no Dockerfiles at all.
bool is_saved_copy(const fs::path& file) {
    std::error_code ec;
    return is_one_of(ascii::lowered(file.extension().string()),
                     {".backup", ".bkp", ".old", ".org", ".sav", ".save", ".saved"}) &&
           fs::exists(file.parent_path() / file.stem(), ec);
}

Problem unreadable(const fs::path& folder, const std::error_code& why) {
    return {"folder-unreadable", message("Cannot read the folder '{}': {}", {shown(folder), why.message()}),
            "Check its permissions"};
}

/// What is found below one folder, whose subfolders wait in a list: recursion would end where the
/// first of them cannot be read.
class Search {
public:
    Search(fs::path root, bool git_ignored_too) : root_(std::move(root)) {
        waiting_.push_back({.path = root_,
                            .ignores = git_ignored_too ? nullptr : project::GitIgnores::at(root_),
                            .at_top = true});
        while (!waiting_.empty()) {
            const Waiting folder = std::move(waiting_.back());
            waiting_.pop_back();
            std::error_code ec;
            for (fs::directory_iterator at(folder.path, ec); !ec && at != fs::directory_iterator();
                 at.increment(ec)) {
                take(*at, folder);
            }
            if (ec) {
                found_.problems.push_back(unreadable(folder.path, ec));
            }
        }
        std::ranges::sort(found_.files, {}, &Target::path);
        std::ranges::sort(found_.problems, {}, &Problem::message);
    }

    Found result() && { return std::move(found_); }

private:
    struct Waiting {
        fs::path path;
        project::GitIgnores::Shared ignores; ///< null: nothing is ignored
        bool at_top = false;
        bool others = false; ///< as holds_other_projects
        Target::Aside aside = Target::Aside::no;
    };

    void take_folder(const fs::path& path, const std::string& name, const Waiting& above) {
        const std::string lowered = ascii::lowered(name);
        if (std::ranges::find(skipped_folders, name) != skipped_folders.end() || is_test_data(lowered) ||
            is_other_copy(lowered) || (above.others && is_other_project(path)) ||
            (above.ignores && above.ignores->ignores(name, true))) {
            return;
        }
        waiting_.push_back(
            {.path = path,
             .ignores = above.ignores ? project::GitIgnores::in(above.ignores, path, name) : nullptr,
             .others = holds_other_projects(lowered),
             .aside = above.aside != Target::Aside::no     ? above.aside
                      : is_put_away(lowered, above.at_top) ? Target::Aside::put_away
                      : is_for_tests(lowered)              ? Target::Aside::tests
                                                           : Target::Aside::no});
    }

    void take(const fs::directory_entry& entry, const Waiting& above) {
        const project::GitIgnores::Shared& ignores = above.ignores;
        const std::string name = entry.path().filename().string();
        std::error_code unknown;
        if (entry.is_directory(unknown)) {
            if (!entry.is_symlink(unknown)) {
                take_folder(entry.path(), name, above);
            }
            return;
        }
        const auto plan_kind = project::plan_kind(entry.path().native());
        if ((!plan_kind && !is_dockerfile_name(name)) || !entry.is_regular_file(unknown) ||
            (ignores && ignores->ignores(name, false)) || (!plan_kind && is_saved_copy(entry.path()))) {
            return;
        }
        if (!entry.is_symlink(unknown) || is_inside(entry.path(), root_)) {
            found_.files.push_back({.path = shown(entry.path()),
                                    .root = root_.string(),
                                    .aside = above.aside,
                                    .plan_kind = plan_kind});
        }
    }

    fs::path root_;
    std::vector<Waiting> waiting_;
    Found found_;
};

} // namespace

bool is_dockerfile_name(std::string_view name) {
    const std::string lowered = ascii::lowered(name);
    const std::size_t dot = lowered.rfind('.');
    const std::string_view last =
        dot == std::string::npos ? std::string_view{} : std::string_view(lowered).substr(dot + 1);
    if (lowered.ends_with('~') || std::ranges::find(other_kinds, last) != other_kinds.end()) {
        return false;
    }
    const std::string_view first = std::string_view(lowered).substr(0, lowered.find_first_of(".-_"));
    return std::ranges::find(stems, first) != stems.end() || std::ranges::find(stems, last) != stems.end();
}

std::string other_kinds_list() {
    std::string out;
    for (const std::string_view kind : other_kinds) {
        out += out.empty() ? "" : ", ";
        out += kind;
    }
    return out;
}

Found targets(const std::string& path, bool git_ignored_too) {
    std::error_code ec;
    if (!fs::is_directory(path, ec)) {
        const fs::path folder = fs::path(path).parent_path();
        return {.files = {Target{.path = path,
                                 .root = folder.empty() ? "." : folder.string(),
                                 .named = true,
                                 .plan_kind = project::plan_kind_of_named(path)}},
                .problems = {}};
    }
    Found found = Search(path, git_ignored_too).result();
    if (found.files.empty() && found.problems.empty()) {
        found.problems.push_back({"no-dockerfile", message("There is no Dockerfile in '{}'", {path}),
                                  "Name the file itself if it has another name"});
    }
    return found;
}

void drop_repeated(std::vector<Target>& files) {
    const auto real = [](const std::string& path) {
        std::error_code ec;
        const fs::path out = fs::canonical(path, ec);
        return ec ? path : out.string();
    };
    // The real name is asked for only where it may be that of another: each takes many calls of the system.
    std::map<std::pair<dev_t, ino_t>, std::vector<std::string>> seen;
    std::set<std::string> unseen;
    std::erase_if(files, [&](const Target& file) {
        struct stat about{};
        if (file.path == "-" || ::stat(file.path.c_str(), &about) != 0) {
            return !unseen.insert(file.path).second;
        }
        std::vector<std::string>& same = seen[{about.st_dev, about.st_ino}];
        const std::string name = same.empty() ? std::string() : real(file.path);
        if (std::ranges::any_of(same, [&](const std::string& other) { return real(other) == name; })) {
            return true;
        }
        same.push_back(file.path);
        return false;
    });
}

} // namespace dockwright::cli
