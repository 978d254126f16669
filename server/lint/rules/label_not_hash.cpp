#include "base/ascii.hpp"
#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::hash,
        "The label '{}' must be a Git commit of 7 or 40 digits (0-9, a-f), and '{}' is none", "DL3055",
        [](std::string_view value) { return is_hash(value); },
        [](std::string_view value) { return is_hash(value); },
        [](std::string_view value) {
            return std::optional(Mended{.value = ascii::lowered(value), .safety = Safety::safe});
        });
}

constexpr LabelSchema schema[] = {{"revision", LabelType::hash}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "of the wrong length, and in capitals",
     .bad = R"(
       | FROM debian:12
       | LABEL revision=deadbeef
       ~                ^^^^^^^^ The label 'revision' must be a Git commit of 7 or 40 digits (0-9, a-f), and 'deadbeef' is none
       | LABEL revision=DEADBEE
       ~                ^^^^^^^ The label 'revision' must be a Git commit of 7 or 40 digits (0-9, a-f), and 'DEADBEE' is none
       + LABEL revision=deadbee
     )",
     .good = R"(
       | FROM debian:12
       | LABEL revision=deadbee
       | LABEL revision=0123456789abcdef0123456789abcdef01234567
     )",
     .options = &options},
    {.title = "what the build fills in",
     .bad = R"(
       | FROM debian:12
       | LABEL revision=$GIT_COMMIT
       ~                ^^^^^^^^^^^ (DL3055 only) The label 'revision' must be a Git commit of 7 or 40 digits (0-9, a-f), and '$GIT_COMMIT' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL revision=0000000
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_hash{
    .id = "label-not-hash",
    .also = {"DL3055"},
    .title = "Label that is no commit",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "What is no commit leads to no source.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
