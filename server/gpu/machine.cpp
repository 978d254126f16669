#include "gpu/machine.hpp"
#include "base/ascii.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu {

using knowledge::Knowledge;

namespace {

bool is_foreign(std::string_view name) {
    std::string lower;
    for (const char c : name) {
        lower += ascii::lower(c);
    }
    constexpr std::array<std::string_view, 8> makers{"amd ",  "radeon", "instinct", "intel",
                                                     "apple", "arc a",  "mi300",    "mi250"};
    return std::ranges::any_of(makers, [&](std::string_view maker) { return lower.contains(maker); }) ||
           lower.starts_with("amd");
}

/// Packages whose build is torch's own, so that torch speaks for them.
bool follows_torch(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"torchaudio", "torchvision", "torchtext", "torchcodec"};
    return std::ranges::find(names, name) != names.end();
}

/// `13` of cudf-cu13: packages that say in their names which CUDA they bring.
Version cuda_of_name(const Case& asked, const Installed& installed) {
    const auto* package = knowledge::package(asked.knowledge, installed.name);
    if (installed.name == "tensorrt" && installed.asked.empty()) {
        return Version::of("13"); // the stub takes the newest CUDA major
    }
    const auto at = installed.name.rfind("-cu");
    const bool brings =
        package != nullptr && package->gpu && package->libraries == knowledge::Libraries::itself;
    if (!brings || at == std::string::npos || installed.name.starts_with("nvidia-") ||
        installed.as_dependency) {
        return {};
    }
    const auto major = Version::parse(installed.name.substr(at + 3));
    return major && major->major() < 20 ? *major : Version();
}

} // namespace

std::vector<Device> devices(const Host& host, const Knowledge& knowledge) {
    std::vector<Device> out;
    for (const HostGpu& gpu : host.gpus) {
        Device device{.name = gpu.name, .capability = gpu.capability, .memory = gpu.memory};
        device.product = knowledge::gpu(knowledge, gpu.name);
        if (device.capability == 0 && device.product != nullptr) {
            device.capability = device.product->capability;
        }
        if (device.memory == 0 && device.product != nullptr) {
            device.memory = std::uint64_t{device.product->memory_gib} << 30U;
        }
        device.architecture = knowledge::architecture(knowledge, device.capability);
        device.foreign = device.product == nullptr && is_foreign(gpu.name);
        out.push_back(std::move(device));
    }
    return out;
}

std::string driver_text(const Version& driver) {
    std::string text = std::to_string(driver.parts[0]);
    for (std::uint8_t i = 1; i < driver.size; ++i) {
        const std::string part = std::to_string(driver.parts[i]);
        text += "." + (part.size() < 2 ? "0" + part : part);
    }
    return text;
}

std::string capability_text(knowledge::Capability capability) {
    return std::to_string(capability / 10) + "." + std::to_string(capability % 10);
}

std::optional<bool> uses_hook(const Host& host) {
    if (host.mode) {
        return *host.mode == ToolkitMode::legacy || *host.mode == ToolkitMode::csv;
    }
    if (host.system == System::wsl2 && host.request != Request::cdi && !host.engine.known()) {
        return true; // Docker Desktop's (SyneRBI/PETRIC2 issue 27, vllm-project/vllm issue 18813)
    }
    switch (host.request) {
    case Request::cdi: return false;
    case Request::none: return std::nullopt;
    case Request::runtime: // the runtime's mode is jit-cdi by itself from 1.18 on
        return host.toolkit.known() ? std::optional(host.toolkit < Version::of("1.18")) : std::nullopt;
    case Request::gpus: break;
    }
    // Docker tries CDI first for --gpus from 29.2 on where nvidia-cdi-hook is there (toolkit 1.17).
    if (host.engine.known() && host.engine < Version::of("29.2")) {
        return true;
    }
    if (host.toolkit.known() && host.toolkit < Version::of("1.17")) {
        return true;
    }
    // 1.18 came two months before that Docker: who has 1.17 has hardly got the other.
    if (host.toolkit.known() && host.toolkit < Version::of("1.18") && !host.engine.known()) {
        return true;
    }
    if (host.engine.known() && host.toolkit.known() && host.engine <= Version::of("29.7.2")) {
        return false;
    }
    return std::nullopt;
}

