#include "gpu/image/stage_walk.hpp"
#include "gpu/machine.hpp"
#include <algorithm>
#include <array>

namespace dockwright::gpu::checks {
namespace {

struct Headers {
    Version interface; ///< of NVENC
    Version driver;    ///< the least that has it
};

/// FFmpeg/nv-codec-headers, README of each release: "Required driver versions", Linux.
constexpr std::array<Headers, 10> releases{{
    {Version::of("13.0"), Version::of("570")},
    {Version::of("12.2"), Version::of("550.54.14")},
    {Version::of("12.1"), Version::of("530.41.03")},
    {Version::of("12.0"), Version::of("520.56.06")},
    {Version::of("11.1"), Version::of("470.57.02")},
    {Version::of("11.0"), Version::of("455.28")},
    {Version::of("10.0"), Version::of("445.87")},
    {Version::of("9.1"), Version::of("435.21")},
    {Version::of("9.0"), Version::of("418.30")},
    {Version::of("8.2"), Version::of("396.24")},
}};

struct Fetched {
    Version interface;
    Span place;
};

/// `git clone -b n13.0.19.0 …/nv-codec-headers`, `-b sdk/12.2`.
std::optional<Fetched> fetched_by(const Case& asked, const model::Command& command) {
    if (command.name != "git") {
        return std::nullopt;
    }
    const auto words = arguments_of(asked.document, command);
    const auto spans = asked.document.commands().arguments_of(command);
    const bool headers =
        std::ranges::any_of(words, [](const std::string& word) { return word.contains("nv-codec-headers"); });
    for (std::size_t i = 0; headers && i + 1 < words.size() && words.size() == spans.size(); ++i) {
        if (words[i] != "-b" && words[i] != "--branch") {
            continue;
        }
        std::string_view release = words[i + 1];
        for (const std::string_view prefix : {"sdk/", "n"}) {
            release.remove_prefix(release.starts_with(prefix) ? prefix.size() : 0);
        }
        if (const auto version = Version::parse(release); version && version->size > 1) {
            return Fetched{.interface = version->cut(2), .place = spans[i + 1].span};
        }
    }
    return std::nullopt;
}

bool encodes(const Case& asked) {
    const model::Command* command = started(asked);
    const std::string_view text =
        command != nullptr ? command->span.of(asked.document.text()) : std::string_view();
    return text.contains("nvenc") || text.contains("cuvid") || text.contains("nvdec");
}

/// FFmpeg asks the driver for the interface of the headers that it was compiled with, and stops where the
/// driver's is older (jvdillon/netv issue 42).
void run(const Case& asked, Reasons& reasons) {
    if (!asked.host->driver.known() || asked.host->system == System::wsl2) {
        return;
    }
    for (const model::Command& command : asked.document.commands().all) {
        const auto fetched = fetched_by(asked, command);
        const auto* release =
            fetched ? std::ranges::find(releases, fetched->interface, &Headers::interface) : releases.end();
        if (fetched && release != releases.end() && asked.host->driver < release->driver) {
            reasons.add(Cause::driver_too_old, encodes(asked) ? Weight::fails : Weight::caveat,
                        {.span = fetched->place},
                        "FFmpeg with these headers asks for NVENC " + to_string(release->interface) +
                            ", which needs driver " + driver_text(release->driver) +
                            ", and the machine has " + asked.host->driver_text +
                            ": the GPU's encoder can't be used; take an older release of "
                            "the headers",
                        {"FFmpeg/nv-codec-headers, README", knowledge::Confidence::verified});
        }
    }
}

} // namespace

extern constexpr Check codec_headers{.name = "codec_headers", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
