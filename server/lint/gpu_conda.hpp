#pragma once
#include "gpu/verdict.hpp"
#include "lint/rule.hpp"
#include <string>
#include <string_view>
#include <vector>

/// What conda is asked to install, in commands and in the environment files that they read.
namespace dockwright::lint {

struct CondaPackage {
    std::string name;
    std::string version; ///< without operators and without a build: `1.13.1`; "" for any
    bool exact = false;  ///< not a bound as in `>=1.13`
    gpu::Place place;
};

struct CondaInstall {
    const model::PackageCommand* command = nullptr;
    std::vector<CondaPackage> packages;
    std::vector<std::string> channels;

    const CondaPackage* find(std::string_view name) const;
    bool has_channel(std::string_view name) const;
};

std::vector<CondaInstall> conda_installs(const Facts& facts);

/// `environment.yml:7: ` of a place in another file, else "".
std::string where(const gpu::Place& place);

} // namespace dockwright::lint