std::optional<bool> uses_compat(const Host& host) {
    if (!host.toolkit.known()) {
        return std::nullopt;
    }
    // 1.17.4 stopped it for CVE-2025-23359, 1.17.7 brought it back in another way.
    return host.toolkit < Version::of("1.17.4") || host.toolkit >= Version::of("1.17.7");
}

bool requires_cuda_of_base(const ImageState& state) {
    const bool own = state.family != nullptr && state.family->on_cuda;
    const bool inherits = state.tag != nullptr && state.tag->flavour == "devel";
    return state.cuda.of_base && (own || inherits) && state.variable("NVIDIA_REQUIRE_CUDA") == nullptr;
}

bool requirement_switched_off(const ImageState& state) {
    const std::string_view value = state.value("NVIDIA_DISABLE_REQUIRE");
    return value == "1" || value == "true" || value == "TRUE" || value == "True" || value == "t" ||
           value == "T";
}

const knowledge::CudaRequirement* base_requirement(const Case& asked) {
    const ImageState& state = asked.state;
    return knowledge::cuda_requirement(asked.knowledge, state.cuda.cuda,
                                       state.distribution != nullptr ? state.distribution->name
                                                                     : std::string_view());
}

std::optional<bool> base_lets_in(const Case& asked, const Device& device) {
    const auto* requirement = base_requirement(asked);
    if (requirement == nullptr) {
        return std::nullopt;
    }
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    if (of_driver >= requirement->cuda.cut(2)) {
        return true;
    }
    if (requirement->any_brand_from != 0 && asked.host->driver.major() >= requirement->any_brand_from) {
        return true;
    }
    // The arm64 images up to 12.3 name no alternatives (images.yaml, require traps).
    const bool arm = asked.host->platform.starts_with("linux/arm64");
    const bool branch =
        std::ranges::find(requirement->branches, asked.host->driver.major()) != requirement->branches.end();
    if (!branch || (arm && requirement->cuda < Version::of("12.4"))) {
        return false;
    }
    if (requirement->brands == knowledge::Brands::all) {
        return true;
    }
    if (device.product == nullptr || device.product->brand.empty()) {
        return std::nullopt;
    }
    const std::string_view brand = device.product->brand;
    if (requirement->brands == knowledge::Brands::tesla) {
        return brand == "tesla";
    }
    constexpr std::array<std::string_view, 4> consumer{"geforce", "geforcertx", "titan", "titanrtx"};
    return std::ranges::find(consumer, brand) == consumer.end();
}

std::optional<Place> own_driver_library_first(const Case& asked) {
    const ImageState& state = asked.state;
    const EnvironmentValue* path = state.variable("LD_LIBRARY_PATH");
    if (path != nullptr && path->value && path->value->find("/compat") != std::string::npos &&
        path->value->find("cuda") != std::string::npos) {
        return assignment(asked.document, path->place);
    }
    const bool vllm = state.family != nullptr && state.family->repositories.front() == "vllm/vllm-openai";
    return vllm ? std::optional(state.base_place) : std::nullopt;
}

bool accepts_compat(const Device& device) {
    return device.product != nullptr && (device.product->kind == knowledge::GpuClass::datacenter ||
                                         device.product->kind == knowledge::GpuClass::jetson);
}

std::string describe(const Installed& installed) {
    std::string version = installed.version.known() ? to_string(installed.version) : std::string();
    const bool build = installed.variant_tag.starts_with("cu") || installed.variant_tag == "cpu" ||
                       installed.variant_tag.starts_with("rocm");
    if (!version.empty() && build && knowledge::local_part(installed.asked).empty()) {
        version += "+" + installed.variant_tag;
    } else if (!version.empty() && build) {
        version += "+" + std::string(knowledge::local_part(installed.asked));
    }
    if (version.empty()) {
        return installed.name;
    }
    if (!installed.newest) {
        return installed.name + " " + version;
    }
    const std::string_view month =
        installed.release != nullptr ? installed.release->released : std::string_view();
    return installed.name + " (not pinned, so the newest: " + version +
           (month.empty() ? "" : " of " + std::string(month)) + ")";
}

