#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {

using knowledge::Knowledge;
using knowledge::PythonKind;

namespace {

constexpr std::string_view cuda_repository = "nvidia/cuda";

/// What NVIDIA's base images have set since when: nvidia/container-images/cuda, dist/*/base.
std::string library_path(const Version& cuda) {
    constexpr std::string_view hook = "/usr/local/nvidia/lib:/usr/local/nvidia/lib64";
    constexpr std::string_view own = "/usr/local/cuda/lib64";
    if (cuda < Version::of("12.8")) {
        return std::string(hook);
    }
    return cuda.major() >= 13 ? std::string(hook) + ":" + std::string(own) : std::string(own);
}

void add_cuda_environment(ImageState& state, const CudaTag& tag) {
    const auto set = [&](std::string_view name, std::string value) {
        set_variable(state, {.name = std::string(name),
                             .value = std::move(value),
                             .of_base = true,
                             .place = state.base_place});
    };
    set("CUDA_VERSION", std::string(tag.version));
    set("NVIDIA_VISIBLE_DEVICES", "all");
    set("NVIDIA_DRIVER_CAPABILITIES", "compute,utility");
    set("LD_LIBRARY_PATH", library_path(tag.cuda));
    set("PATH", "/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/"
                "bin:/sbin:/bin");
}

/// cuDNN's major version where the flavour names none: 9 from 12.3.2 on.
Version cudnn_of(const CudaTag& tag, const knowledge::CudaImage* entry) {
    if (!tag.has("cudnn")) {
        return {};
    }
    if (entry != nullptr && entry->cudnn.known()) {
        return entry->cudnn;
    }
    const auto digits = tag.flavour.find("cudnn") + 5;
    const bool numbered = digits < tag.flavour.size() && tag.flavour[digits] != '-';
    return numbered ? Version::parse(tag.flavour.substr(digits, 1)).value_or(Version()) : Version::of("9");
}

std::string_view part_of(const CudaTag& tag) {
    for (const std::string_view part : {"devel", "runtime", "base"}) {
        if (tag.has(part)) {
            return part;
        }
    }
    return "devel"; // `nvidia/cuda:10.2` alone was devel
}

void read_cuda_tag(ImageState& state, std::string_view text, const Knowledge& knowledge) {
    const auto tag = cuda_tag(text);
    if (!tag) {
        return;
    }
    state.base_known = true;
    state.cuda_tag = knowledge::cuda_image(knowledge, tag->cuda, tag->flavour, tag->distribution);
    state.distribution = knowledge::distribution(knowledge, tag->distribution);
    const auto* toolkit = knowledge::toolkit(knowledge, tag->cuda);
    state.cuda = {.cuda = tag->cuda,
                  .flavour = std::string(part_of(*tag)),
                  .cudnn = cudnn_of(*tag, state.cuda_tag),
                  .cudnn_headers = tag->has("cudnn") && tag->has("devel"),
                  .compat = tag->cuda.major() >= 10,
                  .of_base = true,
                  .place = state.base_place,
                  .fact = state.cuda_tag != nullptr ? state.cuda_tag->fact
                          : toolkit != nullptr      ? toolkit->fact
                                                    : knowledge::Fact{}};
    state.has_compiler = tag->has("devel");
    add_cuda_environment(state, *tag);
}

void add_packages(ImageState& state, const knowledge::ImageTag& tag, const Knowledge& knowledge) {
    for (const knowledge::Bundled& bundled : tag.packages) {
        Installed installed{.name = std::string(bundled.package), .asked = "", .extras = ""};
        installed.version = Version::parse(bundled.version).value_or(Version());
        installed.variant_tag = bundled.variant;
        installed.of_base = true;
        installed.place = state.base_place;
        installed.release = knowledge::release(knowledge, installed.name, installed.version);
        // NVIDIA compiles what is in its own containers itself.
        if (installed.release != nullptr &&
            !tag.repository.starts_with(
                "nvcr.io/nvidia/")) { // where the table names no build, the ordinary one
            installed.variant_tag = bundled.variant.empty() ? installed.release->variant : bundled.variant;
            installed.variant = knowledge::variant(*installed.release, installed.variant_tag);
        }
        state.installed.push_back(std::move(installed));
    }
}

PythonHome home_of(PythonKind kind, const Version& python, bool managed, Place place) {
    PythonHome home{
        .kind = kind, .prefix = "", .python = python, .externally_managed = managed, .place = place};
    home.prefix = kind == PythonKind::conda ? "/opt/conda" : "";
    return home;
}

void read_tag(ImageState& state, const knowledge::ImageFamily& family, std::string_view text,
              const Knowledge& knowledge) {
    const auto* tag = knowledge::image_tag(knowledge, family.repositories.front(), text);
    state.tag = tag;
    state.user = family.user;
    for (const knowledge::Setting& setting : family.environment) {
        set_variable(state, {.name = std::string(setting.name),
                             .value = std::string(setting.value),
                             .of_base = true,
                             .place = state.base_place});
    }
    if (tag == nullptr) {
        state.homes.front().kind = family.python;
        return;
    }
    state.base_known = true;
    state.distribution = knowledge::distribution(knowledge, tag->distribution);
    const PythonKind kind = tag->python_kind != PythonKind::none ? tag->python_kind : family.python;
    state.homes.front() = home_of(kind, tag->python, tag->externally_managed, state.base_place);
    if (!tag->flavour.empty() && tag->cuda.known()) {
        state.cuda = {.cuda = tag->cuda,
                      .flavour = std::string(tag->flavour),
                      .cudnn = tag->cudnn,
                      .cudnn_headers = tag->flavour == "devel" && tag->cudnn.known(),
                      .compat = tag->flavour == "devel" || state.value("NVIDIA_REQUIRE_CUDA") != "",
                      .of_base = true,
                      .place = state.base_place,
                      .fact = tag->fact};
        state.has_compiler = tag->flavour == "devel";
    }
    add_packages(state, *tag, knowledge);
}

/// The engine has the image and says what it sets: that counts more than any guess.
void read_known(ImageState& state, const model::KnownImage& known) {
    state.user = known.user;
    for (const auto& [name, value] : known.environment) {
        set_variable(state, {.name = name, .value = value, .of_base = true, .place = state.base_place});
    }
    const auto version = [&](std::string_view name) {
        return Version::parse(state.value(name)).value_or(Version());
    };
    if (const Version cuda = version("CUDA_VERSION"); cuda.known()) {
        state.cuda.cuda = cuda;
        state.cuda.of_base = true;
        if (state.cuda.flavour.empty()) {
            state.cuda.flavour = state.variable("NV_LIBCUBLAS_DEV_VERSION") != nullptr ? "devel"
                                 : state.variable("NV_LIBCUBLAS_VERSION") != nullptr   ? "runtime"
                                                                                       : "base";
        }
    }
    for (const std::string_view name : {"NV_CUDNN_VERSION", "CUDNN_VERSION"}) {
        const std::string_view text = state.value(name);
        if (const auto cudnn = Version::parse(text.substr(0, text.find('-')))) {
            state.cuda.cudnn = *cudnn;
        }
    }
    if (const Version python = version("PYTHON_VERSION"); python.known()) {
        state.homes.front().python = python.cut(2);
        state.homes.front().kind = PythonKind::local;
    }
}

} // namespace

