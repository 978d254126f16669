#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_host(char c) {
    return ascii::is_name(c) || c == '-' || c == '.';
}

/// The whole name of a host: `hub.rat.dev`, not the end of `my-hub.rat.dev`.
std::size_t find_host(std::string_view text, std::string_view host, std::size_t from) {
    for (std::size_t at = text.find(host, from); at != std::string_view::npos; at = text.find(host, at + 1)) {
        const std::size_t end = at + host.size();
        if ((at == 0 || !is_host(text[at - 1])) && (end == text.size() || !is_host(text[end]))) {
            return at;
        }
    }
    return std::string_view::npos;
}

bool is_comment(const model::Document& document, Offset at) {
    return std::ranges::any_of(document.syntax().comments, [&](const syntax::Comment& comment) {
        return comment.span.begin <= at && at < comment.span.end;
    });
}

void check_mirror(const Facts& facts, Report& report, const knowledge::Mirror& mirror,
                  const model::Instruction& instruction) {
    const std::string_view text = instruction.span.of(facts.document.text());
    std::vector<Span> places;
    std::size_t at = find_host(text, mirror.host, 0);
    for (; at != std::string_view::npos; at = find_host(text, mirror.host, at + 1)) {
        const Offset begin = instruction.span.begin + at;
        if (!is_comment(facts.document, begin)) {
            places.push_back({begin, begin + mirror.host.size()});
        }
    }
    if (places.empty()) {
        return;
    }
    const std::string_view instead = mirror.instead;
    Reported found =
        report.at(places.front(), "The mirror {} answers no longer, so this step fails or waits in vain{}{}",
                  mirror.host, instead.empty() ? "" : "; one that works is ", instead);
    if (!instead.empty()) {
        std::vector<TextEdit> edits;
        edits.reserve(places.size());
        for (const Span place : places) {
            edits.push_back({place, std::string(instead)});
        }
        found.fix(Safety::unsafe, message("Use {}", {instead}), std::move(edits));
    }
}

/// Names of hosts that the text holds, those with a dot.
template <class Use>
void each_host(std::string_view text, Use use) {
    for (std::size_t end = 0; (end = text.find('.', end)) != std::string_view::npos;) {
        std::size_t begin = end;
        while (begin > 0 && is_host(text[begin - 1])) {
            --begin;
        }
        while (end < text.size() && is_host(text[end])) {
            ++end;
        }
        use(text.substr(begin, end - begin));
    }
}

void check(const Facts& facts, Report& report) {
    std::vector<const knowledge::Mirror*> dead;
    each_host(facts.document.text(), [&](std::string_view host) {
        const auto known = std::ranges::find(facts.knowledge.mirrors, host, &knowledge::Mirror::host);
        if (known != facts.knowledge.mirrors.end() && !known->works &&
            std::ranges::find(dead, &*known) == dead.end()) {
            dead.push_back(&*known);
        }
    });
    for (const knowledge::Mirror* mirror : dead) {
        for (const model::Instruction& instruction : facts.document.instructions()) {
            check_mirror(facts, report, *mirror, instruction);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a base image, and an index of packages",
     .bad = R"(
       | FROM hub-mirror.c.163.com/library/python:3.12
       ~      ^^^^^^^^^^^^^^^^^^^^ The mirror hub-mirror.c.163.com answers no longer, so this step fails or waits in vain; one that works is docker.m.daocloud.io
       | RUN pip install -i https://pypi.douban.com/simple numpy==2.1.0 && pip install -i https://pypi.douban.com/simple scipy==1.14.1
       ~                            ^^^^^^^^^^^^^^^ The mirror pypi.douban.com answers no longer, so this step fails or waits in vain; one that works is pypi.tuna.tsinghua.edu.cn
     )",
     .good = R"(
       | FROM docker.m.daocloud.io/library/python:3.12
       | RUN pip install -i https://pypi.tuna.tsinghua.edu.cn/simple numpy==2.1.0
     )"},
    {.title = "in a comment, and as a part of another name", .good = R"(
       | # hub-mirror.c.163.com has ended
       | FROM my-hub-mirror.c.163.com.example.org/python:3.12
     )"},
};

} // namespace

extern constexpr Rule dead_mirror{
    .id = "dead-mirror",
    .title = "A mirror that was shut down",
    .why = "Mirrors of Docker Hub, PyPI and npm come and go; most public ones of mainland China for Docker "
           "Hub were "
           "closed in June 2024. A build that names such a host stops there, often only after minutes of "
           "waiting.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