std::vector<CudaUser> cuda_users(const Case& asked) {
    std::vector<CudaUser> out;
    const ImageState& state = asked.state;
    const bool has_torch = state.find("torch") != nullptr;
    for (const Installed& installed : state.installed) {
        const knowledge::Variant* variant = installed.variant;
        if (const Version named = cuda_of_name(asked, installed); variant == nullptr && named.known()) {
            out.push_back({.what = installed.name,
                           .cuda = named,
                           .place = installed.place,
                           .fact = knowledge::package(asked.knowledge, installed.name)->fact,
                           .package = &installed});
            continue;
        }
        const bool broken =
            installed.unresolved != Unresolved::none && installed.unresolved != Unresolved::not_in_tables;
        if (variant == nullptr || !variant->cuda.known() || broken ||
            (has_torch && follows_torch(installed.name))) {
            continue;
        }
        const bool of_image = variant->libraries == knowledge::Libraries::image;
        if (of_image && !state.cuda.cuda.known()) {
            continue;
        }
        out.push_back({.what = describe(installed),
                       .cuda = of_image ? state.cuda.cuda.cut(2) : variant->cuda,
                       .targets = variant->targets,
                       .ptx = variant->ptx,
                       .min_driver = of_image ? Version() : variant->min_driver,
                       .place = installed.place,
                       .fact = variant->fact,
                       .package = &installed});
    }
    if (out.empty() && state.cuda.cuda.known()) {
        const auto* toolkit = knowledge::toolkit(asked.knowledge, state.cuda.cuda);
        const bool tagged = state.tag != nullptr && !state.tag->targets.empty();
        out.push_back({.what = "CUDA " + to_string(state.cuda.cuda),
                       .cuda = state.cuda.cuda.cut(2),
                       .targets = tagged               ? state.tag->targets
                                  : toolkit != nullptr ? toolkit->targets
                                                       : std::span<const knowledge::Capability>(),
                       .place = state.cuda.place,
                       .fact = toolkit != nullptr ? toolkit->fact : state.cuda.fact});
    }
    return out;
}

Version cuda_there(const Case& asked, const Device& device) {
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    const SystemCuda& cuda = asked.state.cuda;
    const bool compat = cuda.compat && cuda.cuda.known() && of_driver < cuda.cuda.cut(2) &&
                        accepts_compat(device) && uses_compat(*asked.host).value_or(true);
    return compat ? cuda.cuda.cut(2) : of_driver;
}

void add_for_devices(const Case& asked, Reasons& reasons, Cause cause, Weight weight, Place place,
                     const std::vector<std::string>& which, std::string message, knowledge::Fact fact) {
    if (which.empty()) {
        return;
    }
    const bool some = which.size() < asked.host->gpus.size();
    if (some && weight > Weight::caveat) {
        weight = Weight::caveat;
        message += "; the machine's other GPUs work";
    }
    reasons.add(cause, weight, place, std::move(message), fact);
}

const model::Command* started(const Case& asked) {
    const model::Document& document = asked.document;
    const model::Command* found = nullptr;
    bool entrypoint = false;
    std::optional<std::uint32_t> at = asked.state.stage;
    while (at && found == nullptr) {
        const model::Stage& stage = document.stages()[*at];
        for (const model::ShellText& text : document.shell_texts(stage)) {
            using Origin = model::ShellText::Origin;
            const auto keyword = document.instructions()[text.instruction].keyword;
            const bool entry = keyword == syntax::Keyword::entrypoint;
            const bool starts = entry || keyword == syntax::Keyword::cmd;
            if (starts && !text.onbuild && text.origin != Origin::run && !text.commands.empty() &&
                (entry || !entrypoint)) {
                found = &document.commands().of(text).back();
                entrypoint = entry;
            }
        }
        at = stage.image.stage;
    }
    return found;
}

Place assignment(const model::Document& document, Place name) {
    for (const model::Instruction& instruction : document.all(syntax::Keyword::env)) {
        const auto words = document.words(instruction); // names and values alternate
        for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
            if (words[i].span.covers(name.span)) {
                return {
                    .span = {name.span.begin, words[i + 1].span.end}, .file = name.file, .line = name.line};
            }
        }
    }
    return name;
}

knowledge::Fact principle(const Case& asked, std::string_view id) {
    const auto* found = knowledge::principle(asked.knowledge, id);
    return found != nullptr ? found->fact : knowledge::Fact{};
}

knowledge::Fact variable_fact(const Case& asked, std::string_view name) {
    const auto* found = knowledge::variable(asked.knowledge, name);
    return found != nullptr ? found->fact : knowledge::Fact{};
}

} // namespace dockwright::gpu
