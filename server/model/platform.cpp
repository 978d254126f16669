#include "model/platform.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model {
namespace {

constexpr std::string_view systems[] = {"aix",     "android", "darwin",  "dragonfly", "freebsd", "hurd",
                                        "illumos", "ios",     "js",      "linux",     "nacl",    "netbsd",
                                        "openbsd", "plan9",   "solaris", "windows",   "zos"};
constexpr std::string_view architectures[] = {
    "386",     "amd64",   "amd64p32", "arm",    "armbe",  "arm64",    "arm64be",   "ppc64",
    "ppc64le", "loong64", "mips",     "mipsle", "mips64", "mips64le", "mips64p32", "mips64p32le",
    "ppc",     "riscv",   "riscv64",  "s390",   "s390x",  "sparc",    "sparc64",   "wasm"};

struct Alias {
    std::string_view written;
    std::string_view architecture;
    std::string_view variant;
};
constexpr Alias aliases[] = {{"i386", "386", ""},      {"x86_64", "amd64", ""}, {"x86-64", "amd64", ""},
                             {"aarch64", "arm64", ""}, {"armhf", "arm", "v7"},  {"armel", "arm", "v6"}};

bool is_component(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return ascii::is_name(c) || c == '.' || c == '-'; });
}

void set_architecture(Platform& platform, std::string_view written, std::string_view variant) {
    platform.architecture = ascii::lowered(written);
    platform.variant = ascii::lowered(variant);
    for (const Alias& alias : aliases) {
        if (platform.architecture == alias.written) {
            platform.architecture = alias.architecture;
            platform.variant = alias.variant.empty() ? platform.variant : std::string(alias.variant);
            return;
        }
    }
}

/// Docker Hub's folders of one architecture's official images, and endings of tags.
struct Named {
    std::string_view text;
    std::string_view architecture;
};
constexpr Named folders[] = {{"amd64", "amd64"},       {"arm32v5", "arm"},     {"arm32v6", "arm"},
                             {"arm32v7", "arm"},       {"arm64v8", "arm64"},   {"i386", "386"},
                             {"mips64le", "mips64le"}, {"ppc64le", "ppc64le"}, {"riscv64", "riscv64"},
                             {"s390x", "s390x"}};
constexpr Named endings[] = {{"-amd64", "amd64"},     {"-x86_64", "amd64"},  {"-arm64", "arm64"},
                             {"-arm64v8", "arm64"},   {"-aarch64", "arm64"}, {"-ppc64le", "ppc64le"},
                             {"-riscv64", "riscv64"}, {"-s390x", "s390x"},   {"-armhf", "arm"},
                             {"-arm32v7", "arm"},     {"-i386", "386"}};

/// Parts of the names of images that are there for one platform.
constexpr std::string_view single[] = {"amd64",      "x86_64",  "x64",     "arm64",      "aarch64",
                                       "armhf",      "ppc64le", "riscv64", "s390x",      "l4t",
                                       "jetson",     "jetpack", "windows", "servercore", "windowsservercore",
                                       "nanoserver", "arm64v8", "arm32v7"};

bool has_single_part(std::string_view name) {
    while (true) {
        const std::size_t end = name.find_first_of("/-.+");
        if (std::ranges::find(single, name.substr(0, end)) != std::end(single)) {
            return true;
        }
        if (end == std::string_view::npos) {
            return false;
        }
        name.remove_prefix(end + 1);
    }
}

} // namespace

std::optional<Platform> parse_platform(std::string_view text) {
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    while (true) {
        const std::size_t slash = text.find('/');
        const std::string_view part = text.substr(0, slash);
        if (count == parts.size() || !is_component(part)) {
            return std::nullopt;
        }
        parts[count++] = part;
        if (slash == std::string_view::npos) {
            break;
        }
        text.remove_prefix(slash + 1);
    }
    Platform platform{.os = "linux", .architecture = "amd64", .variant = ""};
    if (count == 1) {
        const std::string lowered = ascii::lowered(parts[0]);
        const std::string system = lowered == "macos" ? "darwin" : lowered;
        if (std::ranges::find(systems, system) != std::end(systems)) {
            platform.os = system;
            return platform;
        }
        set_architecture(platform, parts[0], "");
        const bool known = std::ranges::find(architectures, platform.architecture) != std::end(architectures);
        return known ? std::optional(platform) : std::nullopt;
    }
    platform.os = ascii::lowered(parts[0]);
    platform.os = platform.os == "macos" ? "darwin" : platform.os;
    set_architecture(platform, parts[1], parts[2]);
    return platform;
}

std::string_view architecture_in_name(std::string_view path, std::string_view tag) {
    const std::size_t slash = path.find('/');
    if (slash != std::string_view::npos) {
        for (const Named& folder : folders) {
            if (path.substr(0, slash) == folder.text) {
                return folder.architecture;
            }
        }
    }
    for (const Named& ending : endings) {
        if (tag.ends_with(ending.text)) {
            return ending.architecture;
        }
    }
    return {};
}

bool is_named_for_one_platform(std::string_view path, std::string_view tag) {
    return !architecture_in_name(path, tag).empty() || has_single_part(path) || has_single_part(tag);
}

} // namespace dockwright::model
