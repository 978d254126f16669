#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// One package a line, as lists are written that somebody keeps in order.
bool is_line_list(const model::Document& document, std::span<const model::Package> named) {
    for (std::size_t i = 1; i < named.size(); ++i) {
        const Span gap{named[i - 1].span.end, named[i].span.begin};
        if (gap.end < gap.begin || !gap.of(document.text()).contains('\n') ||
            gap.of(document.text()).contains('#')) {
            return false;
        }
    }
    return std::ranges::all_of(named, [](const model::Package& one) {
        return one.plain && one.source == model::Package::Source::index;
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::PackageCommand& packages : document.packages().commands) {
        const auto named = document.packages().of(packages);
        // The order in which pip and conda are told packages may matter to them; that of a system's not.
        const bool of_system = packages.manager == model::PackageManager::apt ||
                               packages.manager == model::PackageManager::apk ||
                               packages.manager == model::PackageManager::dnf ||
                               packages.manager == model::PackageManager::zypper;
        if (packages.action != model::PackageAction::install || !of_system || named.size() < 3 ||
            !is_line_list(document, named)) {
            continue;
        }
        const auto text_of = [&](const model::Package& one) { return one.span.of(document.text()); };
        const auto before = [&](const model::Package& a, const model::Package& b) {
            return ascii::lowered(text_of(a)) < ascii::lowered(text_of(b));
        };
        const auto first = std::ranges::is_sorted_until(named, before);
        if (first == named.end()) {
            continue;
        }
        std::vector<model::Package> sorted(named.begin(), named.end());
        std::ranges::sort(sorted, before);
        std::vector<TextEdit> edits;
        for (std::size_t i = 0; i < named.size(); ++i) {
            if (sorted[i].span != named[i].span) {
                edits.push_back({.span = named[i].span, .text = std::string(text_of(sorted[i]))});
            }
        }
        report
            .at(first->span,
                "'{}' is out of order: a sorted list shows what is in it twice and what a change has changed",
                first->name)
            .fix(Safety::safe, "Sort the list", std::move(edits));
    }
}

constexpr Example examples[] = {
    {.title = "one a line, but in no order",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y \
       -     make \
       |     curl \
       ~     ^^^^ 'curl' is out of order: a sorted list shows what is in it twice and what a change has changed
       |     git
       +     git \
       +     make
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y \
       |     curl \
       |     git \
       |     make
       | RUN apt-get install -y zip tar bzip2
     )"},
};

} // namespace

extern constexpr Rule unsorted_packages{
    .id = "unsorted-packages",
    .title = "A list of packages that is not sorted",
    .why =
        "Docker's guide asks for it: in a sorted list with one package a line nothing is there twice unseen, "
        "and changes of two people seldom meet.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
