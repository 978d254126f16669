#pragma once
#include "gpu/verdict.hpp"
#include "knowledge/tables.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What an image holds that decides about GPUs, as far as its Dockerfile and the tables say: computed
/// once for each stage, on top of the stage or image that it builds on.
namespace dockwright::gpu {

using knowledge::Version;

/// A Python that packages are installed into.
struct PythonHome {
    knowledge::PythonKind kind = knowledge::PythonKind::system;
    std::string
        prefix;     ///< `/opt/venv`; the name of a conda environment that is named only; "" for the system's
    Version python; ///< not known: not known
    bool externally_managed = false;
    bool sees_system = false;    ///< a venv made with --system-site-packages
    bool copied = false;         ///< out of another stage: its interpreter may not be here
    bool fetched_python = false; ///< a venv on an interpreter that uv keeps in a folder of its own
    std::uint32_t maker = 0;     ///< of a venv: the Python that it was made with
    Place place;                 ///< where it comes from
};

/// Why pip or conda would refuse, or find nothing.
enum class Unresolved : std::uint8_t {
    none,
    python_refused, ///< `requires-python` of the package refuses
    no_wheel,       ///< not for this Python, platform or version
    old_libc,       ///< the wheels need a newer C library
    other_index,    ///< it lies on another index than the one asked
    name_ended,     ///< the name is gone or a stub
    never_released, ///< there is no such version
    not_in_tables   ///< nothing is known of it
};

/// A Python distribution in the image.
struct Installed {
    std::string name;  ///< normalised
    std::string asked; ///< the specifier as written; "" for any
    std::string extras;
    Version version;                             ///< not known: not known
    bool newest = false;                         ///< nothing pinned it: the newest of the tables that fits
    const knowledge::Release* release = nullptr; ///< null: in no table
    const knowledge::Variant* variant = nullptr; ///< null: not known which build
    std::string variant_tag; ///< `cu124`, `cpu`; "" for the ordinary one or where it is not known
    Unresolved unresolved = Unresolved::none;
    std::uint32_t home = 0; ///< in ImageState::homes
    model::PackageManager manager = model::PackageManager::pip;
    bool from_source = false;      ///< compiled while installing
    std::string file;              ///< of a wheel's address: its file name
    std::string page;              ///< the page of builds that it was taken from
    std::string conda_refusal;     ///< why conda finds nothing, where it does not
    bool of_base = false;          ///< came with the base image
    bool as_dependency = false;    ///< another package asked for it
    bool gpu_package = false;      ///< the tables say that who installs it wants a GPU
    bool cpu_unasked = false;      ///< a build without CUDA is what one gets here without asking for it
    bool version_unknown = false;  ///< its version is a build argument without a value
    std::uint32_t instruction = 0; ///< that installs it, in Document::instructions()
    Place place;
};

/// CUDA outside of Python packages.
struct SystemCuda {
    Version cuda;            ///< not known: none
    std::string flavour;     ///< `base`, `runtime`, `devel`: what of it
    Version cudnn;           ///< not known: none
    bool some_cudnn = false; ///< there is one whose version is not known
    bool cudnn_headers = false;
    bool compat = false;  ///< cuda-compat of that version is inside
    bool of_base = false; ///< came with the base image
    Place place;
    knowledge::Fact fact;

