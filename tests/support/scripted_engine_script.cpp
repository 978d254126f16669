// The steps of a script as values; scripted_engine.cpp plays them.
#include "support/scripted_engine.hpp"

namespace dockwright::testing {

Step Step::answer(int with_status, std::string with_body) && {
    status = with_status;
    body = std::move(with_body);
    return std::move(*this);
}
Step Step::header(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}
Step Step::bytes(std::string as_they_are) && {
    raw = std::move(as_they_are);
    return std::move(*this);
}
Step Step::in_chunks_of(std::size_t size) && {
    chunked = size;
    return std::move(*this);
}
Step Step::cut(std::size_t after) && {
    cut_after = after;
    then = Then::close;
    return std::move(*this);
}
Step Step::closes() && {
    then = Then::close;
    return std::move(*this);
}
Step Step::hangs() && {
    then = Then::hang;
    return std::move(*this);
}

Step expect(std::string request) {
    Step step;
    step.request = std::move(request);
    return step;
}

Step expect_ping(std::string api_version) {
    return expect("HEAD /_ping")
        .answer(200)
        .header("Api-Version", std::move(api_version))
        .header("Ostype", "linux");
}

std::string_view name_of(Failure failure) {
    switch (failure) {
    case Failure::closes: return "closes";
    case Failure::cut_in_header: return "cut in the header";
    case Failure::cut_in_body: return "cut in the body";
    case Failure::garbage: return "garbage";
    case Failure::not_json: return "not JSON";
    case Failure::server_error: return "server error";
    case Failure::other_shape: return "another shape";
    case Failure::hangs: return "hangs";
    case Failure::hangs_in_header: return "hangs in the header";
    }
    return "?";
}

Step failing(Step step, Failure failure) {
    constexpr std::size_t inside_header = 20;
    step.then = Step::Then::close;
    switch (failure) {
    case Failure::closes: step.cut_after = 0; break;
    case Failure::cut_in_header: step.cut_after = inside_header; break;
    // The last byte is the body's end, or the end of the header where there is no body.
    case Failure::cut_in_body: step.cut_after = std::string::npos - 1; break;
    case Failure::garbage: step.raw = "\x15\x03\x01 SSH-2.0-not HTTP at all\r\n\r\n"; break;
    case Failure::not_json:
        step.raw.clear();
        step.status = 200;
        step.headers.clear();
        step.body = "<html><body>Sign in</body></html>";
        break;
    case Failure::server_error:
        step.raw.clear();
        step.status = 500;
        step.headers.clear();
        step.body = R"({"message":"something went wrong"})";
        break;
    case Failure::other_shape:
        step.raw.clear();
        step.status = 200;
        step.headers.clear();
        step.body = "42";
        break;
    case Failure::hangs:
        step.cut_after = 0;
        step.then = Step::Then::hang;
        break;
    case Failure::hangs_in_header:
        step.cut_after = inside_header;
        step.then = Step::Then::hang;
        break;
    }
    return step;
}

void replay_failing_at_each_step(
    const Script& script,
    const std::function<void(ScriptedEngine& engine, const std::string& context)>& run) {
    for (std::size_t i = 0; i < script.size(); ++i) {
        for (const Failure failure : failures) {
            Script broken = script;
            broken[i] = failing(std::move(broken[i]), failure);
            ScriptedEngine engine(std::move(broken));
            run(engine, "step " + std::to_string(i + 1) + ", " + script[i].request + ": " +
                            std::string(name_of(failure)));
        }
    }
}

} // namespace dockwright::testing
