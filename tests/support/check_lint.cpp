#include "support/check_lint.hpp"

namespace dockwright::testing {

using lint::Finding;

std::optional<std::string> fixed_safely(std::string_view source, std::span<const Finding> findings) {
    EditSet chosen;
    for (const Finding& finding : findings) {
        for (const lint::Fix& fix : finding.fixes) {
            if (fix.safety == lint::Safety::safe) {
                chosen.add(fix.edits);
                break;
            }
        }
    }
    return chosen.edits().empty() ? std::nullopt : std::optional(apply(source, chosen.edits()));
}

void check_lint(std::string_view text, const lint::Settings& settings) {
    const Fixture fixture = Fixture::read(text);
    const auto document = model::Document::parse(fixture.source);
    const std::vector<Finding> findings = lint::lint(*document, settings);
    std::vector<Annotation> actual;
    for (const Finding& finding : findings) {
        actual.push_back({finding.span, std::string(finding.rule->id) + ": " + finding.message});
    }
    if (fixture.fixed) {
        expect_annotations(fixture, std::move(actual), fixed_safely(fixture.source, findings));
    } else {
        expect_annotations(fixture, std::move(actual));
    }
}

namespace {

std::string said_by_peer(const Finding& finding) {
    return finding.peer_only ? "(" + std::string(finding.codes.front().code) + " only) " : std::string();
}

} // namespace

void check_findings(const Fixture& fixture, std::span<const Finding> findings) {
    std::vector<Annotation> actual;
    for (const Finding& finding : findings) {
        actual.push_back({finding.span, said_by_peer(finding) + finding.message});
    }
    expect_annotations(fixture, std::move(actual), fixed_safely(fixture.source, findings));
}

std::vector<Finding> findings_of(const lint::Rule& rule, const model::Document& document,
                                 const lint::Options& options, const model::Surroundings& surroundings,
                                 const std::vector<gpu::Host>& targets) {
    std::vector<Finding> findings;
    if (rule.review != nullptr) {
        findings = lint::lint(document, {.preset = lint::Preset::all, .options = options}, surroundings);
        std::erase_if(findings, [&](const Finding& finding) { return finding.rule != &rule; });
        return findings;
    }
    lint::Report report(rule, findings);
    const knowledge::Knowledge& knowledge = knowledge::built_in();
    const lint::GpuFacts gpu = lint::gpu_facts(document, surroundings, knowledge, targets);
    rule.check({.document = document,
                .options = options,
                .surroundings = surroundings,
                .knowledge = knowledge,
                .images = gpu.images,
                .judged = gpu.judged},
               report);
    return findings;
}

} // namespace dockwright::testing
