#include "knowledge/queries.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Names on PyPI that are not what those who ask for them mean.
struct Mistaken {
    std::string_view name;
    std::string_view what;      ///< behind "On PyPI '…' "
    std::string_view instead{}; ///< the right name
    Severity severity = Severity::error;
};
constexpr Mistaken table[] = {
    {.name = "apex",
     .what = "is another project's, for web pages; NVIDIA's Apex is compiled from its repository",
     .severity = Severity::warning},
    {.name = "detectron2", .what = "has no files, which stops the build; it is compiled from its repository"},
    {.name = "pytorch",
     .what = "only says that the package is called 'torch', and stops the build",
     .instead = "torch"},
};

void check_package(const Facts& facts, Report& report, const model::Package& package) {
    const auto* found = std::ranges::find(table, knowledge::normalized(package.name), &Mistaken::name);
    if (found == std::end(table) || package.source != model::Package::Source::index) {
        return;
    }
    Reported finding = report.at(package.span, "On PyPI '{}' {}", found->name, found->what);
    finding.severity(found->severity);
    if (!found->instead.empty() && package.span.of(facts.document.text()) == package.name) {
        finding.fix(Safety::safe, message("Install {}", {found->instead}),
                    {{package.span, std::string(found->instead)}});
    }
}

void check(const Facts& facts, Report& report) {
    const model::Packages& all = facts.document.packages();
    for (const model::PackageCommand& packages : all.commands) {
        // Another index, or a page of wheels, may have what was meant.
        if (packages.manager == model::PackageManager::pip && packages.indexes.size() == 0 &&
            packages.action == model::PackageAction::install) {
            for (const model::Package& package : all.of(packages)) {
                check_package(facts, report, package);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "names that mean something else",
     .bad = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install pytorch numpy
       ~                 ^^^^^^^ On PyPI 'pytorch' only says that the package is called 'torch', and stops the build
       + RUN pip install torch numpy
       | RUN pip install apex
       ~                 ^^^^ On PyPI 'apex' is another project's, for web pages; NVIDIA's Apex is compiled from its repository
       | RUN pip install detectron2==0.6
       ~                 ^^^^^^^^^^^^^^^ On PyPI 'detectron2' has no files, which stops the build; it is compiled from its repository
     )",
     .good = R"(
       | FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
       | RUN pip install torch numpy
       | RUN pip install --no-build-isolation git+https://github.com/NVIDIA/apex
     )"},
    {.title = "pages of wheels, and conda's own names", .good = R"(
       | FROM continuumio/miniconda3:24.1.2-0
       | RUN conda install -y pytorch==2.4.1
       | RUN pip install detectron2 -f https://dl.fbaipublicfiles.com/detectron2/wheels/cu113/torch1.10/index.html
     )"},
};

} // namespace

extern constexpr Rule mistaken_package{
    .id = "mistaken-package",
    .title = "A name on PyPI that is not what it seems",
    .why = "Anybody can register a free name on PyPI. Some projects of the GPU world are published "
           "elsewhere, and "
           "what pip finds under their name is empty, a warning, or somebody else's.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
