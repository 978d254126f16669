#pragma once
#include "support/scripted_engine.hpp"
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace dockwright::actions {

/// Runs `run` once for each step behind the ping and each status that an engine, or a proxy before it,
/// refuses a request with, on a fresh engine. `context` names the case.
inline void replay_refused_at_each_step(
    const testing::Script& script,
    const std::function<void(testing::ScriptedEngine& engine, std::size_t step, const std::string& context)>&
        run) {
    for (std::size_t step = 1; step < script.size(); ++step) {
        for (const int status : {400, 403, 404, 409, 503}) {
            testing::Script refusing = script;
            refusing[step].raw.clear();
            refusing[step].headers.clear();
            refusing[step].then = testing::Step::Then::close;
            refusing[step].status = status;
            refusing[step].body = R"({"message":"that is refused"})";
            testing::ScriptedEngine engine(std::move(refusing));
            run(engine, step, script[step].request + ": " + std::to_string(status));
        }
    }
}

/// When to cancel what a step of this context ("…: hangs") makes wait: soon; the others end by themselves.
inline std::chrono::milliseconds patience_for(const std::string& context) {
    return context.contains("hangs") ? std::chrono::milliseconds(60) : std::chrono::minutes(1);
}

/// Of this script's steps, those that were asked for.
inline std::size_t asked_for(const testing::ScriptedEngine& engine, const testing::Script& script) {
    return script.size() - engine.unmet().size();
}

/// What was asked for beyond the script. The engine of the script reads no bodies and takes an upload's end
/// for a request, which is none.
inline std::vector<std::string> asked_beyond(const testing::ScriptedEngine& engine) {
    std::vector<std::string> out;
    for (std::string& request : engine.unexpected()) {
        for (const char* method : {"GET /", "HEAD /", "POST /", "PUT /", "DELETE /"}) {
            if (request.starts_with(method)) {
                out.push_back(std::move(request));
                break;
            }
        }
    }
    return out;
}

/// Of these, what would change something.
inline std::vector<std::string> changed_beyond(const testing::ScriptedEngine& engine) {
    std::vector<std::string> out = asked_beyond(engine);
    std::erase_if(out, [](const std::string& request) {
        return request.starts_with("GET ") || request.starts_with("HEAD ");
    });
    return out;
}

} // namespace dockwright::actions
