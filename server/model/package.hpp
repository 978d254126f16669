#pragma once
#include "base/span.hpp"
#include "shell/script.hpp"
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dockwright::model {

/// A family of programs that install from the same packages; which program it is says
/// Command::name.
enum class PackageManager : std::uint8_t {
    apt,    ///< apt, apt-get, aptitude
    apk,    ///< Alpine
    dnf,    ///< yum, dnf, microdnf, tdnf
    zypper, ///< openSUSE
    pacman, ///< Arch
    pip,    ///< pip, uv, pipx, poetry: Python packages from an index
    conda,  ///< conda, mamba, micromamba
    npm,    ///< npm, yarn, pnpm
    gem,    ///< gem, bundle
    go,
    cargo
};

enum class PackageAction : std::uint8_t {
    install,
    update,  ///< fetches the lists of what there is
    upgrade, ///< all that is installed
    remove,
    clean, ///< empties caches
    other
};

/// What one word of an installation names.
struct Package {
    enum class Source : std::uint8_t {
        index,      ///< a name, found in the manager's indexes or channels
        file,       ///< a file or folder
        url,        ///< an archive
        repository, ///< a version control system's address
        unknown     ///< the word is a variable
    };
    std::string_view name;    ///< without version and extras; all of the word where it is no name
    std::string_view extras;  ///< of `name[a,b]`: `a,b`
    std::string_view version; ///< what limits it, as written with its operator: `==2.4.1`, `=1.2-3`, `@^18`
    std::string_view
        marker; ///< when pip takes it: `python_version < "3.9"` of `name; python_version < "3.9"`
    std::string_view channel; ///< conda's: `pytorch` of `pytorch::name`
    Source source = Source::index;
    bool plain = true; ///< nothing in it is expanded by the shell
    Span span;
};

/// A file that an installation is told to read.
struct PackageFile {
    enum class Kind : std::uint8_t { requirements, constraints, environment, project, lock };
    Kind kind = Kind::requirements;
    std::string_view path; ///< as written
    Span span;
};

/// Where an installation looks.
struct PackageIndex {
    enum class Kind : std::uint8_t {
        index, ///< takes the place of the usual one
        extra, ///< besides the usual one
        links, ///< a page or folder of files: pip's --find-links
        channel,
        backend ///< uv's --torch-backend, which stands for PyTorch's index: `cu126`, `cpu`, `auto`
    };
    Kind kind = Kind::index;
    std::string_view url; ///< as written; a channel's name
    Span span;
};

struct PackageCommand {
    enum class Target : std::uint8_t {
        system,
        user,        ///< pip's --user
        folder,      ///< pip's --target and --prefix, npm's --prefix, cargo's --root: `target`
        environment, ///< a venv or a conda environment: `target`
        project      ///< node_modules, a poetry or uv project
    };
    std::uint32_t command = 0; ///< in Commands::all
    PackageManager manager = PackageManager::apt;
    PackageAction action = PackageAction::other;
    /// The word that says so, among the command's arguments; no_node where an option does (pacman).
    std::uint32_t verb = shell::no_node;
    Target target_kind = Target::system;
    std::string_view target;
    shell::Range packages; ///< in Packages
    shell::Range files;
    shell::Range indexes;
};

/// All commands of a Document that do something to packages, in the order of Commands::all.
struct Packages {
    std::vector<PackageCommand> commands;
    std::vector<Package> packages;
    std::vector<PackageFile> files;
    std::vector<PackageIndex> indexes;

    std::span<const Package> of(const PackageCommand& command) const {
        return part(packages, command.packages);
    }
    std::span<const PackageFile> files_of(const PackageCommand& command) const {
        return part(files, command.files);
    }
    std::span<const PackageIndex> indexes_of(const PackageCommand& command) const {
        return part(indexes, command.indexes);
    }

private:
    template <class T>
    static std::span<const T> part(const std::vector<T>& all, shell::Range range) {
        return std::span(all).subspan(range.begin, range.size());
    }
};

} // namespace dockwright::model
