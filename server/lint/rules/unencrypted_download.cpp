#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// This machine, a private network, or one that only a cluster knows: there may be no certificate.
bool is_near(std::string_view url) {
    const std::string_view host = url.substr(0, url.find_first_of("/:?"));
    return host == "localhost" || host.starts_with("127.") || host.starts_with("10.") ||
           host.starts_with("192.168.") || host.starts_with("172.") || !host.contains('.') ||
           host.ends_with(".local") || host.ends_with(".internal") || host.ends_with(".lan") ||
           host.contains('$') || host.starts_with("169.254.");
}

bool is_open(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    return url.starts_with(scheme) && !is_near(url.substr(scheme.size()));
}

void check(const Facts& facts, Report& report) {
    constexpr std::string_view text =
        "Without https anybody on the way can put another file in this one's place";
    const model::Document& document = facts.document;
    for (const model::Download& download : document.downloads().downloads) {
        if (!download.checked && is_open(download.url)) {
            report.at(download.url_span, text);
        }
    }
    for (const model::PackageCommand& packages : document.packages().commands) {
        for (const model::PackageIndex& index : document.packages().indexes_of(packages)) {
            if (is_open(index.url)) {
                report.at(index.span, text);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "an address without s",
     .bad = R"(
       | FROM python:3.12
       | RUN curl -fO http://example.org/tool.tar.gz && tar -xzf tool.tar.gz
       ~              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without https anybody on the way can put another file in this one's place
       | ADD http://example.org/tool.deb /tmp/
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without https anybody on the way can put another file in this one's place
       | RUN pip install -i http://pypi.example.org/simple lab==1.0
       ~                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without https anybody on the way can put another file in this one's place
     )",
     .good = R"(
       | FROM python:3.12
       | RUN curl -fO https://example.org/tool.tar.gz && tar -xzf tool.tar.gz
       | RUN pip install -i http://pypi/simple lab==1.0
       | HEALTHCHECK CMD curl -f http://localhost:8000/
     )"},
};

} // namespace

extern constexpr Rule unencrypted_download{
    .id = "unencrypted-download",
    .title = "A download without https",
    .why =
        "https makes sure that a file comes from the host in its address and is unchanged. Over plain http "
        "whoever runs a network in between can send another program, which then runs in your image.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
