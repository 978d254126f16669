#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Programs and archives of them, by their endings: what a build runs or unpacks.
bool is_software(std::string_view url) {
    constexpr std::string_view endings[] = {".AppImage", ".apk",     ".bin",    ".deb",    ".exe",  ".gem",
                                            ".jar",      ".msi",     ".pkg",    ".rpm",    ".run",  ".sh",
                                            ".tar",      ".tar.bz2", ".tar.gz", ".tar.xz", ".tbz2", ".tgz",
                                            ".txz",      ".whl",     ".zip"};
    url = url.substr(0, url.find_first_of("?#"));
    return std::ranges::any_of(endings, [&](std::string_view ending) { return url.ends_with(ending); });
}

/// A checksum stands in the RUN, in whatever way it is looked at.
bool speaks_of_checksum(const model::Document& document, std::uint32_t instruction) {
    const std::string_view text = document.instructions()[instruction].span.of(document.text());
    constexpr std::string_view words[] = {"sha256", "sha512",   "sha1",     "md5", "gpg",
                                          "cosign", "minisign", "checksum", "SHA"};
    return std::ranges::any_of(words, [&](std::string_view word) { return text.contains(word); });
}

bool is_pinned_revision(std::string_view url) {
    return url.contains("/raw/") || url.contains(".git");
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Download& download : document.downloads().downloads) {
        if (download.tool == model::Download::Tool::git || download.checked || !is_software(download.url) ||
            is_pinned_revision(download.url) || speaks_of_checksum(document, download.instruction)) {
            continue;
        }
        report.at(download.url_span,
                  "Nothing looks whether this download is what it was when you wrote this: {}",
                  download.tool == model::Download::Tool::add
                      ? "say ADD --checksum=sha256:…"
                      : "compare its checksum, `echo \"SUM  FILE\" | sha256sum -c`");
    }
}

constexpr Example examples[] = {
    {.title = "a program from the network",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSLO https://example.org/tool-1.2.tar.gz && tar -xzf tool-1.2.tar.gz
       ~                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing looks whether this download is what it was when you wrote this: compare its checksum, `echo "SUM  FILE" | sha256sum -c`
       | ADD https://example.org/tool_1.2_amd64.deb /tmp/
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing looks whether this download is what it was when you wrote this: say ADD --checksum=sha256:…
     )",
     .good = R"(
       | FROM debian:12
       | RUN curl -fsSLO https://example.org/tool-1.2.tar.gz && echo "abc  tool-1.2.tar.gz" | sha256sum -c
       | ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/tool_1.2_amd64.deb /tmp/
       | RUN curl -fsSLO https://example.org/data.csv
     )"},
};

} // namespace

extern constexpr Rule unchecked_download{
    .id = "unchecked-download",
    .title = "A downloaded program whose checksum nobody compares",
    .why = "A file under an address can be replaced, by its maker or by somebody else, and the build takes "
           "what is there. A checksum stops the build when the file is another one.",
    .group = Group::security,
    .severity = Severity::info,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
