#include "lint/peers.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

struct CodeSeverity {
    std::string_view code;
    Severity severity;
};
constexpr CodeSeverity hadolint_severities[] = {
    // clang-format off
    {"DL1000", Severity::error},
    {"DL1001", Severity::info},
    {"DL3000", Severity::error},
    {"DL3001", Severity::info},
    {"DL3002", Severity::warning},
    {"DL3003", Severity::warning},
    {"DL3004", Severity::error},
    {"DL3006", Severity::warning},
    {"DL3007", Severity::warning},
    {"DL3008", Severity::warning},
    {"DL3009", Severity::info},
    {"DL3010", Severity::info},
    {"DL3011", Severity::error},
    {"DL3012", Severity::error},
    {"DL3013", Severity::warning},
    {"DL3014", Severity::warning},
    {"DL3015", Severity::info},
    {"DL3016", Severity::warning},
    {"DL3018", Severity::warning},
    {"DL3019", Severity::info},
    {"DL3020", Severity::error},
    {"DL3021", Severity::error},
    {"DL3022", Severity::warning},
    {"DL3023", Severity::error},
    {"DL3024", Severity::error},
    {"DL3025", Severity::warning},
    {"DL3026", Severity::error},
    {"DL3027", Severity::warning},
    {"DL3028", Severity::warning},
    {"DL3029", Severity::warning},
    {"DL3030", Severity::warning},
    {"DL3032", Severity::warning},
    {"DL3033", Severity::warning},
    {"DL3034", Severity::warning},
    {"DL3035", Severity::warning},
    {"DL3036", Severity::warning},
    {"DL3037", Severity::warning},
    {"DL3038", Severity::warning},
    {"DL3040", Severity::warning},
    {"DL3041", Severity::warning},
    {"DL3042", Severity::warning},
    {"DL3043", Severity::error},
    {"DL3044", Severity::error},
    {"DL3045", Severity::warning},
    {"DL3046", Severity::warning},
    {"DL3047", Severity::info},
    {"DL3048", Severity::style},
    {"DL3049", Severity::info},
    {"DL3050", Severity::info},
    {"DL3051", Severity::warning},
    {"DL3052", Severity::warning},
    {"DL3053", Severity::warning},
    {"DL3054", Severity::warning},
    {"DL3055", Severity::warning},
    {"DL3056", Severity::warning},
    {"DL3057", Severity::info},
    {"DL3058", Severity::warning},
    {"DL3059", Severity::info},
    {"DL3060", Severity::info},
    {"DL3061", Severity::error},
    {"DL3062", Severity::warning},
    {"DL3063", Severity::warning},
    {"DL3064", Severity::warning},
    {"DL3065", Severity::warning},
    {"DL3066", Severity::info},
    {"DL3067", Severity::warning},
    {"DL4000", Severity::error},
    {"DL4001", Severity::warning},
    {"DL4003", Severity::warning},
    {"DL4004", Severity::error},
    {"DL4005", Severity::warning},
    {"DL4006", Severity::warning},
    // clang-format on
};
static_assert(std::ranges::is_sorted(hadolint_severities, {}, &CodeSeverity::code));

} // namespace

std::optional<Peer> peer_behind(Preset preset) {
    switch (preset) {
    case Preset::hadolint: return Peer::hadolint;
    case Preset::buildkit: return Peer::buildkit;
    default: return std::nullopt;
    }
}

std::optional<Severity> severity_of(std::string_view code) {
    if (peer_of(code) == Peer::buildkit) {
        return Severity::warning; // all of its checks are
    }
    const auto found = std::ranges::lower_bound(hadolint_severities, code, {}, &CodeSeverity::code);
    const bool listed = found != std::end(hadolint_severities) && found->code == code;
    return listed ? std::optional(found->severity) : std::nullopt;
}

Peer peer_of(std::string_view code) {
    const bool numbered = code.size() > 2 && std::ranges::all_of(code.substr(2), ascii::is_digit);
    return numbered && (code.starts_with("DL") || code.starts_with("SC")) ? Peer::hadolint : Peer::buildkit;
}

bool is_off_by_default(std::string_view code) {
    // hadolint gives the first two the severity "ignore"; BuildKit calls the last one experimental.
    return code == "DL1001" || code == "DL3057" || code == "InvalidDefinitionDescription";
}

bool ignores_comments_above(std::string_view code) {
    return code == "ConsistentInstructionCasing" || code == "DuplicateStageName" ||
           code == "InvalidBaseImagePlatform" || code == "InvalidDefaultArgInFrom" ||
           code == "NoEmptyContinuation" || code == "ReservedStageName";
}

} // namespace dockwright::lint
