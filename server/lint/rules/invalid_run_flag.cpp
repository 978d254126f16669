#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

// BuildKit compares them letter by letter (instructions/commands_runnetwork.go, …security.go).
constexpr std::string_view networks[] = {"default", "none", "host"};
constexpr std::string_view securities[] = {"insecure", "sandbox"};

void check_word(const syntax::Flag& flag, std::span<const std::string_view> known, std::string_view list,
                Report& report) {
    if (std::ranges::find(known, flag.value) != known.end() || flag.value.contains("{{")) {
        return;
    }
    const Span place = flag.value.empty() ? flag.span : flag.value_span;
    Reported found =
        flag.value.contains('$')
            ? report.at(place, "--{} takes no variables but {}, so the build stops here", flag.name, list)
            : report.at(place, "--{} takes {}; '{}' stops the build", flag.name, list, flag.value);
    found.as("DL1000");
    const auto same =
        std::ranges::find_if(known, [&](std::string_view word) { return ascii::equal(word, flag.value); });
    const auto meant = same != known.end() ? std::optional(*same) : nearest(flag.value, known);
    if (meant && !flag.value.empty()) {
        found.fix(Safety::unsafe, message("Use {}", {*meant}), {{flag.value_span, std::string(*meant)}});
    }
}

/// A name, which may stand behind `name=`, and `required`, which may have a truth value (Go's ParseBool).
void check_device(const syntax::Flag& flag, Report& report) {
    constexpr std::string_view truths[] = {"1", "t", "T", "TRUE",  "true",  "True",
                                           "0", "f", "F", "FALSE", "false", "False"};
    if (flag.value.empty()) {
        report.at(flag.span, "--device names no device, so the build stops here");
        return;
    }
    bool named = false;
    std::string_view rest = flag.value;
    while (!rest.empty()) {
        const std::string_view field = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(field.size() + 1, rest.size()));
        const std::size_t equals = field.find('=');
        const bool required = ascii::equal(field.substr(0, equals), "required");
        if (required && equals != std::string_view::npos &&
            std::ranges::find(truths, field.substr(equals + 1)) == std::end(truths)) {
            report.at(flag.value_span, "required= takes true or false; '{}' stops the build", field);
        } else if (!required && named) {
            report.at(flag.value_span, "--device takes one device and 'required'; '{}' stops the build",
                      field);
        }
        named = named || !required;
    }
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& run : facts.document.all(model::Keyword::run)) {
        for (const syntax::Flag& flag : facts.document.flags(run)) {
            if (!flag.has_value) {
                continue; // another rule's
            }
            if (flag.name == "network") {
                check_word(flag, networks, "default, none or host", report);
            } else if (flag.name == "security") {
                check_word(flag, securities, "insecure or sandbox", report);
            } else if (flag.name == "device") {
                check_device(flag, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "words of docker run",
     .bad = R"(
       | FROM python:3.12
       | RUN --network=bridge pip install torch
       ~               ^^^^^^ --network takes default, none or host; 'bridge' stops the build
       | RUN --network=Host pip install torch
       ~               ^^^^ --network takes default, none or host; 'Host' stops the build
       | RUN --network=$NETWORK pip install torch
       ~               ^^^^^^^^ --network takes no variables but default, none or host, so the build stops here
       | RUN --security=privileged make
       ~                ^^^^^^^^^^ --security takes insecure or sandbox; 'privileged' stops the build
       | RUN --device= nvidia-smi
       ~     ^^^^^^^^^ --device names no device, so the build stops here
       | RUN --device=nvidia.com/gpu=0,nvidia.com/gpu=1 nvidia-smi
       ~              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ --device takes one device and 'required'; 'nvidia.com/gpu=1' stops the build
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --network=none --security=insecure --device=nvidia.com/gpu=all,required nvidia-smi
     )"},
};

} // namespace

extern constexpr Rule invalid_run_flag{
    .id = "invalid-run-flag",
    .also = {"DL1000"},
    .title = "Value that RUN's flag does not take",
    .why = "`RUN --network=` takes `default`, `none` or `host`, and `RUN --security=` takes `insecure` or "
           "`sandbox`: fewer words than `docker run` has. Any other stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
