#include "gpu/expectation.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace dockwright::testing {
namespace {

using gpu::Cause;
using gpu::Judgement;
using gpu::Reason;
using gpu::Weight;

constexpr std::string_view weight_names[] = {"note", "caveat", "unknown", "fails", "build-fails"};

std::string_view weight_name(Weight weight) {
    return weight_names[static_cast<std::size_t>(weight)];
}

bool counts(const Reason& reason) {
    return reason.weight >= Weight::caveat;
}

/// The machine alone is to blame, or the way that a container is started: no word of the Dockerfile.
bool has_no_place(Cause cause) {
    return cause == Cause::driver_dropped_gpu || cause == Cause::not_supported ||
           cause == Cause::toolkit_missing || cause == Cause::gpu_not_requested ||
           cause == Cause::shared_memory;
}

bool overlap(Span a, Span b) {
    return a.begin < b.end && b.begin < a.end;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

ExpectedReason expected_reason(const Annotation& annotation) {
    ExpectedReason reason;
    reason.span = annotation.span;
    std::string_view text = annotation.text;
    if (!text.starts_with("gpu: ")) {
        ADD_FAILURE() << "not of a GPU: " << text;
    }
    text.remove_prefix(std::min<std::size_t>(5, text.size()));
    if (const std::size_t open = text.find(" ("); open != std::string_view::npos && text.ends_with(')')) {
        reason.weight = text.substr(open + 2, text.size() - open - 3);
        text = text.substr(0, open);
    }
    reason.causes = alternatives(text);
    for (const std::string& name : reason.causes) {
        EXPECT_TRUE(gpu::cause(name)) << "no such cause: " << name;
    }
    EXPECT_TRUE(reason.weight.empty() || reason.weight == "any" ||
                std::ranges::find(weight_names, reason.weight) != std::end(weight_names))
        << "no such weight: " << reason.weight;
    return reason;
}

std::string said_of_chief(const std::vector<ExpectedReason>& reasons, const Judgement& found) {
    const auto first = std::ranges::find_if_not(reasons, &ExpectedReason::is_note);
    if (first == reasons.end() || found.reasons.empty()) {
        return {};
    }
    const Reason& chief = found.reasons.front();
    if (!first->names(chief.cause)) {
        return "the chief reason is " + std::string(name(chief.cause)) + "\n";
    }
    const bool placed =
        has_no_place(chief.cause) || std::ranges::any_of(reasons, [&](const ExpectedReason& reason) {
            return reason.names(chief.cause) && overlap(reason.span, chief.place.span);
        });
    return placed ? std::string() : "the chief reason is at another place\n";
}

} // namespace

bool ExpectedReason::names(Cause cause) const {
    return has(causes, name(cause));
}

bool ExpectedReason::allows(Weight found) const {
    if (weight.empty()) {
        return found >= Weight::fails;
    }
    return weight == "any" ? found >= Weight::caveat : weight == weight_name(found);
}

std::vector<ExpectedReason> expected_reasons(const Fixture& fixture) {
    std::vector<ExpectedReason> reasons;
    for (const Annotation& annotation : fixture.annotations) {
        reasons.push_back(expected_reason(annotation));
    }
    return reasons;
}

std::string difference(const GpuCase& wanted, const std::vector<ExpectedReason>& reasons,
                       const Judgement& found) {
    std::string out;
    if (!has(wanted.verdicts, name(found.verdict))) {
        out += "the verdict is " + std::string(name(found.verdict)) + "\n";
    }
    for (const ExpectedReason& reason : reasons) {
        if (std::ranges::none_of(found.reasons, [&](const Reason& actual) {
                return reason.names(actual.cause) && reason.allows(actual.weight);
            })) {
            out += "not found: " + reason.causes.front() + "\n";
        }
    }
    for (const Reason& actual : found.reasons) {
        const bool wanted_too =
            has(wanted.also, name(actual.cause)) ||
            std::ranges::any_of(reasons, [&](const ExpectedReason& reason) {
                return reason.names(actual.cause) && (reason.is_note() || reason.allows(actual.weight));
            });
        if (counts(actual) && !wanted_too) {
            out += "found without being there: " + std::string(name(actual.cause)) + "\n";
        }
    }
    return out + said_of_chief(reasons, found);
}

std::string drawn(const std::string& source, const Judgement& found) {
    std::vector<Annotation> annotations;
    for (const Reason& reason : found.reasons) {
        annotations.push_back({reason.place.span, "gpu: " + std::string(name(reason.cause)) + " (" +
                                                      std::string(weight_name(reason.weight)) +
                                                      "): " + reason.message});
    }
    return draw(source, std::move(annotations));
}

std::string summary(const Judgement& found) {
    std::set<std::string> causes;
    for (const Reason& reason : found.reasons) {
        if (counts(reason)) {
            causes.emplace(name(reason.cause));
        }
    }
    std::string out(name(found.verdict));
    for (const std::string& cause : causes) {
        out += " " + cause;
    }
    return out;
}

} // namespace dockwright::testing