    bool has_runtime_libraries() const { return flavour == "runtime" || flavour == "devel"; }
    bool has_nvcc() const { return flavour == "devel"; }
    /// There is some CUDA, of whatever version: `cuda-toolkit-$(version)`.
    bool is_some() const { return !cuda.known() && !flavour.empty(); }
};

/// A variable that the container will see, the last value of each.
struct EnvironmentValue {
    std::string name;
    std::optional<std::string> value; ///< nothing: not known
    bool of_base = false;
    Place place;
};

/// Something that a RUN of the stage does and that matters.
struct BuildStep {
    enum class Kind : std::uint8_t {
        queries_gpu,     ///< nvidia-smi, torch.cuda.init() …: fails without a GPU
        asks_for_gpu,    ///< asks and goes on without one: torch.cuda.is_available()
        compiles_cuda,   ///< nvcc, cmake with CUDA, a package compiled by pip that needs nvcc
        imports_torch,   ///< a package whose set-up imports torch and that compiles nothing for CUDA
        installs_driver, ///< a package of the driver or of the container toolkit
        refused_python   ///< pip into a Python that its distribution keeps to itself
    };
    Kind kind = Kind::queries_gpu;
    std::string what;        ///< the program, the package
    bool tolerated = false;  ///< its failure does not fail the build: `|| true`
    bool has_device = false; ///< RUN --device gives it the GPU
    std::uint32_t instruction = 0;
    Version needs_cuda;        ///< of `compiles_cuda`: of torch in that moment
    SystemCuda cuda;           ///< what was there in that moment
    bool forces_cuda = false;  ///< the step or the environment asks for CUDA whatever there is
    bool told_targets = false; ///< the step itself says which GPUs to compile for
    bool isolated = true;      ///< by pip: in a build environment without torch
    bool has_compiler = false; ///< gcc or so in that moment
    Place place;
};

/// Two packages of which one asks for another version of the other.
struct Conflict {
    std::string package; ///< "" for the constraints of the installation
    Version version;
    std::string partner;
    Version partner_version;
    std::string specifier;         ///< what `package` asks for
    std::string shared;            ///< not of its partner, but of this package, of which the partner asks for
    std::string shared_specifier;  ///< this
    bool build_fails = false;      ///< both were asked for at once, so the installer gives up
    bool unpinned = false;         ///< nothing pins `package`: the installer took its newest
    bool partner_unpinned = false; ///< nothing pins the partner
    bool replaced = false;         ///< the partner was replaced by one that fits
    Place place;
    knowledge::Fact fact;
};

/// A program of PATH that a link makes that of another Python.
struct ProgramLink {
    std::string name;
    std::uint32_t home = 0;
};

struct ImageState {
    std::uint32_t stage = 0;
    // The image at its root
    std::string base; ///< its name, "" if not known
    Place base_place;
    bool mirrored = false; ///< from a registry that may copy another's images: what exists there is not known
    bool base_known = false; ///< the tables know what it holds
    const knowledge::ImageFamily* family = nullptr;
    const knowledge::ImageTag* tag = nullptr;
    const knowledge::CudaImage* cuda_tag = nullptr; ///< of nvidia/cuda
    std::string platform;                           ///< `linux/arm64` where a FROM fixes one; "" otherwise
    // What is in it
    const knowledge::Distribution* distribution = nullptr;
    SystemCuda cuda;
    bool second_cuda = false; ///< another CUDA was installed beside `cuda`
    bool conda_nvcc = false;  ///< conda brought nvcc
    std::vector<PythonHome> homes;
    std::uint32_t home = 0;           ///< that `python` and `pip` mean at the end
    std::uint32_t alias = 0;          ///< the one that a link makes of it where PATH names no other
    std::vector<ProgramLink> links;   ///< other programs that are links: `pip` to pip3.8
    std::vector<Installed> installed; ///< what is there at the end, one of a name and home
    std::vector<Installed> replaced;  ///< what was there and was replaced
    std::vector<Conflict> conflicts;
    std::vector<EnvironmentValue> environment;
    std::vector<BuildStep> steps;
    /// Packages were copied to a Python of another version: theirs, and where.
    Version foreign_packages;
    Place foreign_place;
    bool has_compiler = false;
    std::string user; ///< "" for root or not known
    bool complete =
        true; ///< no part of it (an unknown base, a package of unknown name) could hide what matters

    const Installed* find(std::string_view package) const; ///< in `home`; else in any
    const EnvironmentValue* variable(std::string_view name) const;
    /// Its C library is not glibc.
    bool has_musl() const { return distribution != nullptr && !distribution->glibc.known(); }
    std::string_view value(std::string_view name) const; ///< "" if unset or not known
};

/// One for each stage of the document, in their order.
/// For `platform` where a FROM fixes none; "" is linux/amd64.
std::vector<ImageState> image_states(const model::Document& document, const model::Surroundings& surroundings,
                                     const knowledge::Knowledge& knowledge, std::string_view platform = {});

/// Whether anything in the document could concern a GPU: a cheap look before image_states.
bool concerns_gpu(const model::Document& document, const knowledge::Knowledge& knowledge);

/// Somebody wants a GPU here: a CUDA base, a GPU wheel, index or extra, an NVIDIA variable, a plan
/// that asks for one.
bool meant_for_gpu(const ImageState& state, const model::Surroundings& surroundings);

} // namespace dockwright::gpu
