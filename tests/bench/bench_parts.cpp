#include "cli/format.hpp"
#include "lint/linter.hpp"
#include "support/fixture.hpp"
#include <benchmark/benchmark.h>

/// What each step costs over one Dockerfile of so many lines, made of the examples of all rules.
namespace dockwright {
namespace {

std::string text_of(std::int64_t lines) {
    std::string examples;
    for (const lint::Rule* rule : lint::rules::all()) {
        for (const lint::Example& example : rule->examples) {
            // Those about syntax would swallow the rest of the file.
            if (rule->group != lint::Group::syntax) {
                examples += testing::Fixture::read(example.bad).source;
                examples += testing::Fixture::read(example.good).source;
            }
        }
    }
    std::string out;
    for (std::int64_t line = 0, at = 0; line < lines; ++line) {
        const std::size_t begin = static_cast<std::size_t>(at) % examples.size();
        const std::size_t end = examples.find('\n', begin) + 1;
        out += examples.substr(begin, end - begin);
        at = static_cast<std::int64_t>(end);
    }
    return out;
}

void count_bytes(benchmark::State& state, const std::string& text) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse(benchmark::State& state) {
    const std::string text = text_of(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(syntax::parse(text));
    }
    count_bytes(state, text);
}

void document(benchmark::State& state) {
    const std::string text = text_of(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(model::Document::parse(text));
    }
    count_bytes(state, text);
}

void lint_all(benchmark::State& state) {
    const std::string text = text_of(state.range(0));
    const auto read = model::Document::parse(text);
    const lint::Settings settings{.preset = lint::Preset::all};
    for (auto _ : state) {
        benchmark::DoNotOptimize(lint::lint(*read, settings));
    }
    count_bytes(state, text);
}

/// What the rules about shell share, once for each text.
void shell_facts(benchmark::State& state) {
    const auto read = model::Document::parse(text_of(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(lint::shell_facts(*read));
    }
}

void json(benchmark::State& state) {
    const std::string text = text_of(state.range(0));
    const auto findings = lint::lint(*model::Document::parse(text), {.preset = lint::Preset::all});
    const cli::OutputFormat* format = cli::find_format("json");
    for (auto _ : state) {
        cli::Piece out;
        format->append(out, {.path = "Dockerfile", .text = text, .findings = findings}, false);
        benchmark::DoNotOptimize(out.text);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(findings.size()));
}

constexpr std::int64_t small = 100;
constexpr std::int64_t large = 10'000;
BENCHMARK(parse)->RangeMultiplier(10)->Range(small, large);
BENCHMARK(document)->RangeMultiplier(10)->Range(small, large);
BENCHMARK(shell_facts)->RangeMultiplier(10)->Range(small, large);
BENCHMARK(lint_all)->RangeMultiplier(10)->Range(small, large);
BENCHMARK(json)->RangeMultiplier(10)->Range(small, large);

/// One rule alone, so that a slow one is seen, and one that is not linear.
void rule_alone(benchmark::State& state, const lint::Rule& rule) {
    const auto read = model::Document::parse(text_of(state.range(0)));
    const lint::Options options;
    const lint::ShellFacts shell = lint::shell_facts(*read);
    const model::Surroundings surroundings;
    for (auto _ : state) {
        std::vector<lint::Finding> findings;
        lint::Report report(rule, findings);
        rule.check({.document = *read,
                    .options = options,
                    .surroundings = surroundings,
                    .knowledge = knowledge::built_in(),
                    .images = {},
                    .judged = {},
                    .shell = shell},
                   report);
        benchmark::DoNotOptimize(findings);
    }
}

const int rules_registered = [] {
    for (const lint::Rule* rule : lint::rules::all()) {
        if (rule->check == nullptr) {
            continue;
        }
        const std::string name = "rule/" + std::string(rule->id);
        const auto run = [rule](benchmark::State& state) { rule_alone(state, *rule); };
        benchmark::RegisterBenchmark(name.c_str(), run)->Arg(1'000)->Arg(large);
    }
    return 0;
}();

} // namespace
} // namespace dockwright
