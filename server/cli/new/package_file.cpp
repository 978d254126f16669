#include "cli/new/package_file.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "knowledge/queries.hpp"
#include "model/document.hpp"
#include "project/surroundings.hpp"
#include <algorithm>
#include <array>
#include <filesystem>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> usual = {"requirements.txt", "environment.yml", "environment.yaml"};
constexpr std::array<std::string_view, 3> frameworks = {"torch", "tensorflow", "jax"};

/// conda calls it otherwise.
std::string_view framework_of(const model::ListedPackage& package) {
    const std::string name = knowledge::normalized(package.name);
    if (name == "pytorch" || name == "pytorch-gpu" || name == "pytorch-cuda") {
        return "torch";
    }
    const auto found = std::ranges::find(frameworks, name);
    return found == frameworks.end() ? std::string_view() : *found;
}

/// conda's `=2.4` is pip's `==2.4.*`.
std::string pip_versions(const model::ListedPackage& package, bool is_conda) {
    const std::string& version = package.version;
    const bool one = is_conda && version.starts_with('=') && !version.starts_with("==");
    if (!one) {
        return version;
    }
    return "==" + version.substr(1) + (version.ends_with('*') ? "" : ".*");
}

std::expected<std::string, Problem> name_in(const std::string& folder, const std::string& asked) {
    std::error_code ec;
    const fs::path root = fs::weakly_canonical(folder, ec);
    const fs::path file = fs::weakly_canonical(asked, ec);
    const fs::path relative = file.lexically_relative(root);
    if (ec || relative.empty() || *relative.begin() == "..") {
        return std::unexpected(Problem{
            "outside", message("'{}' does not lie in '{}', so the build can't see it", {asked, folder}),
            "Copy it there"});
    }
    return relative.generic_string();
}

void read_packages(const model::PackageList& list, PackageFile& out) {
    for (const model::ListedPackage& package : list.packages) {
        const std::string_view framework = framework_of(package);
        if (!framework.empty() && out.framework.empty() && package.name != "pytorch-cuda") {
            out.framework = framework;
            out.versions = pip_versions(package, out.is_conda);
        }
    }
    const auto version = knowledge::Version::parse(
        std::string_view(list.python)
            .substr(std::min(list.python.find_first_not_of("=~<> "), list.python.size())));
    if (out.is_conda && list.python.starts_with('=') && version && version->size >= 2) {
        out.python = to_string(version->cut(2));
    }
}

} // namespace

bool is_file(const std::string& path) {
    std::error_code ec;
    return fs::exists(fs::symlink_status(path, ec));
}

std::expected<PackageFile, Problem> find_package_file(const std::string& folder, const std::string& asked) {
    PackageFile out;
    std::string path = asked;
    for (const std::string_view name : usual) {
        const std::string one = folder + "/" + std::string(name);
        path = path.empty() && is_file(one) ? one : path;
    }
    if (path.empty()) {
        out.name = usual.front();
        out.framework = "torch";
        return out;
    }
    if (const auto text = read_file(path); !text) {
        return std::unexpected(text.error());
    }
    const auto name = name_in(folder, path);
    if (!name) {
        return std::unexpected(name.error());
    }
    out.name = *name;
    out.is_conda = name->ends_with(".yml") || name->ends_with(".yaml");
    out.found = true;
    const std::string probe = "FROM condaforge/miniforge3\nCOPY " + *name + " /tmp/list" +
                              (out.is_conda ? ".yml\nRUN conda env update -n base -f /tmp/list.yml\n"
                                            : ".txt\nRUN pip install -r /tmp/list.txt\n");
    const auto document = model::Document::parse(probe);
    const model::Surroundings around = project::read_surroundings(folder + "/Dockerfile", *document, folder);
    for (const model::PackageList& list : around.lists) {
        if (list.broken_line != 0) {
            return std::unexpected(
                Problem{"bad-list",
                        message("{}:{}: this line can't be read, so nothing of the file would be "
                                "installed",
                                {list.path, std::to_string(list.broken_line)}),
                        "Mend it first"});
        }
        read_packages(list, out);
    }
    return out;
}

} // namespace dockwright::cli
