#pragma once
#include "knowledge/tables.hpp"
#include <string_view>

/// The tables of GPU facts as YAML writes them: each record's keys in the order of its members. The
/// reader, the checks and the compiler all go by this.
namespace dockwright::config {

/// A key of a record: `with` is called as `with("min-driver", &Toolkit::min_driver, need)`.
enum class Need : bool { optional, required };

inline constexpr Need required = Need::required;
inline constexpr Need optional = Need::optional;

template <class Record>
struct Fields;

template <>
struct Fields<knowledge::Toolkit> {
    static void each(auto&& with) {
        using T = knowledge::Toolkit;
        with("version", &T::version, required);
        with("min-driver", &T::min_driver, optional);
        with("targets", &T::targets, required);
        with("max-gcc", &T::max_gcc, optional);
        with("released", &T::released, optional);
    }
};

template <>
struct Fields<knowledge::CudaMajor> {
    static void each(auto&& with) {
        using T = knowledge::CudaMajor;
        with("major", &T::major, required);
        with("min-driver", &T::min_driver, optional);
    }
};

template <>
struct Fields<knowledge::Architecture> {
    static void each(auto&& with) {
        using T = knowledge::Architecture;
        with("name", &T::name, required);
        with("capability", &T::capability, required);
        with("first-driver", &T::first_driver, optional);
        with("last-driver", &T::last_driver, optional);
        with("first-cuda", &T::first_cuda, optional);
        with("last-cuda", &T::last_cuda, optional);
        with("tegra", &T::tegra, optional);
    }
};

template <>
struct Fields<knowledge::Gpu> {
    static void each(auto&& with) {
        using T = knowledge::Gpu;
        with("name", &T::name, required);
        with("capability", &T::capability, required);
        with("kind", &T::kind, required);
        with("brand", &T::brand, optional);
        with("memory-gib", &T::memory_gib, optional);
    }
};

template <>
struct Fields<knowledge::DriverBranch> {
    static void each(auto&& with) {
        using T = knowledge::DriverBranch;
        with("branch", &T::branch, required);
        with("cuda", &T::cuda, required);
        with("kind", &T::kind, optional);
        with("first-release", &T::first_release, optional);
        with("end-of-life", &T::end_of_life, optional);
        with("last-release", &T::last_release, optional);
    }
};

template <>
struct Fields<knowledge::Distribution> {
    static void each(auto&& with) {
        using T = knowledge::Distribution;
        with("name", &T::name, required);
        with("codename", &T::codename, optional);
        with("glibc", &T::glibc, optional);
        with("python", &T::python, optional);
        with("pip", &T::pip, optional);
        with("externally-managed", &T::externally_managed, optional);
        with("end-of-life", &T::end_of_life, optional);
    }
};

template <>
struct Fields<knowledge::PythonRelease> {
    static void each(auto&& with) {
        using T = knowledge::PythonRelease;
        with("version", &T::version, required);
        with("released", &T::released, optional);
        with("end-of-life", &T::end_of_life, optional);
    }
};

template <>
struct Fields<knowledge::CudaImage> {
    static void each(auto&& with) {
        using T = knowledge::CudaImage;
        with("cuda", &T::cuda, required);
        with("distributions", &T::distributions, required);
        with("flavours", &T::flavours, required);
        with("state", &T::state, required);
        with("cudnn", &T::cudnn, optional);
    }
};

template <>
struct Fields<knowledge::CudaRequirement> {
    static void each(auto&& with) {
        using T = knowledge::CudaRequirement;
        with("cuda", &T::cuda, required);
        with("distributions", &T::distributions, optional);
        with("branches", &T::branches, optional);
        with("brands", &T::brands, optional);
        with("any-brand-from", &T::any_brand_from, optional);
    }
};

template <>
struct Fields<knowledge::ImageFamily> {
    static void each(auto&& with) {
        using T = knowledge::ImageFamily;
        with("repositories", &T::repositories, required);
        with("title", &T::title, required);
        with("text", &T::text, optional);
        with("tags", &T::tags, optional);
        with("python", &T::python, optional);
        with("user", &T::user, optional);
        with("ports", &T::ports, optional);
        with("entrypoint", &T::entrypoint, optional);
        with("workdir", &T::workdir, optional);
        with("environment", &T::environment, optional);
        with("gpu", &T::gpu, optional);
        with("on-cuda", &T::on_cuda, optional);
        with("amd64-only", &T::amd64_only, optional);
        with("ended", &T::ended, optional);
        with("replacement", &T::replacement, optional);
        with("tags-of", &T::tags_of, optional);
    }
};

template <>
struct Fields<knowledge::ImageTag> {
    static void each(auto&& with) {
        using T = knowledge::ImageTag;
        with("repository", &T::repository, required);
        with("tag", &T::tag, required);
        with("distribution", &T::distribution, optional);
        with("python", &T::python, optional);
        with("cuda", &T::cuda, optional);
        with("cudnn", &T::cudnn, optional);
        with("flavour", &T::flavour, optional);
        with("python-kind", &T::python_kind, optional);
        with("externally-managed", &T::externally_managed, optional);
        with("packages", &T::packages, optional);
        with("targets", &T::targets, optional);
    }
};

template <>
struct Fields<knowledge::Variant> {
    static void each(auto&& with) {
        using T = knowledge::Variant;
        with("tag", &T::tag, optional); // left out: the only one, or the ordinary one
        with("cuda", &T::cuda, optional);
        with("cudnn", &T::cudnn, optional);
        with("newest-cuda", &T::newest_cuda, optional);
        with("libraries", &T::libraries, optional);
        with("targets", &T::targets, optional);
        with("ptx", &T::ptx, optional);
        with("min-driver", &T::min_driver, optional);
        with("glibc", &T::glibc, optional);
        with("first", &T::first, optional);
        with("last", &T::last, optional);
        with("pythons", &T::pythons, optional);
        with("pythons-arm", &T::pythons_arm, optional);
        with("requires", &T::requires_, optional);
        with("own-page", &T::own_page, optional);
    }
};

template <>
struct Fields<knowledge::Release> {
    static void each(auto&& with) {
        using T = knowledge::Release;
        with("package", &T::package, required);
        with("first", &T::first, required);
        with("last", &T::last, optional); // left out: the same as `first`
        with("pythons", &T::pythons, optional);
        with("pythons-arm", &T::pythons_arm, optional);
        with("glibc", &T::glibc, optional);
        with("variant", &T::variant, optional);
        with("variant-arm", &T::variant_arm, optional);
        with("variants", &T::variants, optional);
        with("requires", &T::requires_, optional);
        with("requires-python", &T::requires_python, optional);
        with("released", &T::released, optional);
        with("prerelease", &T::prerelease, optional);
        with("min-capability", &T::min_capability, optional);
    }
};

template <>
struct Fields<knowledge::Pair> {
    static void each(auto&& with) {
        using T = knowledge::Pair;
        with("package", &T::package, required);
        with("first", &T::first, required);
        with("last", &T::last, optional);
        with("partner", &T::partner, required);
        with("specifier", &T::specifier, required);
        with("unasked", &T::unasked, optional);
    }
};

template <>
struct Fields<knowledge::PythonPackage> {
    static void each(auto&& with) {
        using T = knowledge::PythonPackage;
        with("name", &T::name, required);
        with("text", &T::text, optional);
        with("gpu", &T::gpu, optional);
        with("source-only", &T::source_only, optional);
        with("needs-nvcc", &T::needs_nvcc, optional);
        with("pure", &T::pure, optional);
        with("libraries", &T::libraries, optional);
        with("min-capability", &T::min_capability, optional);
        with("last", &T::last, optional);
        with("fails", &T::fails, optional);
        with("all-releases", &T::all_releases, optional);
        with("replacement", &T::replacement, optional);
        with("index", &T::index, optional);
    }
};

template <>
struct Fields<knowledge::Variable> {
    static void each(auto&& with) {
        using T = knowledge::Variable;
        with("name", &T::name, required);
        with("text", &T::text, required);
        with("values", &T::values, optional);
    }
};

template <>
struct Fields<knowledge::Mirror> {
    static void each(auto&& with) {
        using T = knowledge::Mirror;
        with("host", &T::host, required);
        with("kind", &T::kind, required);
        with("works", &T::works, optional);
        with("instead", &T::instead, optional);
        with("text", &T::text, optional);
    }
};

template <>
struct Fields<knowledge::Principle> {
    static void each(auto&& with) {
        using T = knowledge::Principle;
        with("id", &T::id, required);
        with("text", &T::text, required);
    }
};

template <>
struct Fields<knowledge::ErrorText> {
    static void each(auto&& with) {
        using T = knowledge::ErrorText;
        with("id", &T::id, required);
        with("patterns", &T::patterns, required);
        with("cause", &T::cause, required);
        with("repairs", &T::repairs, required);
        with("check", &T::check, optional);
    }
};

template <>
struct Fields<knowledge::XidMeaning> {
    static void each(auto&& with) {
        using T = knowledge::XidMeaning;
        with("code", &T::code, required);
        with("text", &T::text, required);
        with("advice", &T::advice, required);
        with("hardware", &T::hardware, optional);
    }
};

template <>
struct Fields<knowledge::Recipe> {
    static void each(auto&& with) {
        using T = knowledge::Recipe;
        with("id", &T::id, required);
        with("systems", &T::systems, optional);
        with("commands", &T::commands, required);
        with("text", &T::text, optional);
    }
};

/// The tables by the names that YAML gives them, in the order of Knowledge.
template <class Tables>
void each_table(auto&& with) {
    with("toolkits", &Tables::toolkits);
    with("cuda-majors", &Tables::cuda_majors);
    with("architectures", &Tables::architectures);
    with("gpus", &Tables::gpus);
    with("drivers", &Tables::drivers);
    with("distributions", &Tables::distributions);
    with("pythons", &Tables::pythons);
    with("cuda-images", &Tables::cuda_images);
    with("cuda-requirements", &Tables::cuda_requirements);
    with("image-families", &Tables::image_families);
    with("image-tags", &Tables::image_tags);
    with("releases", &Tables::releases);
    with("pairs", &Tables::pairs);
    with("packages", &Tables::packages);
    with("variables", &Tables::variables);
    with("mirrors", &Tables::mirrors);
    with("principles", &Tables::principles);
    with("errors", &Tables::errors);
    with("xids", &Tables::xids);
    with("recipes", &Tables::recipes);
}

} // namespace dockwright::config
