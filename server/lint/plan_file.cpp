#include "lint/plan_file.hpp"
#include "gpu/purpose.hpp"
#include "lint/fixer.hpp"
#include "lint/named_contexts.hpp"
#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace dockwright::lint {
namespace {

auto order(const Finding& finding) {
    return std::tuple(finding.span.begin, finding.severity, finding.rule->id, finding.span.end,
                      std::string_view(finding.message));
}

/// By place, the same finding once.
void tidy(std::vector<Finding>& findings) {
    std::ranges::sort(findings, [](const Finding& a, const Finding& b) { return order(a) < order(b); });
    const auto repeated = std::ranges::unique(
        findings, [](const Finding& a, const Finding& b) { return order(a) == order(b); });
    findings.erase(repeated.begin(), repeated.end());
}

model::Surroundings without_arguments(model::Surroundings build) {
    for (model::RunPlan& plan : build.plans) {
        plan.build_arguments.clear();
    }
    return build;
}

/// A finding of one build, and the plan whose build arguments it comes from; null: it is there without them.
struct OfBuild {
    Finding finding;
    const model::RunPlan* plan = nullptr;
    std::size_t number = 0; ///< in the order of the builds
};

/// Names the plan: nothing in the Dockerfile says that value.
void add_origin(OfBuild& judged) {
    constexpr std::string_view kinds[] = {"service", "target", ""};
    if (judged.plan == nullptr || judged.finding.beside || judged.plan->path.empty() ||
        judged.finding.message.contains(judged.plan->path)) {
        return;
    }
    const model::RunPlan& plan = *judged.plan;
    const std::string_view kind = kinds[static_cast<std::size_t>(plan.kind)];
    const std::string name =
        kind.empty() || plan.name.empty() ? std::string() : message(" ({} '{}')", {kind, plan.name});
    judged.finding.message = message("As {}:{}{} builds it: {}",
                                     {plan.path, std::to_string(plan.line), name, judged.finding.message});
}

std::span<const model::BuildArgument> arguments_of(const model::Surroundings& build) {
    return build.plans.empty() ? std::span<const model::BuildArgument>{}
                               : std::span<const model::BuildArgument>(build.plans.front().build_arguments);
}

/// The line of that number, without the blanks around it.
Span line_span(std::string_view text, std::uint32_t number) {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < number && begin < text.size(); ++line) {
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    }
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, feed - begin);
    const std::size_t first = std::min(line.find_first_not_of(" \t\r"), line.size());
    return span(begin + first, std::max(begin + first, begin + line.find_last_not_of(" \t\r") + 1));
}

/// A finding in an inline Dockerfile as one of the file around it.
Finding placed(Finding finding, std::string_view host, const Embedded& text) {
    finding.span = text.place(finding.span);
    for (Code& code : finding.codes) {
        code.span = text.place(code.span);
    }
    for (Related& related : finding.related) {
        related.span = text.place(related.span);
    }
    std::erase_if(finding.fixes, [&](Fix& fix) {
        auto edits = text.place(host, fix.edits);
        fix.edits = edits ? std::move(*edits) : std::vector<TextEdit>{};
        return !edits;
    });
    return finding;
}

model::Surroundings around_of(std::span<const model::Surroundings> around, std::size_t i,
                              const model::InlineDockerfile& one) {
    model::Surroundings out = i < around.size() ? around[i] : model::Surroundings{};
    out.plans = {one.plan};
    out.plans.front().mistakes.clear(); // they are said where they stand
    return out;
}

/// The rules about plans speak of them at a FROM; here they stand for themselves.
void add_mistakes(std::vector<Finding>& out, std::string_view host, const model::PlanFile& file,
                  const Settings& settings) {
    if (file.plans.empty()) {
        return;
    }
    const auto neutral = model::Document::parse("FROM scratch\n");
    model::Surroundings surroundings;
    surroundings.plans = file.plans;
    for (model::RunPlan& plan : surroundings.plans) {
        plan.asks_for_gpu = false;
        plan.stage.clear();
    }
    for (Finding& finding : lint(*neutral, settings, surroundings)) {
        if (finding.beside) {
            finding.span = line_span(host, finding.beside->line);
            finding.message = std::move(finding.beside->message);
            finding.beside.reset();
            out.push_back(std::move(finding));
        }
    }
}

/// Of one of several builds of a Dockerfile.
struct BuildFindings {
    std::vector<Finding> findings;
    bool known_images = true; ///< none of its base images is a variable without a value
};

bool knows_images(const model::Document& document) {
    return std::ranges::all_of(document.stages(),
                               [](const model::Stage& stage) { return stage.image.known; });
}

/// What a build for CPUs installs, too, is not there to use a GPU.
void forget_shared_packages(std::vector<BuildFindings>& builds) {
    const auto is_same = [](const Finding& finding) {
        return [&](const Finding& other) { return other.rule == finding.rule && other.span == finding.span; };
    };
    const auto is_shared = [&](const Finding& finding) {
        const auto cause = gpu::cause(finding.rule->id);
        return cause && gpu::supposes_gpu(*cause) &&
               std::ranges::any_of(builds, [&](const BuildFindings& other) {
                   return other.known_images && std::ranges::none_of(other.findings, is_same(finding));
               });
    };
    std::vector<std::vector<Finding>> kept(builds.size());
    for (std::size_t i = 0; i < builds.size(); ++i) {
        std::ranges::copy_if(builds[i].findings, std::back_inserter(kept[i]), std::not_fn(is_shared));
    }
    for (std::size_t i = 0; i < builds.size(); ++i) {
        builds[i].findings = std::move(kept[i]);
    }
}

} // namespace

