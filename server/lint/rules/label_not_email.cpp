#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::email, "The label '{}' must be a mail address, and '{}' is none", "DL3058",
        [](std::string_view value) { return is_email(value); },
        [](std::string_view value) { return is_email(value); });
}

constexpr LabelSchema schema[] = {{"contact", LabelType::email}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "a name beside it, and none",
     .bad = R"(
       | FROM debian:12
       | LABEL contact="Ada <ada@example.com>"
       ~               ^^^^^^^^^^^^^^^^^^^^^^^ The label 'contact' must be a mail address, and 'Ada <ada@example.com>' is none
       | LABEL contact=ada
       ~               ^^^ The label 'contact' must be a mail address, and 'ada' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL contact=ada@example.com
     )",
     .options = &options},
    {.title = "what the build fills in",
     .bad = R"(
       | FROM debian:12
       | LABEL contact=$WHO
       ~               ^^^^ (DL3058 only) The label 'contact' must be a mail address, and '$WHO' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL contact=ada+docker@example.com
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_email{
    .id = "label-not-email",
    .also = {"DL3058"},
    .title = "Label that is no mail address",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "Nobody can be reached by what is no address.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
