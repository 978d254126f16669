#pragma once
#include "knowledge/version.hpp"
#include <cstdint>
#include <span>
#include <string_view>

/// The facts of the GPU world as flat constant tables, written from server/knowledge/*.yaml at build
/// time. Nothing here knows of Dockerfiles. Every record says where its fact was read.
namespace dockwright::knowledge {

/// verified: read in a document, a package or a repository. recalled: common knowledge that nobody
/// looked up; a verdict that stands on it alone says so.
enum class Confidence : std::uint8_t { verified, recalled };
std::string_view name(Confidence confidence);

struct Fact {
    std::string_view source; ///< what was read, in a few words
    Confidence confidence = Confidence::verified;
};

/// A compute capability or a compile target: 86 for 8.6 and sm_86, 120 for 12.0. 0: none. Targets
/// with a letter (sm_90a) are not listed: they add nothing for other devices.
using Capability = std::uint16_t;

/// 3.n as bit n; 2.7 as bit 31.
using Pythons = std::uint32_t;
inline constexpr Pythons python_2_7 = 1U << 31U;
inline constexpr Pythons no_python = 1U; ///< known to be for none: an empty list in YAML

/// One CUDA toolkit release, newest first.
struct Toolkit {
    Version version;
    Version min_driver;                  ///< the Linux driver that it shipped with; not known for some
    std::span<const Capability> targets; ///< what its nvcc compiles for, ascending
    std::uint8_t max_gcc = 0;            ///< the newest host compiler it accepts; 0: not known
    std::string_view released;           ///< `2024-05`; "" if not known
    Fact fact;
};

/// What holds for all releases of a CUDA major.
struct CudaMajor {
    std::uint8_t major = 0;
    /// From this driver on all its releases run (minor-version compatibility). Not known: each
    /// release needs its own driver (CUDA 10 and older).
    Version min_driver;
    Fact fact;
};

/// One compute capability, ascending.
struct Architecture {
    std::string_view name; ///< `Ampere`
    Capability capability = 0;
    std::uint16_t first_driver = 0; ///< the first driver branch that knows it; 0: not known
    std::uint16_t last_driver = 0;  ///< the last branch that serves it; 0: all newer ones do
    Version first_cuda;
    Version last_cuda;  ///< the last toolkit that compiles for it; not known: all newer ones do
    bool tegra = false; ///< a Jetson chip: binary code is not shared with the desktop's
    Fact fact;
};

enum class GpuClass : std::uint8_t { datacenter, workstation, consumer, laptop, jetson };
std::string_view name(GpuClass kind);

/// One product, sorted by name without case.
struct Gpu {
    std::string_view name; ///< as nvidia-smi prints it, without "NVIDIA " in front
    Capability capability = 0;
    GpuClass kind = GpuClass::consumer;
    std::string_view brand;       ///< the word that `brand=` is compared with; "" if not known
    std::uint16_t memory_gib = 0; ///< the largest board of that name; 0: not known
    Fact fact;
};

/// One branch of the Linux driver, ascending.
struct DriverBranch {
    std::uint16_t branch = 0;
    Version cuda;          ///< what nvidia-smi prints as "CUDA Version"
    std::string_view kind; ///< `LTS`, `PB`, `NFB`; "" if not known
    std::string_view first_release;
    std::string_view end_of_life;
    Version last_release;
    Fact fact;
};

/// A Linux distribution's release as image tags write it: `ubuntu22.04`, `debian12`, `alpine`.
struct Distribution {
    std::string_view name;
    std::string_view codename;
    Version glibc;  ///< not known: musl
    Version python; ///< what its own package python3 is
    Version pip;
    bool externally_managed = false; ///< its pip refuses to install outside of a venv (PEP 668)
    std::string_view end_of_life;    ///< of its regular updates
    Fact fact;
};

struct PythonRelease {
    Version version; ///< `3.11`
    std::string_view released;
    std::string_view end_of_life;
    Fact fact;
};

enum class TagState : std::uint8_t {
    active, ///< rebuilt on the day of its source
    seen,   ///< newer than the lists; named by others as existing
    listed, ///< past its end of life, named as existing; may vanish
    gone    ///< past its end of life and in no list any more
};
std::string_view name(TagState state);

/// Tags of nvidia/cuda: each version x flavour x distribution, newest first. What is in no entry was
/// never built.
struct CudaImage {
    Version cuda;
    std::span<const std::string_view> distributions;
    std::span<const std::string_view> flavours; ///< `base`, `runtime`, `devel`, `cudnn8-runtime`
    TagState state = TagState::active;
    Version cudnn;
    Fact fact;
};

/// Whom the alternatives of an image's NVIDIA_REQUIRE_CUDA let in.
enum class Brands : std::uint8_t { all, professional, tesla };
std::string_view name(Brands brands);

/// What NVIDIA_REQUIRE_CUDA of nvidia/cuda images says: `cuda>=` its minor, or one of these driver
/// branches where the brand fits.
struct CudaRequirement {
    Version cuda;
    std::span<const std::string_view> distributions; ///< empty: all that no other entry names
    std::span<const std::uint16_t> branches;
    Brands brands = Brands::all;
    std::uint16_t any_brand_from = 0; ///< from this driver branch on every brand is let in; 0: none
    Fact fact;
};

/// A distribution of Python packages that an image holds.
struct Bundled {
    std::string_view package;
    std::string_view version;
    std::string_view variant; ///< of a Release: `cu124`; "" if that is not known or has none
};

struct Setting {
    std::string_view name;
    std::string_view value;
};

/// Whose Python an image's `python` is.
enum class PythonKind : std::uint8_t { none, system, local, conda, venv };
std::string_view name(PythonKind kind);

/// A repository of images and what its tags have in common.
struct ImageFamily {
    std::span<const std::string_view> repositories; ///< `pytorch/pytorch`, `quay.io/jupyter/scipy-notebook`
    std::string_view title;
    std::string_view text; ///< what it is for and what to know, for a person who knows Python
    std::string_view tags; ///< how its tags are made: `<torch>-cuda<M.m>-cudnn<N>-<runtime|devel>`
    PythonKind python = PythonKind::none;
    std::string_view user; ///< "" for root
    std::span<const std::uint16_t> ports;
    std::string_view entrypoint;
    std::string_view workdir;
    std::span<const Setting> environment;
    bool gpu = false;        ///< made for NVIDIA GPUs (perhaps by some of its tags only)
    bool on_cuda = false;    ///< is nvidia/cuda, or builds on it and keeps its variables
    bool amd64_only = false; ///< no tag is made for arm64
    std::string_view ended;  ///< `2023-10`: nothing new since; "" if alive
    std::string_view replacement;
    std::string_view tags_of; ///< the repository whose tags it has as well; "" if it has its own
    Fact fact;

