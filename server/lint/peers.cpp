#include "lint/peers.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::lint {

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
