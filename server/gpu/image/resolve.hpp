#pragma once
#include "gpu/image/image_state.hpp"
#include "gpu/image/sources.hpp"
#include <string>
#include <string_view>

/// Private to gpu/: which release and build of a package an installer would choose, by the tables.
namespace dockwright::gpu {

/// One package as an installation asks for it.
struct Wanted {
    std::string name;      ///< normalised
    std::string specifier; ///< `==2.4.1+cu121`, `>=2,<3`; "" for any
    std::string extras;
    std::string conda_build;      ///< conda's build string: `*cuda*`
    std::string file;             ///< of a wheel's address: its file name
    bool from_repository = false; ///< a checkout, a folder: compiled while installing
    bool from_pypi = false;       ///< in a list of conda's: of its `pip:` part
    std::string marker;           ///< PEP 508's, as written
    bool version_unknown = false; ///< a variable without a value, limits that nobody can read
    bool as_dependency = false;   ///< of a lock: another package asks for it
    Place place;
};

/// What the place of the installation is.
struct Circumstances {
    const knowledge::Knowledge& knowledge;
    const Sources& sources;
    Version python; ///< not known: any
    bool arm = false;
    const knowledge::Distribution* distribution = nullptr;
    bool prereleases = false;
};

/// Fills version, release, variant and `unresolved`.
Installed resolve(const Wanted& wanted, const Circumstances& circumstances);

/// Its version is the newest that is known, and a later day may bring another.
bool is_guess(const Installed& installed);

/// A specifier without the local part of its version: `==2.4.1` of `==2.4.1+cu121`.
std::string without_local(std::string_view specifier);
/// The exact version that a specifier asks for, or not known.
Version pinned(std::string_view specifier);

} // namespace dockwright::gpu