std::vector<Finding> lint_builds(const model::Document& document, const Settings& settings,
                                 std::span<const model::Surroundings> builds) {
    const auto look = [&](const model::Document& read, const model::Surroundings& build) {
        std::vector<Finding> found = lint(read, settings, build);
        forget_named_contexts(found, read, builds);
        return found;
    };
    if (builds.size() == 1 && arguments_of(builds.front()).empty()) {
        return look(document, builds.front());
    }
    std::vector<BuildFindings> by_build;
    for (const model::Surroundings& build : builds) {
        const auto arguments = arguments_of(build);
        const auto other =
            arguments.empty() ? nullptr : model::Document::parse(std::string(document.text()), arguments);
        const model::Document& built = other ? *other : document;
        by_build.push_back({.findings = look(built, build), .known_images = knows_images(built)});
    }
    forget_shared_packages(by_build);
    std::vector<OfBuild> all;
    for (std::size_t i = 0; i < builds.size(); ++i) {
        const model::Surroundings& build = builds[i];
        std::vector<Finding>& found = by_build[i].findings;
        const bool with_arguments = !arguments_of(build).empty();
        const std::vector<Finding> plain = with_arguments && !found.empty()
                                               ? look(document, without_arguments(build))
                                               : std::vector<Finding>{};
        for (Finding& finding : found) {
            const bool is_plain = !with_arguments || std::ranges::any_of(plain, [&](const Finding& one) {
                return order(one) == order(finding);
            });
            all.push_back({.finding = std::move(finding),
                           .plan = is_plain ? nullptr : &build.plans.front(),
                           .number = all.size()});
        }
    }
    if (builds.size() > 1) {
        const auto place = [](const OfBuild& one) {
            return std::tuple(order(one.finding), one.plan != nullptr, one.number);
        };
        std::ranges::sort(all, [&](const OfBuild& a, const OfBuild& b) { return place(a) < place(b); });
        const auto repeated = std::ranges::unique(
            all, [](const OfBuild& a, const OfBuild& b) { return order(a.finding) == order(b.finding); });
        all.erase(repeated.begin(), repeated.end());
    }
    std::vector<Finding> out;
    for (OfBuild& judged : all) {
        add_origin(judged);
        out.push_back(std::move(judged.finding));
    }
    return out;
}

FixedText fix_builds(std::string text, const Settings& settings, bool unsafe_too,
                     std::span<const model::Surroundings> builds) {
    FixedText out{.text = std::move(text)};
    for (const model::Surroundings& build : builds) {
        const auto arguments = arguments_of(build);
        Linted linted{.document = model::Document::parse(out.text, arguments), .findings = {}};
        linted.findings = lint(*linted.document, settings, build);
        forget_named_contexts(linted.findings, *linted.document, builds);
        const Fixed fixed = fix(std::move(linted), settings, unsafe_too, build, arguments);
        out.count += fixed.count;
        out.text = fixed.linted.document->text();
    }
    return out;
}

std::vector<Finding> lint_plan_file(std::string_view host, const model::PlanFile& file,
                                    const Settings& settings, std::span<const model::Surroundings> around) {
    std::vector<Finding> out;
    for (std::size_t i = 0; i < file.inlines.size(); ++i) {
        const model::InlineDockerfile& one = file.inlines[i];
        const auto document = model::Document::parse(one.text.text(), one.plan.build_arguments);
        for (Finding& finding : lint(*document, settings, around_of(around, i, one))) {
            if (!one.text.is_unknown(finding.span)) {
                out.push_back(placed(std::move(finding), host, one.text));
            }
        }
    }
    add_mistakes(out, host, file, settings);
    tidy(out);
    return out;
}

FixedPlanFile fix_plan_file(std::string_view host, const model::PlanFile& file, const Settings& settings,
                            bool unsafe_too, std::span<const model::Surroundings> around) {
    FixedPlanFile out;
    EditSet all; // two services may share one text
    for (std::size_t i = 0; i < file.inlines.size(); ++i) {
        const model::InlineDockerfile& one = file.inlines[i];
        const model::Surroundings surroundings = around_of(around, i, one);
        Linted linted{.document = model::Document::parse(one.text.text(), one.plan.build_arguments),
                      .findings = {}};
        linted.findings = lint(*linted.document, settings, surroundings);
        std::erase_if(linted.findings,
                      [&](const Finding& finding) { return one.text.is_unknown(finding.span); });
        const Fixed fixed =
            fix(std::move(linted), settings, unsafe_too, surroundings, one.plan.build_arguments);
        const auto edits = one.text.place(host, fixed.edits);
        if (edits && !edits->empty() && all.add(*edits)) {
            out.count += fixed.count;
        }
    }
    out.edits.assign(all.edits().begin(), all.edits().end());
    return out;
}

} // namespace dockwright::lint
