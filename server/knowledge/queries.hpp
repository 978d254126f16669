#pragma once
#include "knowledge/tables.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Questions to the tables. Pointers are into them; null means that no fact is known, never "no".
namespace dockwright::knowledge {

/// The newest toolkit whose version begins with this: 12.4 finds 12.4.1.
const Toolkit* toolkit(const Knowledge& knowledge, const Version& cuda);
/// The lowest driver that carries it without any compatibility mode; not known for some.
Version native_driver(const Knowledge& knowledge, const Version& cuda);
const CudaMajor* cuda_major(const Knowledge& knowledge, std::uint32_t major);
const Architecture* architecture(const Knowledge& knowledge, Capability capability);
const DriverBranch* driver(const Knowledge& knowledge, std::uint32_t branch);
/// The CUDA that a driver reports; for a branch that is in no table, that of the nearest below.
Version cuda_of_driver(const Knowledge& knowledge, const Version& driver);

/// By the whole name without case, with or without "NVIDIA " in front, with "Tesla"/"GeForce"/
/// "Quadro" left out where that names one product only: `RTX 3090`, `A100-SXM4-80GB`, `V100`.
const Gpu* gpu(const Knowledge& knowledge, std::string_view name);
/// The names nearest to a word that names none, the best first; at most three.
std::vector<std::string_view> nearest_gpus(const Knowledge& knowledge, std::string_view name);

const Distribution* distribution(const Knowledge& knowledge, std::string_view name);
/// By its codename (`bookworm`) too.
const Distribution* distribution_of_codename(const Knowledge& knowledge, std::string_view codename);

/// The entry of nvidia/cuda with this version, flavour and distribution, or null: never built.
const CudaImage* cuda_image(const Knowledge& knowledge, const Version& cuda, std::string_view flavour,
                            std::string_view distribution);
const CudaRequirement* cuda_requirement(const Knowledge& knowledge, const Version& cuda,
                                        std::string_view distribution);
const ImageFamily* image_family(const Knowledge& knowledge, std::string_view repository);
const ImageTag* image_tag(const Knowledge& knowledge, std::string_view repository, std::string_view tag);

/// A name as PEP 503 compares them: lower case, runs of `-_.` as one `-`.
std::string normalized(std::string_view name);
const PythonPackage* package(const Knowledge& knowledge, std::string_view name);
/// All of a package, newest first; `name` normalised.
std::span<const Release> releases(const Knowledge& knowledge, std::string_view name);
/// The one that this version is of.
const Release* release(const Knowledge& knowledge, std::string_view name, const Version& version);
const Variant* variant(const Release& release, std::string_view tag);
/// What a package asks of others, newest first.
std::span<const Pair> pairs(const Knowledge& knowledge, std::string_view package);
/// By its name, or by the beginning that a group has in common: `NVIDIA_REQUIRE_*`.
const Variable* variable(const Knowledge& knowledge, std::string_view name);
/// One host may serve several kinds: the first of them, or the one that is asked for.
const Mirror* mirror(const Knowledge& knowledge, std::string_view host, std::string_view kind = {});
const Principle* principle(const Knowledge& knowledge, std::string_view id);
const XidMeaning* xid(const Knowledge& knowledge, unsigned code);
/// For a distribution by os-release's ID, else by the words of ID_LIKE, else for all others.
const Recipe* recipe(const Knowledge& knowledge, std::string_view id, std::string_view system,
                     std::string_view like);

/// Whether a version satisfies a specifier as PEP 440 writes them: `>=2.1,<3`, `==2.4.*`, `~=2.4`,
/// also conda's `=2.4` and `2.4.*`. Nothing if the specifier can't be read. A pre-release satisfies
/// only what names one.
std::optional<bool> satisfies(const Version& version, std::string_view specifier);
/// The same of a version that is installed: pip keeps a pre-release that is there, `2.2.0a0` for `>=1.13`.
std::optional<bool> keeps(const Version& installed, std::string_view specifier);

constexpr bool has(Pythons pythons, const Version& python) {
    if (python.major() == 2) {
        return (pythons & python_2_7) != 0;
    }
    return python.minor() < 31 && (pythons >> python.minor() & 1U) != 0;
}

/// Whether machine code for one of these targets runs on a device: the same major and no newer
/// minor, and never between Tegra and other chips (cuda.yaml, binary rules).
bool runs_on(const Knowledge& knowledge, std::span<const Capability> targets, Capability device);

} // namespace dockwright::knowledge
