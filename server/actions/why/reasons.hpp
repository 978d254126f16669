#pragma once
#include "actions/why/inside.hpp"
#include "engine/gpu_container.hpp"
#include "engine/objects.gen.hpp"
#include "gpu/cause.hpp"
#include "host/facts.hpp"
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

/// What was seen of one container and of the machine under it.
struct Case {
    engine::Container container;
    std::optional<engine::Image> image;
    engine::GpuUse gpu;
    host::Facts machine;
    std::optional<Inside> inside; ///< of one that runs and has a shell
};

/// One reason why it sees no GPU, or not as meant. Sentences without full stop, printable.
struct WhyReason {
    gpu::Cause cause = gpu::Cause::gpu_not_requested;
    std::string found;
    std::vector<std::string> repairs; ///< sentences and commands, the likeliest first

    bool operator==(const WhyReason&) const = default;
};

/// The chief one first, each cause once. Pure.
std::vector<WhyReason> why_reasons(const Case& seen);

enum class WhyVerdict : std::uint8_t { sees_gpu, fails, unknown };
std::string_view name(WhyVerdict verdict);

/// A look inside decides; where there was none, the reasons do.
WhyVerdict why_verdict(const Case& seen, const std::vector<WhyReason>& reasons);

/// By parts: what each of them adds, in the order in which a person mends.
void add_configuration_reasons(const Case& seen, std::vector<WhyReason>& out);
void add_machine_reasons(const Case& seen, std::vector<WhyReason>& out);
void add_inside_reasons(const Case& seen, std::vector<WhyReason>& out);
/// Unless the cause is there already.
void add_reason(std::vector<WhyReason>& out, WhyReason reason);
/// Without the slash in front.
std::string shown_name(const engine::Container& container);

} // namespace dockwright::actions
