#include "lint/rule.hpp"
#include "lint/secret_values.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

bool is_held(model::Keyword keyword) {
    return keyword != model::Keyword::unknown && keyword != model::Keyword::from;
}

/// All of an instruction, heredocs included, but not its comments.
void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& instruction : document.instructions()) {
        if (!is_held(instruction.keyword)) {
            continue;
        }
        std::string_view text = instruction.span.of(document.text());
        std::size_t base = instruction.span.begin.index();
        while (const auto token = secret_values::token_in(text)) {
            const Span span = dockwright::span(base + token->begin, base + token->begin + token->size);
            const auto comments = std::span(document.syntax().comments);
            const bool in_comment = std::ranges::any_of(
                comments, [&](const syntax::Comment& comment) { return comment.span.covers(span); });
            if (!in_comment) {
                report.at(
                    span,
                    "This has the shape of {}: whoever sees this file or has the image can use it. Take "
                    "it back where it was made, and pass the next one with RUN --mount=type=secret",
                    token->kind);
            }
            base += token->begin + token->size;
            text.remove_prefix(token->begin + token->size);
        }
    }
}

// The examples' tokens are put together from parts that were never given out.
constexpr Example examples[] = {
    {.title = "a key in a variable, and a token in a command",
     .bad = R"(
       | FROM python:3.12
       | ENV AWS_ACCESS_KEY_ID=AKIAQ3EGUZ7TNP5WDXYL
       ~                       ^^^^^^^^^^^^^^^^^^^^ This has the shape of an AWS access key: whoever sees this file or has the image can use it. Take it back where it was made, and pass the next one with RUN --mount=type=secret
       | RUN git clone https://github.com/lab/code --config http.extraheader="X: ghp_q8Zt0Rk2Vn4Yc6Lx1Mj3Pw5Sd7Gf9Hb2Tu4E"
       ~                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This has the shape of a GitHub token: whoever sees this file or has the image can use it. Take it back where it was made, and pass the next one with RUN --mount=type=secret
     )",
     .good = R"(
       | FROM python:3.12
       | ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
       | ARG HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
       | RUN --mount=type=secret,id=token,env=GITHUB_TOKEN gh repo clone lab/code
     )"},
    {.title = "a private key",
     .bad = R"(
       | FROM alpine:3.20
       | RUN echo "-----BEGIN RSA PRIVATE KEY-----MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu" > /key
       ~           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This has the shape of a private key: whoever sees this file or has the image can use it. Take it back where it was made, and pass the next one with RUN --mount=type=secret
     )",
     .good = R"(
       | FROM alpine:3.20
       | RUN grep -q -- "-----BEGIN RSA PRIVATE KEY-----" /run/secrets/key
     )"},
};

} // namespace

extern constexpr Rule known_secret{
    .id = "known-secret",
    .title = "A key or token in the Dockerfile",
    .why = "What stands in a Dockerfile stands in the repository's history and in the image's history, for "
           "everyone who can read one of them. Makers of keys give them shapes that programs search for all "
           "day: one that was published is used by strangers within minutes.",
    .group = Group::security,
    .severity = Severity::error,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
