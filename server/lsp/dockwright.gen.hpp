// Written by protocol/generate.py from protocol/dockwright.model: change that, not this.
// clang-format off
#pragma once
#include "lsp/protocol.gen.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Derived from protocol/dockwright.model: plain values, no JSON (that is dockwright_json.gen.hpp).
namespace dockwright::lsp {

/// What is wrong, for a person, and what to do about it. Ours to answer with: a request that could be
/// understood but not be done is no protocol error.
struct ProblemAnswer {
    /// Kebab-case and stable: "engine-not-running", "no-such-container".
    std::string kind{};
    /// One sentence.
    std::string message{};
    /// A sentence or a command; may be empty.
    std::string next_step{};

    bool operator==(const ProblemAnswer&) const = default;
};

/// One container, as a list of choices shows it.
struct ContainerItem {
    /// 64 hexadecimal digits.
    std::string id{};
    /// Without the slash that engines put before it.
    std::string name{};
    std::string image{};
    /// created, running, paused, restarting, removing, exited or dead.
    std::string state{};
    /// For people: "Up 2 hours".
    std::string status{};
    /// Whether it was given a GPU: by a device request, a runtime or a device.
    bool has_gpu = false;
    /// For people: "all GPUs", "GPU 0, 2"; empty without one.
    std::string gpus{};

    bool operator==(const ContainerItem&) const = default;
};

struct ContainersParams {
    /// Also those that do not run.
    std::optional<bool> all{};

    bool operator==(const ContainersParams&) const = default;
};

/// Exactly one of `containers` and `problem` means something: with a problem the list is empty.
struct ContainersAnswer {
    /// Which engine was asked: "unix:///var/run/docker.sock".
    std::string engine{};
    /// GPU containers first, running ones before others, then by name.
    std::vector<ContainerItem> containers{};
    std::optional<ProblemAnswer> problem{};

    bool operator==(const ContainersAnswer&) const = default;
};

struct AttachParams {
    /// An id or a name.
    std::string container{};

    bool operator==(const AttachParams&) const = default;
};

/// A program and its arguments, for a terminal that starts it without a shell in between.
struct TerminalCommand {
    std::string title{};
    std::string program{};
    std::vector<std::string> arguments{};

    bool operator==(const TerminalCommand&) const = default;
};

/// The parts of the URI that opens a window in the container: for `Uri.from`, never for joining by hand.
struct RemoteFolder {
    std::string scheme{};
    std::string authority{};
    std::string path{};

    bool operator==(const RemoteFolder&) const = default;
};

/// Both ways in, or a problem: an editor where one can attach, else the terminal.
struct AttachAnswer {
    std::optional<ContainerItem> container{};
    std::optional<TerminalCommand> terminal{};
    std::optional<RemoteFolder> editor{};
    std::optional<ProblemAnswer> problem{};

    bool operator==(const AttachAnswer&) const = default;
};

struct ExplainGpuParams {
    TextDocumentIdentifier text_document{};
    /// A stage's number; absent for the last stage.
    std::optional<std::uint32_t> stage{};

    bool operator==(const ExplainGpuParams&) const = default;
};

/// A page for reading: whether what a Dockerfile builds runs on the machines that it must run on, why
/// not, and what would make it run.
struct ExplainGpuAnswer {
    std::string title{};
    MarkupContent content{};

    bool operator==(const ExplainGpuAnswer&) const = default;
};

/// Which rules report, and how loudly.
enum class Preset : std::uint8_t {
    /// What a newer peer may say.
    unrecognised,
    /// Right and calm: what is wrong or fragile.
    recommended,
    /// Also version pins and style.
    strict,
    /// Exactly what hadolint reports by default.
    hadolint,
    /// Exactly what BuildKit's build checks report.
    buildkit,
    /// Every rule.
    all,
};

enum class TraceServer : std::uint8_t {
    /// What a newer peer may say.
    unrecognised,
    off,
    messages,
    verbose,
};

struct InlayHintsSettings {
    /// Shows in the text which driver a base image asks for, what the variables of a FROM come to, and which version a package gets that nothing pins.
    std::optional<bool> enabled{};

    bool operator==(const InlayHintsSettings&) const = default;
};

struct EngineSettings {
    /// The container engine to ask, such as `unix:///run/podman/podman.sock`. Empty: `DOCKER_HOST`, the current Docker context, or the usual sockets.
    std::optional<std::string> host{};

    bool operator==(const EngineSettings&) const = default;
};

struct TraceSettings {
    /// Writes what the editor and the server say to each other into the output panel.
    std::optional<TraceServer> server{};

    bool operator==(const TraceSettings&) const = default;
};

/// What the client says under `dockwright`; all of it may be absent.
struct Settings {
    /// Which rules report.
    std::optional<Preset> preset{};
    /// The machines that images must run on, such as `RTX 3090, 535.104.05`: the GPU's name and the driver's version. A `targets` in `.dockwright.yaml` wins.
    std::optional<std::vector<std::string>> targets{};
    std::optional<InlayHintsSettings> inlay_hints{};
    /// The `dockwright` program to run. Empty: the one that comes with the extension, else the one on `PATH`.
    std::optional<std::string> path{};
    std::optional<EngineSettings> engine{};
    std::optional<TraceSettings> trace{};

    bool operator==(const Settings&) const = default;
};

/// The containers of the configured engine.
struct ContainersRequest {
    static constexpr std::string_view method = "dockwright/containers";
    using Params = ContainersParams;
    using Result = ContainersAnswer;
};

/// How to get into one of them. Changes nothing.
struct AttachRequest {
    static constexpr std::string_view method = "dockwright/attach";
    using Params = AttachParams;
    using Result = AttachAnswer;
};

/// From the client.
struct ExplainGpuRequest {
    static constexpr std::string_view method = "dockwright/explainGpu";
    using Params = ExplainGpuParams;
    using Result = ExplainGpuAnswer;
};

} // namespace dockwright::lsp
