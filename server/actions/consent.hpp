#pragma once
#include "base/problem.hpp"
#include <string>

namespace dockwright::actions {

/// The kind of the problem that asks: the action was not begun, since it would end or change what is
/// perhaps not the person's, or lose something. Its message says what; asked again with `consent`,
/// the same action does it. A terminal asks y/N (or takes `--yes`), an editor shows a dialogue.
inline constexpr std::string_view consent_needed = "consent-needed";

inline Problem needs_consent(std::string what, std::string how_to_say_yes) {
    return {.kind = consent_needed, .message = std::move(what), .next_step = std::move(how_to_say_yes)};
}

} // namespace dockwright::actions