void set_variable(ImageState& state, EnvironmentValue value) {
    const auto old = std::ranges::find(state.environment, value.name, &EnvironmentValue::name);
    if (old == state.environment.end()) {
        state.environment.push_back(std::move(value));
    } else {
        *old = std::move(value);
    }
}

Repository repository_of(const model::ReferenceParts& parts, const Knowledge& knowledge) {
    std::string_view path = parts.path;
    const std::string_view registry = parts.registry;
    if (registry.empty() || registry == "docker.io" || registry == "index.docker.io" ||
        registry == "registry-1.docker.io") {
        if (path.starts_with("library/")) {
            path.remove_prefix(8);
        }
        return {std::string(path)};
    }
    // Amazon has its containers in a registry of each region.
    const bool amazon = registry.starts_with("763104351884.dkr.ecr.");
    std::string whole =
        (amazon ? std::string("763104351884.dkr.ecr.us-east-1.amazonaws.com") : std::string(registry)) + "/" +
        std::string(path);
    if (knowledge::image_family(knowledge, whole) != nullptr) {
        return {whole};
    }
    for (std::string_view rest = path; !rest.empty();) { // harbor.example.com/hub/nvidia/cuda
        const bool named = rest.contains('/') || rest != path;
        if (named && knowledge::image_family(knowledge, rest) != nullptr) {
            return {std::string(rest), true};
        }
        const auto slash = rest.find('/');
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    }
    return {whole};
}

std::optional<CudaTag> cuda_tag(std::string_view tag) {
    CudaTag out;
    const auto dash = tag.find('-');
    out.version = tag.substr(0, dash);
    const auto version = Version::parse(out.version);
    if (!version) {
        return std::nullopt;
    }
    out.cuda = *version;
    std::string_view rest = dash == std::string_view::npos ? std::string_view() : tag.substr(dash + 1);
    while (!rest.empty()) {
        const auto end = rest.find('-');
        const std::string_view word = rest.substr(0, end);
        const bool flavour = word.starts_with("cudnn") || word.starts_with("tensorrt") || word == "base" ||
                             word == "runtime" || word == "devel";
        if (!flavour) {
            out.distribution = rest;
            break;
        }
        out.flavour += (out.flavour.empty() ? "" : "-") + std::string(word);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return out;
}

ImageState image_state_of(const model::Image& image, Place place, const model::Surroundings& surroundings,
                          const Knowledge& knowledge) {
    ImageState state;
    state.base_place = place;
    state.homes.push_back({});
    state.homes.front().kind = PythonKind::none;
    state.homes.front().place = place;
    if (image.is_scratch()) {
        state.base = "scratch";
        state.base_known = true;
        return state;
    }
    if (!image.known || image.name.empty()) {
        state.complete = false;
        return state;
    }
    state.base = image.name;
    const Repository repository = repository_of(image.parts, knowledge);
    state.mirrored = repository.mirrored;
    const std::string_view tag = image.parts.tag.empty() ? "latest" : image.parts.tag;
    state.family = knowledge::image_family(knowledge, repository.name);
    if (state.family != nullptr && state.family->repositories.front() == cuda_repository) {
        read_cuda_tag(state, tag, knowledge);
    } else if (state.family != nullptr) {
        read_tag(state, *state.family, tag, knowledge);
    }
    for (const model::KnownImage& known : surroundings.images) {
        if (known.reference == image.name) {
            read_known(state, known);
            state.base_known = true;
        }
    }
    state.complete = state.base_known;
    return state;
}

} // namespace dockwright::gpu
