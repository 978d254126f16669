#pragma once
#include "model/dockerignore.hpp"
#include "model/package.hpp"
#include "model/shellcheck.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dockwright::model {

/// One entry of a file that lists packages.
struct ListedPackage {
    std::string name; ///< as written, without version and extras; of an address, what it is called
    std::string extras;
    std::string version; ///< with its operators: `>=2.1,<3`, `=2.4.1`; a lock file's as `==2.4.1`
    std::string marker;
    std::string channel;    ///< conda's; `pypi` for what its `pip:` part lists
    std::string url;        ///< the archive or repository that it comes from; "" for a name
    std::uint32_t line = 0; ///< 1-based
    bool optional_ = false; ///< of an optional group: installed only where an extra names it
    std::string group;      ///< the optional group's name

    auto operator<=>(const ListedPackage&) const = default;
};

/// What one package of uv's lock asks for.
struct LockedEdge {
    std::string package;         ///< that asks
    std::string version;         ///< its own, as written
    std::string extra;           ///< it asks only with this extra of its own,
    std::string group;           ///< or with this dependency group
    std::string partner;         ///< that is asked for
    std::string partner_version; ///< where there are several; else ""
    std::string partner_extras;  ///< `a,b`
    std::string marker;

    auto operator<=>(const LockedEdge&) const = default;
};

struct ListedIndex {
    PackageIndex::Kind kind = PackageIndex::Kind::index;
    std::string url;
    std::string package; ///< uv's `[tool.uv.sources]`: for this package only
    std::uint32_t line = 0;

    auto operator<=>(const ListedIndex&) const = default;
};

/// A file of the build context that lists packages: requirements, constraints, environment.yml,
/// pyproject.toml, a lock file.
struct PackageList {
    std::string path; ///< in the build context, without `./` in front
    PackageFile::Kind kind = PackageFile::Kind::requirements;
    std::vector<ListedPackage> packages;
    std::vector<ListedIndex> indexes;
    std::vector<std::string> included;    ///< other requirements, as paths in the build context
    std::vector<std::string> constraints; ///< other constraints, likewise
    bool unseen_constraints = false;      ///< it names constraints that can't be read
    std::vector<LockedEdge> edges;        ///< uv's lock
    std::vector<std::string> projects;    ///< that uv's lock is made for, first the one of its folder, or ""
    std::vector<std::string> default_groups; ///< of a pyproject.toml, as uv takes them
    std::string name;                        ///< a conda environment's
    std::string python;                      ///< `requires-python`, conda's own `python=3.11` as `=3.11`
    std::uint32_t python_line = 0;
    std::uint32_t broken_line = 0; ///< the first line that can't be read; 0: all can
};

/// How something beside the Dockerfile builds and runs it: a service of a Compose file, a target of
/// a bake file, a devcontainer.json.
struct RunPlan {
    enum class Kind : std::uint8_t { compose, bake, devcontainer };
    Kind kind = Kind::compose;
    std::string path; ///< of the file
    std::string name; ///< of the service or target
    std::uint32_t line = 0;
    std::string stage; ///< `target`
    std::string platform;
    std::vector<std::pair<std::string, std::string>> build_arguments;
    std::vector<std::string> named_contexts; ///< that FROM and COPY --from may name besides images and stages
    /// Bake: false if all its outputs are files, or nothing but what the builder remembers.
    bool makes_image = true;
    std::vector<std::pair<std::string, std::string>> environment;
    bool asks_for_gpu = false;
    std::string runtime;                     ///< `nvidia`
    std::optional<std::uint64_t> shm_size{}; ///< bytes
    bool host_ipc = false;
    std::string command;
    /// What is wrong with its GPU block, and where.
    struct GpuMistake {
        enum class Kind : std::uint8_t {
            capabilities_missing,   ///< Compose: a reserved device without `capabilities`
            gpu_capability_missing, ///< Compose: `capabilities` without `gpu`
            count_and_ids,          ///< Compose: `count` and `device_ids` at once
            unknown_driver,         ///< Compose: a `driver` that is not nvidia, amd or cdi
            old_runtime,      ///< Compose: `runtime: nvidia` beside a device reservation, or instead of one
            two_blocks,       ///< Compose: `gpus:` and a device reservation
            joined_argument,  ///< devcontainer: `"--gpus all"` in one string
            unquoted_devices, ///< devcontainer: `device=2,3` without quotes inside
            optional_with_compose ///< devcontainer: `hostRequirements.gpu` has no effect with Compose
        };
        Kind kind = Kind::capabilities_missing;
        std::uint32_t line = 0;
    };
    std::vector<GpuMistake> mistakes;
};

/// What a container engine says of an image that it has.
struct KnownImage {
    std::string reference; ///< as FROM names it
    std::vector<std::pair<std::string, std::string>> environment;
    std::vector<std::pair<std::string, std::string>> labels;
    std::string user;
    std::string platform; ///< `linux/amd64`
    std::string entrypoint;
};

/// What COPY or ADD names and no folder has that the build could be given.
struct MissingSource {
    std::string path;    ///< as Copied::source
    std::string nearest; ///< what may be meant, as a path in the same folder; "": nothing is near
    bool sure = false;   ///< it is known which folder the build is given
};

/// A file of the build context that a command starts by its path, and why Linux would not start it.
struct UnstartableFile {
    enum class Why : std::uint8_t {
        not_executable,      ///< nobody has the right to execute it
        no_interpreter_line, ///< text without `#!`, which only a shell starts
        carriage_return      ///< the `#!` line ends like on Windows, so the interpreter's name does too
    };
    std::string path; ///< as StartedFile::source
    Why why = Why::not_executable;
};

/// How large something is that COPY or ADD names in the build context.
struct CopiedSize {
    std::string source; ///< as Copied::source
    std::uint64_t bytes = 0;
};

/// What lies around a Dockerfile, as a plain value: project/ reads it, rules see it.
struct Surroundings {
    /// What the build leaves out of its context; nothing if there is no such file, or if it is not
    /// known where the context lies.
    std::optional<Dockerignore> ignored;
    std::vector<PackageList> lists;
    std::vector<RunPlan> plans;
    std::vector<KnownImage> images;
    std::vector<MissingSource> missing;
    std::vector<UnstartableFile> unstartable;
    /// Names at the root of a build context without a `.dockerignore` that a build hardly wants: `.git`.
    std::vector<std::string> unwanted;
    /// Of the program ShellCheck; null if it was not asked. A script that is not among them was not
    /// checked (yet).
    std::shared_ptr<const ShellCheckAnswers> shellcheck;
    /// Base images without a version, as Image::name, that no release of somebody else's is behind: the
    /// repository builds them, its owner publishes them, or the build gives a folder or a target that name.
    std::vector<std::string> own_images;
    /// Of what an `rm` may remove again; what is not there, or so large that nobody counted, is not among
    /// them.
    std::vector<CopiedSize> sizes;
    std::string path; ///< the Dockerfile's, as seen from the repository's root; "" if it is not known
    /// Stages by their numbers that plans of whichever build name, or build as the last one, and none of them
    /// as an image.
    std::vector<std::uint32_t> imageless;
};

} // namespace dockwright::model
