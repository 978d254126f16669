#include "lint/peers.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

struct CodeSeverity {
    std::string_view code;
    Severity severity;
};
/// Those that real Dockerfiles show; ShellCheck's levels are hadolint's.
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
    {"SC1001", Severity::info},
    {"SC1003", Severity::info},
    {"SC1008", Severity::error},
    {"SC1010", Severity::warning},
    {"SC1012", Severity::warning},
    {"SC1018", Severity::error},
    {"SC1036", Severity::error},
    {"SC1065", Severity::error},
    {"SC1070", Severity::error},
    {"SC1071", Severity::error},
    {"SC1072", Severity::error},
    {"SC1083", Severity::warning},
    {"SC1088", Severity::error},
    {"SC1089", Severity::error},
    {"SC1105", Severity::error},
    {"SC1110", Severity::warning},
    {"SC1133", Severity::error},
    {"SC1141", Severity::error},
    {"SC2003", Severity::style},
    {"SC2005", Severity::style},
    {"SC2006", Severity::style},
    {"SC2010", Severity::warning},
    {"SC2011", Severity::warning},
    {"SC2012", Severity::info},
    {"SC2015", Severity::info},
    {"SC2016", Severity::info},
    {"SC2024", Severity::warning},
    {"SC2026", Severity::info},
    {"SC2027", Severity::warning},
    {"SC2028", Severity::info},
    {"SC2034", Severity::warning},
    {"SC2035", Severity::info},
    {"SC2038", Severity::warning},
    {"SC2043", Severity::warning},
    {"SC2044", Severity::warning},
    {"SC2046", Severity::warning},
    {"SC2059", Severity::info},
    {"SC2061", Severity::warning},
    {"SC2067", Severity::error},
    {"SC2086", Severity::info},
    {"SC2088", Severity::warning},
    {"SC2094", Severity::info},
    {"SC2098", Severity::warning},
    {"SC2102", Severity::info},
    {"SC2114", Severity::warning},
    {"SC2115", Severity::warning},
    {"SC2116", Severity::style},
    {"SC2117", Severity::info},
    {"SC2121", Severity::warning},
    {"SC2126", Severity::style},
    {"SC2128", Severity::warning},
    {"SC2129", Severity::style},
    {"SC2140", Severity::warning},
    {"SC2143", Severity::style},
    {"SC2144", Severity::error},
    {"SC2153", Severity::info},
    {"SC2154", Severity::warning},
    {"SC2155", Severity::warning},
    {"SC2156", Severity::warning},
    {"SC2161", Severity::style},
    {"SC2164", Severity::warning},
    {"SC2166", Severity::warning},
    {"SC2174", Severity::warning},
    {"SC2181", Severity::style},
    {"SC2185", Severity::info},
    {"SC2188", Severity::warning},
    {"SC2196", Severity::info},
    {"SC2209", Severity::warning},
    {"SC2211", Severity::warning},
    {"SC2216", Severity::warning},
    {"SC2217", Severity::warning},
    {"SC2226", Severity::warning},
    {"SC2231", Severity::info},
    {"SC2235", Severity::style},
    {"SC2238", Severity::warning},
    {"SC2239", Severity::error},
    {"SC2240", Severity::warning},
    {"SC2261", Severity::error},
    {"SC2267", Severity::info},
    {"SC2268", Severity::style},
    {"SC2283", Severity::error},
    {"SC2291", Severity::info},
    {"SC2308", Severity::info},
    {"SC2320", Severity::warning},
    {"SC3001", Severity::warning},
    {"SC3003", Severity::warning},
    {"SC3005", Severity::warning},
    {"SC3006", Severity::warning},
    {"SC3008", Severity::warning},
    {"SC3009", Severity::warning},
    {"SC3010", Severity::warning},
    {"SC3011", Severity::warning},
    {"SC3012", Severity::warning},
    {"SC3014", Severity::warning},
    {"SC3015", Severity::warning},
    {"SC3016", Severity::warning},
    {"SC3020", Severity::warning},
    {"SC3021", Severity::warning},
    {"SC3024", Severity::warning},
    {"SC3026", Severity::warning},
    {"SC3029", Severity::warning},
    {"SC3030", Severity::warning},
    {"SC3032", Severity::warning},
    {"SC3036", Severity::warning},
    {"SC3037", Severity::warning},
    {"SC3038", Severity::warning},
    {"SC3039", Severity::warning},
    {"SC3040", Severity::warning},
    {"SC3041", Severity::warning},
    {"SC3044", Severity::warning},
    {"SC3045", Severity::warning},
    {"SC3046", Severity::warning},
    {"SC3047", Severity::warning},
    {"SC3048", Severity::warning},
    {"SC3050", Severity::warning},
    {"SC3053", Severity::warning},
    {"SC3054", Severity::warning},
    {"SC3057", Severity::warning},
    {"SC3059", Severity::warning},
    {"SC3060", Severity::warning},
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
    if (numbered && (code.starts_with("DL") || code.starts_with("SC"))) {
        return Peer::hadolint;
    }
    const bool spelt_out = code.contains('_') && std::ranges::none_of(code, ascii::is_lower);
    return spelt_out ? Peer::dockerfile_utils : Peer::buildkit;
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
