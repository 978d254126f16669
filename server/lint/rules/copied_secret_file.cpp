#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Files that programs keep keys and passwords in, by their own manuals: ssh(1), netrc(5), git's
/// credential store, the AWS and Google command lines, Docker, Kaggle, Hugging Face.
bool is_secret(std::string_view path) {
    constexpr std::string_view names[] = {
        "id_rsa",  "id_dsa",  "id_ecdsa",    "id_ed25519",           ".netrc",          ".git-credentials",
        ".pgpass", ".pypirc", "kaggle.json", "service-account.json", "credentials.json"};
    constexpr std::string_view paths[] = {".aws/credentials", ".docker/config.json", ".huggingface/token",
                                          ".kube/config"};
    constexpr std::string_view folders[] = {".aws", ".ssh", ".gnupg"};
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return std::ranges::find(names, name) != std::end(names) ||
           std::ranges::find(folders, name) != std::end(folders) ||
           std::ranges::any_of(paths, [&](std::string_view one) { return path.ends_with(one); });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        if (!stage.shipped) {
            continue; // what is thrown away is not given to anybody
        }
        for (const model::Copied& copied : document.copies(stage)) {
            if (copied.from != model::Copied::From::context || !is_secret(copied.source)) {
                continue;
            }
            report.at(copied.source_span,
                      "'{}' becomes part of the image: whoever gets that can read it, even if a later RUN "
                      "removes it. RUN --mount=type=secret shows it to one command",
                      copied.source);
        }
    }
}

constexpr Example examples[] = {
    {.title = "keys",
     .bad = R"(
       | FROM python:3.12
       | COPY id_rsa /root/.ssh/id_rsa
       ~      ^^^^^^ 'id_rsa' becomes part of the image: whoever gets that can read it, even if a later RUN removes it. RUN --mount=type=secret shows it to one command
       | COPY ./.aws /root/.aws
       ~      ^^^^^^ '.aws' becomes part of the image: whoever gets that can read it, even if a later RUN removes it. RUN --mount=type=secret shows it to one command
     )",
     .good = R"(
       | FROM python:3.12
       | COPY id_rsa.pub /root/.ssh/authorized_keys
       | RUN --mount=type=secret,id=kaggle,target=/root/.kaggle/kaggle.json kaggle datasets download a/b
     )"},
    {.title = "a stage that is thrown away", .good = R"(
       | FROM alpine:3.20 AS source
       | COPY id_rsa /root/.ssh/id_rsa
       | RUN git clone git@example.org:lab/code.git /code
       | FROM python:3.12
       | COPY --from=source /code /code
     )"},
};

} // namespace

extern constexpr Rule copied_secret_file{
    .id = "copied-secret-file",
    .title = "A file with keys that is copied into the image",
    .why = "Each COPY is a layer that stays in the image and goes wherever the image goes. A key in it is "
           "given to everyone who may pull the image, also when a later step deletes it.",
    .group = Group::security,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
