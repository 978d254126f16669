#pragma once
#include "actions/consent.hpp"
#include "actions/owner.hpp"
#include "cli/ask.hpp"
#include "cli/with_engine.hpp"

namespace dockwright::cli {

/// The person who sits here, as that engine would know them.
inline actions::Person person_of(const EngineOptions& options, const engine::Client& client) {
    return actions::person_at(client.endpoint(), options.environment.home);
}

/// Does it; where that needs consent and a person sits there, asks and does it again with consent. `act` is
/// given whether there is consent.
template <typename T, typename Act>
actions::Answer<T> asking(bool yes, const Streams& streams, const Act& act) {
    actions::Answer<T> answer = act(yes);
    if (answer || yes || answer.error().kind != actions::consent_needed || !streams.interactive) {
        return answer;
    }
    if (!ask(streams, answer.error().message + ". Go on?")) {
        return std::unexpected(Problem{.kind = "not-wanted", .message = "nothing was done", .next_step = {}});
    }
    return act(true);
}

} // namespace dockwright::cli
