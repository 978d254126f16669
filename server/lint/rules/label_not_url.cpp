#include "base/ascii.hpp"
#include "lint/label_values.hpp"
#include "lint/labels.hpp"

namespace dockwright::lint::rules {
namespace {

/// `github.com/me/model`, but not `model`.
std::optional<Mended> with_scheme(std::string_view value) {
    const std::string_view host = value.substr(0, value.find('/'));
    const std::size_t dot = host.rfind('.');
    const bool is_host = dot != std::string_view::npos && dot > 0 && dot + 2 < host.size() &&
                         std::ranges::all_of(host.substr(dot + 1), ascii::is_alpha);
    return is_host ? std::optional(Mended{.value = "https://" + std::string(value)}) : std::nullopt;
}

void check(const Facts& facts, Report& report) {
    report_invalid_labels(
        facts, report, LabelType::url, "The label '{}' must be a URL, and '{}' is none", "DL3052",
        [](std::string_view value) { return is_url(value); },
        [](std::string_view value) { return is_url(value); }, with_scheme);
}

constexpr LabelSchema schema[] = {{"url", LabelType::url}};
constexpr Options options{.labels = schema};

constexpr Example examples[] = {
    {.title = "an address without a scheme",
     .bad = R"(
       | FROM debian:12
       | LABEL url=github.com/me/model
       ~           ^^^^^^^^^^^^^^^^^^^ The label 'url' must be a URL, and 'github.com/me/model' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL url=https://github.com/me/model
     )",
     .options = &options},
    {.title = "a whole variable may hold one",
     .bad = R"(
       | FROM debian:12
       | LABEL url=$URL
       ~           ^^^^ (DL3052 only) The label 'url' must be a URL, and '$URL' is none
     )",
     .good = R"(
       | FROM debian:12
       | LABEL url=https://example.com/$NAME
     )",
     .options = &options},
};

} // namespace

extern constexpr Rule label_not_url{
    .id = "label-not-url",
    .also = {"DL3052"},
    .title = "Label that is no URL",
    .why = "The labels and their types were agreed on in this project's configuration, and tools read them. "
           "Without a scheme such as https: they find no page behind this one.",
    .group = Group::labels,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .option = "labels",
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
