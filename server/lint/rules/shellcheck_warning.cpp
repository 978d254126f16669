#include "lint/rule.hpp"
#include "lint/shellcheck/codes.hpp"
#include "lint/shellcheck/findings.hpp"

namespace dockwright::lint::rules {
namespace {

using Said = model::ShellCheckComment::Level;

void check(const Facts& facts, Report& report) {
    shellcheck::report(
        facts, [](Said level) { return level == Said::error || level == Said::warning; }, report);
}

// As ShellCheck 0.11 says them.
constexpr ShellCheckSays constant[] = {
    {.code = 2050,
     .level = Said::warning,
     .token = "=",
     .message = "This expression is constant. Did you forget the $ on a variable?",
     .before = "\"TARGETARCH\" "}};
constexpr ShellCheckSays larger[] = {{.code = 2071,
                                      .level = Said::error,
                                      .token = ">",
                                      .message = "> is for string comparisons. Use -gt instead."}};

constexpr Example examples[] = {
    {.title = "a name in place of its value",
     .bad = R"(
       | FROM debian:12
       | ARG TARGETARCH
       | RUN if [ "TARGETARCH" = "arm64" ]; then make arm; fi
       ~                       ^ This expression is constant. Did you forget the $ on a variable?
     )",
     .good = R"(
       | FROM debian:12
       | ARG TARGETARCH
       | RUN if [ "$TARGETARCH" = "arm64" ]; then make arm; fi
     )",
     .shellcheck = constant},
    {.title = "over several lines",
     .bad = R"(
       | FROM debian:12
       | RUN make \
       |     # a number
       |     && if [ "$MAJOR" > 3 ]; then make new; fi
       ~                      ^ > is for string comparisons. Use -gt instead
     )",
     .good = R"(
       | FROM debian:12
       | RUN make \
       |     && if [ "$MAJOR" -gt 3 ]; then make new; fi
     )",
     .shellcheck = larger},
};

} // namespace

extern constexpr Rule shellcheck_warning{
    .id = "shellcheck-warning",
    .title = "A mistake in shell that the program ShellCheck finds",
    .why = "Where ShellCheck is installed, it reads the shell of every RUN too. Most of what it finds in "
           "Dockerfiles has a rule of its own here; this is the rest that it calls an error or a warning. "
           "Its wiki has a page about each of its codes.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
    .carries = shellcheck::is_left_to_it,
};

} // namespace dockwright::lint::rules
