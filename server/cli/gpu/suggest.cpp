#include "cli/gpu/suggest.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/gpu/facts.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_facts.hpp"
#include "project/configuration.hpp"
#include <algorithm>

namespace dockwright::cli {

std::expected<gpu::Wish, Problem> wish_of(const std::string& framework, const std::string& python,
                                          const knowledge::Knowledge& knowledge) {
    gpu::Wish wish;
    const std::size_t end = framework.find_first_of("=<>!~ ");
    wish.framework = knowledge::normalized(framework.substr(0, end));
    wish.specifier = end == std::string::npos ? "" : framework.substr(end);
    std::erase(wish.specifier, ' ');
    const std::vector<std::string_view> known = gpu::frameworks(knowledge);
    if (std::ranges::find(known, wish.framework) == known.end()) {
        const auto near = nearest(wish.framework, known);
        return std::unexpected(
            Problem{"unknown-framework",
                    message("Nothing is known of builds of '{}' for GPUs", {framework.substr(0, end)}),
                    (near ? message("Did you mean '{}'? ", {*near}) : std::string()) +
                        "'dockwright knowledge list releases' shows what there is"});
    }
    const knowledge::Version any{.parts = {1}, .size = 1};
    if (!wish.specifier.empty() && !knowledge::satisfies(any, wish.specifier)) {
        return std::unexpected(
            Problem{"wrong-use", message("'{}' says no versions that can be read", {framework}),
                    "Write them as pip takes them, such as torch==2.* or 'torch>=2.4,<2.8'"});
    }
    if (!python.empty()) {
        const auto version = knowledge::Version::parse(python);
        if (!version || version->size < 2) {
            return std::unexpected(Problem{
                "wrong-use", message("--python '{}' is no version of Python", {python}), "Such as 3.12"});
        }
        wish.python = version->cut(2);
    }
    return wish;
}

ExitCode suggest(const SuggestOptions& options) {
    const config::Resolved resolved(project::find_configuration("Dockerfile").configuration, "", {});
    config::OwnFacts facts(lint::knowledge_of(resolved.settings()));
    if (const auto problem = add_facts(facts, options.knowledge)) {
        say(*problem);
        return ExitCode::failed;
    }
    const auto wish = wish_of(options.framework, options.python, facts.all());
    const auto hosts = machines_of(options.machines, resolved.settings().targets);
    if (!wish || !hosts) {
        say(wish ? hosts.error() : wish.error());
        return ExitCode::failed;
    }
    const gpu::Suggested suggested = gpu::suggest(*wish, *hosts, facts.all());
    const std::string out = options.json ? suggestion_json(suggested, *hosts)
                                         : suggestion_text(suggested, *wish, *hosts, options.color);
    if (!write_output(out)) {
        return ExitCode::failed;
    }
    return suggested.best ? ExitCode::nothing : ExitCode::findings;
}

} // namespace dockwright::cli
