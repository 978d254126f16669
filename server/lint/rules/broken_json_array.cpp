#include "lint/broken_json.hpp"
#include "lint/rule.hpp"

namespace dockwright::lint::rules {
namespace {

/// What happens instead, or "" for what another rule looks at.
std::string_view consequence(model::Keyword keyword) {
    switch (keyword) {
    case model::Keyword::run:
        return "This is no JSON, which knows double quotes alone, so a shell is given the brackets as they "
               "are";
    case model::Keyword::volume:
        return "This is no JSON, which knows double quotes alone, so the brackets become part of the "
               "volume's "
               "path";
    case model::Keyword::add:
    case model::Keyword::copy:
        return "This is no JSON, which knows double quotes alone, so the brackets are taken for parts of "
               "file "
               "names";
    default: return {};
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        const std::string_view text = instruction.arguments;
        const std::string_view pattern = consequence(instruction.keyword);
        if (instruction.json || pattern.empty() || !text.ends_with(']') || text.contains('"') ||
            !is_meant_for_json(text)) {
            continue;
        }
        const Span place = instruction.joined.span_of(text);
        Reported found = report.at(place, pattern);
        found.as_if(text.contains('\''), "JSON_IN_SINGLE_QUOTES");
        std::string json = with_double_quotes(text);
        if (place.size() == text.size() && !json.empty()) {
            found.fix(Safety::safe, "Use double quotes", {{place, std::move(json)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "single quotes",
     .bad = R"(
       | FROM python:3.12
       | VOLUME ['/data']
       ~        ^^^^^^^^^ This is no JSON, which knows double quotes alone, so the brackets become part of the volume's path
       + VOLUME ["/data"]
       | COPY ['train set.csv', '/data/']
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is no JSON, which knows double quotes alone, so the brackets are taken for parts of file names
       + COPY ["train set.csv", "/data/"]
       | RUN ['python', 'prepare.py']
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^ This is no JSON, which knows double quotes alone, so a shell is given the brackets as they are
       + RUN ["python", "prepare.py"]
     )",
     .good = R"(
       | FROM python:3.12
       | VOLUME ["/data"]
       | COPY ["train set.csv", "/data/"]
     )"},
    {.title = "brackets of the shell's test", .good = R"(
       | FROM python:3.12
       | RUN [ 'a' = "$A" ]
       | RUN [ -f /etc/passwd ]
     )"},
};

} // namespace

extern constexpr Rule broken_json_array{
    .id = "broken-json-array",
    .also = {"JSON_IN_SINGLE_QUOTES"},
    .title = "JSON array with the wrong quotes",
    .why = "An array in brackets is read as JSON, which has double quotes only. With others Docker takes the "
           "text as it is, brackets and quotes too, and no word is said.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
