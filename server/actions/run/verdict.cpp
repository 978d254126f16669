#include "actions/run/verdict.hpp"
#include "actions/known_images.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include "engine/calls/version.hpp"
#include "gpu/judge.hpp"
#include "host/engine_facts.hpp"
#include "host/gpu_host.hpp"
#include "host/probe.hpp"
#include "knowledge/tables.hpp"

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

std::string repair_of(const std::vector<gpu::Repair>& repairs) {
    if (repairs.empty()) {
        return "Run it all the same with --force";
    }
    const gpu::Repair& first = repairs.front();
    std::string out = first.title;
    for (const std::string& command : first.commands) {
        out += (&command == &first.commands.front() ? ": " : "; ") + command;
    }
    return out + ", or run it all the same with --force";
}

} // namespace

JudgedImage judged_image(std::string_view name, const engine::Image& image) {
    JudgedImage out{.document = model::Document::parse("FROM " + std::string(name) + "\n"),
                    .surroundings = {}};
    out.surroundings.images.push_back(known_image(std::string(name), image));
    return out;
}

asio::awaitable<host::Facts> facts_there(std::shared_ptr<engine::Client> client, engine::Info info) {
    host::Facts facts;
    if (reaches_machine(client->endpoint(), info)) {
        std::vector<std::string> words{"sh"};
        std::string script(host::probe_script);
        const engine::ProgramLimits limits{.time = std::chrono::seconds(60), .output = std::size_t{4} << 20U};
        auto answer = co_await run_on_machine(client, std::move(words), std::move(script), limits);
        if (answer) {
            facts = host::read_probe(answer->output, std::move(facts));
        }
    } else {
        facts.reach = host::Reach::engine;
        host::add_machine(info, facts);
    }
    auto version = co_await engine::version(client);
    if (version) {
        facts.engine = host::engine_facts(info, *version, std::move(facts.engine));
    }
    co_return facts;
}

std::optional<Problem> refusal_of_judge(const JudgedImage& image, const host::Facts& facts) {
    const gpu::Host host = host::gpu_host(facts);
    const gpu::Question question{.document = *image.document,
                                 .surroundings = image.surroundings,
                                 .knowledge = knowledge::built_in(),
                                 .host = &host,
                                 .stage = image.stage};
    const gpu::Judgement judgement = gpu::judge(question);
    if (judgement.verdict != gpu::Verdict::fails && judgement.verdict != gpu::Verdict::build_fails) {
        return std::nullopt;
    }
    return Problem{.kind = "gpu-verdict-fails",
                   .message = judgement.reasons.empty() ? "it can't run there"
                                                        : printable(judgement.reasons.front().message),
                   .next_step = repair_of(gpu::repairs(question, judgement))};
}

} // namespace dockwright::actions