    std::string_view tag_repository() const { return tags_of.empty() ? repositories.front() : tags_of; }
};

/// What one tag holds, newest first within its repository. `tag` may hold one `*`, which stands for
/// one or more characters but no `-`; `*` alone is every tag.
struct ImageTag {
    std::string_view repository; ///< the first of its family
    std::string_view tag;
    std::string_view distribution; ///< "" if not known
    Version python;
    Version cuda;
    Version cudnn;
    std::string_view flavour; ///< what of CUDA it holds outside of Python packages: `devel`; "" none
    PythonKind python_kind = PythonKind::none;
    bool externally_managed = false;
    std::span<const Bundled> packages;
    std::span<const Capability> targets; ///< of what it was compiled for itself; empty: as its packages
    Fact fact;
};

/// Who brings the CUDA libraries that a Python package loads.
enum class Libraries : std::uint8_t {
    none,   ///< it needs none
    itself, ///< inside of it or by its own dependencies
    torch,  ///< those that torch has loaded
    image,  ///< the base image must have them, of that CUDA major
};
std::string_view name(Libraries libraries);

/// A dependency as metadata name it: `{"numpy", "<2"}`.
struct Requirement {
    std::string_view package;
    std::string_view specifier;
};

/// One build of a package's releases.
struct Variant {
    std::string_view tag; ///< `cu124`, `cpu`, `rocm6.1`; `and-cuda`, `cuda12` for an extra; "" the only one
    Version cuda;         ///< not known: no CUDA
    Version cudnn;        ///< what it brings or needs
    Version newest_cuda;  ///< of its major, whose libraries it loads or has code for; not known: any
    Libraries libraries = Libraries::itself;
    std::span<const Capability> targets; ///< what it has machine code for; empty: not known
    Capability ptx = 0;                  ///< has intermediate code for this one; 0: none
    Version min_driver;                  ///< not known: by its CUDA
    Version glibc;                       ///< not known: as its release
    Version first, last;                 ///< of the release's patches, if not all have it
    Pythons pythons = 0;                 ///< with wheels of what it asks for, on x86_64; 0: as its release
    Pythons pythons_arm = 0;
    std::span<const Requirement> requires_; ///< besides what its release asks for
    bool own_page = false;                  ///< not on PyPI, but on a page of the project's that `-f` names
    Fact fact;
};

/// Releases of a Python package that are alike: one, or all from `first` to `last`. Sorted by
/// package, then newest first.
struct Release {
    std::string_view package;
    Version first;
    Version last;
    Pythons pythons = 0; ///< with a wheel for Linux x86_64; 0: not known
    Pythons pythons_arm = 0;
    Version glibc; ///< not known: any
    std::string_view
        variant; ///< of an ordinary `pip install` from PyPI; may be one that `variants` does not list
    std::string_view variant_arm; ///< the same on aarch64
    std::span<const Variant> variants;
    std::span<const Requirement> requires_;
    std::string_view requires_python; ///< as its metadata says: `>=3.9`; "" if not known
    std::string_view released;        ///< `2024-07`
    bool prerelease = false;
    Capability min_capability = 0; ///< the least GPU that it works on; 0: as its package
    Fact fact;
};

/// Which versions of two packages belong together: torchvision 0.19.1 asks for torch ==2.4.1.
/// Sorted by package, then newest first. A local part of the specifier is kept for people to read.
struct Pair {
    std::string_view package;
    Version first;
    Version last;
    std::string_view partner;
    std::string_view specifier;
    bool unasked = false; ///< true, but no metadata say so: an installer does not heed it
    Fact fact;
};

/// What is true of a Python package in all its releases. Sorted by name.
struct PythonPackage {
    std::string_view name;    ///< normalised as PEP 503 says: `flash-attn`
    std::string_view text;    ///< what it is, and what to know about it on GPUs
    bool gpu = false;         ///< installing it means that a GPU is wanted
    bool source_only = false; ///< the index has no wheel: pip compiles it
    bool needs_nvcc = false;  ///< and compiling it needs nvcc
    bool pure = false;        ///< only Python: beside another version than it asks for it may well work
    Libraries libraries = Libraries::none;
    Capability min_capability = 0;
    std::string_view last;        ///< its name ended with this version; "" if alive
    bool fails = false;           ///< asking for its newest version fails: what is there is a stub
    bool all_releases = false;    ///< between the oldest and the newest of the tables there are no others
    std::string_view replacement; ///< what to install instead
    std::string_view index;       ///< where its GPU wheels are, if not on PyPI; `{}` is the variant's tag
    Fact fact;
};

/// An environment variable of the GPU world.
struct Variable {
    std::string_view name;
    std::string_view text;
    std::span<const Setting> values; ///< value and meaning
    Fact fact;
};

/// A package mirror or registry mirror.
struct Mirror {
    std::string_view host;
    std::string_view kind; ///< `docker`, `pip`, `apt`, `conda`, …
    bool works = true;
    std::string_view instead; ///< what to use where it is dead; "" if nothing is known
    std::string_view text;    ///< what to know: who may use it, how
    Fact fact;
};

/// A rule of how things work, named by reasons: `sass-minor`, `geforce-from-12.5`. Sorted by id.
struct Principle {
    std::string_view id;
    std::string_view text; ///< one or two sentences
    Fact fact;
};

/// An error text as programs print it, what it means and what helps. Sorted by id.
struct ErrorText {
    std::string_view id; ///< `no-device-driver`
    /// Literal texts, each a sign of it; `*` stands for at most 160 bytes of the same line.
    std::span<const std::string_view> patterns;
    std::string_view cause;                    ///< for a person who knows Python and not Docker
    std::span<const std::string_view> repairs; ///< a sentence each, the likeliest first
    std::string_view check;                    ///< of the doctor's checks, the one that looks at it; "" none
    Fact fact;
};

/// What the driver's kernel module means by `NVRM: Xid … N`. Ascending.
struct XidMeaning {
    std::uint16_t code = 0;
    std::string_view text;   ///< what happened
    std::string_view advice; ///< what to do
    bool hardware = false;   ///< more likely the machine than the program
    Fact fact;
};

/// Commands that do one thing on some distributions, for a person to read and run. Sorted by id;
/// within an id, those for named systems come before the one for all others.
struct Recipe {
    std::string_view id;                        ///< `install-toolkit`
    std::span<const std::string_view> systems;  ///< ID or ID_LIKE of os-release; empty: all others
    std::span<const std::string_view> commands; ///< without `sudo`; none of them needs a shell
    std::string_view text;                      ///< what to know beside them
    Fact fact;
};

/// All tables. Views: what they come from outlives them.
struct Knowledge {
    std::string_view as_of; ///< when the facts were last read: `2026-11`
    std::span<const Toolkit> toolkits;
    std::span<const CudaMajor> cuda_majors;
    std::span<const Architecture> architectures;
    std::span<const Gpu> gpus;
    std::span<const DriverBranch> drivers;
    std::span<const Distribution> distributions;
    std::span<const PythonRelease> pythons;
    std::span<const CudaImage> cuda_images;
    std::span<const CudaRequirement> cuda_requirements;
    std::span<const ImageFamily> image_families;
    std::span<const ImageTag> image_tags;
    std::span<const Release> releases;
    std::span<const Pair> pairs;
    std::span<const PythonPackage> packages;
    std::span<const Variable> variables;
    std::span<const Mirror> mirrors;
    std::span<const Principle> principles;
    std::span<const ErrorText> errors;
    std::span<const XidMeaning> xids;
    std::span<const Recipe> recipes;
};

/// What the program was built with.
const Knowledge& built_in();

} // namespace dockwright::knowledge
