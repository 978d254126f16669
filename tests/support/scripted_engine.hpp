#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dockwright::testing {

/// One request that an engine expects, and what it does then.
struct Step {
    enum class Then : std::uint8_t {
        keep,  ///< the connection may carry more requests
        close, ///< after the bytes
        hang,  ///< send the bytes, then nothing; the connection stays open
    };

    /// `GET /v1.41/containers/json?all=1`: method and target.
    std::string request;
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// Sent as it is instead of an answer, where not empty.
    std::string raw;
    /// Only so many bytes of the answer.
    std::size_t cut_after = std::string::npos;
    Then then = Then::keep;
    /// Chunks of this size instead of a Content-Length, where not 0.
    std::size_t chunked = 0;

    Step answer(int with_status, std::string with_body = {}) &&;
    Step header(std::string name, std::string value) &&;
    Step bytes(std::string as_they_are) &&;
    Step in_chunks_of(std::size_t size) &&;
    Step cut(std::size_t after) &&;
    Step closes() &&;
    Step hangs() &&;
};

Step expect(std::string request);

/// The answer to a ping, as an engine of that API version gives it; to HEAD.
Step expect_ping(std::string api_version);

using Script = std::vector<Step>;

/// An engine on a real Unix socket in a folder of its own, which answers by the script. Each step
/// serves one request; requests on several connections may come in any order, those with the same
/// line get their steps in order. It answers 599 to what it does not expect. Written with plain
/// sockets and a thread of its own, so that the client under test is checked by other code.
class ScriptedEngine {
public:
    explicit ScriptedEngine(Script script);
    ScriptedEngine(const ScriptedEngine&) = delete;
    ScriptedEngine& operator=(const ScriptedEngine&) = delete;
    ~ScriptedEngine();

    const std::string& socket_path() const;
    std::string host() const { return "unix://" + socket_path(); }
    /// The folder of the socket, removed with everything in it at the end.
    const std::string& folder() const;

    /// Stops listening and closes every connection; the socket's file stays, as after a crash.
    void stop();

    /// Steps that were never asked for.
    std::vector<std::string> unmet() const;
    std::vector<std::string> unexpected() const;
    std::size_t connections_accepted() const;
    /// The most that were open at one time.
    std::size_t most_open() const;
    /// Whether the client closes all its connections within the time.
    bool all_closed_within(std::chrono::milliseconds limit) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// How a step may go wrong.
enum class Failure : std::uint8_t {
    closes,          ///< without an answer
    cut_in_header,   ///< closes there
    cut_in_body,     ///< closes there; where there is no body, in the header
    garbage,         ///< bytes that aren't HTTP
    not_json,        ///< a proxy's page, with status 200
    server_error,    ///< status 500
    other_shape,     ///< JSON, but a number
    hangs,           ///< no answer at all
    hangs_in_header, ///< the beginning of an answer, and no more
};
inline constexpr Failure failures[] = {
    Failure::closes,      Failure::cut_in_header, Failure::cut_in_body,
    Failure::garbage,     Failure::not_json,      Failure::server_error,
    Failure::other_shape, Failure::hangs,         Failure::hangs_in_header};

std::string_view name_of(Failure failure);

/// The step gone wrong in that way.
Step failing(Step step, Failure failure);

/// Runs `run` once for each step of the script and each way to fail it, on a fresh engine.
/// `context` names the case ("step 2, GET /…: garbage"), for the failed check's message.
void replay_failing_at_each_step(
    const Script& script, const std::function<void(ScriptedEngine& engine, const std::string& context)>& run);

} // namespace dockwright::testing
