#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

/// Endings that hadolint takes for archives.
constexpr std::array<std::string_view, 15> archives = {".Z",   ".bz2", ".gz",  ".lz",  ".lzma",
                                                       ".tZ",  ".tar", ".tb2", ".tbz", ".tbz2",
                                                       ".tgz", ".tlz", ".tpz", ".txz", ".xz"};
static_assert(std::ranges::is_sorted(archives));

/// What ADD unpacks besides, or might: it looks at the content, not at the name.
constexpr std::array<std::string_view, 5> other_archives = {".taz", ".tlzma", ".tz2", ".tzst", ".zst"};
static_assert(std::ranges::is_sorted(other_archives));

bool is_web_address(std::string_view source) {
    return source.starts_with("http://") || source.starts_with("https://");
}

/// BuildKit's kinds of sources that are no files: github.com/moby/buildkit/util/gitutil.
bool is_remote(std::string_view source) {
    const std::string_view front = source.substr(0, source.find_first_of(":/"));
    const bool has_host = source.substr(front.size()).starts_with("://");
    constexpr std::array<std::string_view, 5> schemes = {"git", "http", "https", "ssh", "ftp"};
    const bool known = std::ranges::any_of(schemes, [&](auto scheme) { return ascii::equal(scheme, front); });
    return (has_host && known) || source.starts_with("git@");
}

std::string_view ending(std::string_view source) {
    const std::size_t dot = source.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : source.substr(dot);
}

bool hadolint_passes(std::string_view source) {
    return is_web_address(source) || std::ranges::binary_search(archives, ending(source));
}

enum class Source : std::uint8_t { plain, pattern, needs_add };

/// Whether its name ends in a variable, so that it could be an archive.
bool has_open_end(std::string_view source) {
    const std::size_t variable = source.rfind('$');
    return variable != std::string_view::npos &&
           source.find_first_of("./", variable) == std::string_view::npos;
}

Source kind(std::string_view source) {
    const auto is_archive = [&](std::string_view known) { return ascii::equal(known, ending(source)); };
    const bool archive = std::ranges::any_of(archives, is_archive) ||
                         std::ranges::any_of(other_archives, is_archive) || source.contains(".tar") ||
                         source.contains(".tgz");
    if (archive || is_remote(source) || source.starts_with('$') || has_open_end(source)) {
        return Source::needs_add;
    }
    return source.find_first_of("*?[") != std::string_view::npos ? Source::pattern : Source::plain;
}

/// COPY has no --checksum, --keep-git-dir and --unpack.
bool has_flags_of_add_alone(const model::Document& document, const model::Instruction& add) {
    return std::ranges::any_of(document.flags(add), [](const syntax::Flag& flag) {
        return flag.name == "checksum" || flag.name == "keep-git-dir" || flag.name == "unpack";
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& add : document.all(model::Keyword::add)) {
        const auto words = document.words(add);
        if (words.size() < 2) {
            continue;
        }
        const auto sources = words.first(words.size() - 1);
        bool theirs = false;
        bool ours = true;
        Safety safety = Safety::safe;
        for (const syntax::Word& word : sources) {
            const std::string_view source = without_quotes(word.text);
            theirs = theirs || !hadolint_passes(source);
            const Source is = kind(source);
            ours = ours && is != Source::needs_add;
            safety = is == Source::pattern ? Safety::unsafe : safety;
        }
        if (!ours && !theirs) {
            continue;
        }
        const bool heredoc = std::ranges::all_of(
            sources, [](const syntax::Word& word) { return word.text.starts_with("<<"); });
        Reported finding = report.at(
            add.name_span,
            !ours     ? "hadolint takes these sources for plain files, for which COPY is meant"
            : heredoc ? "Use COPY: ADD is for addresses and archives, and this text is neither"
                      : "Use COPY: this line only copies files (ADD would also unpack an archive by itself)");
        if (heredoc) {
            finding.severity(Severity::style); // nothing else can come of it
        }
        found_by(finding, ours, theirs, "DL3020");
        if (ours && !has_flags_of_add_alone(document, add)) {
            const bool lower = std::ranges::all_of(add.name, ascii::is_lower);
            finding.fix(safety, "Use COPY", {{add.name_span, lower ? "copy" : "COPY"}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "files of the build context",
     .bad = R"(
       | FROM python:3.12
       | ADD requirements.txt /app/
       ~ ^^^ Use COPY: this line only copies files (ADD would also unpack an archive by itself)
       + COPY requirements.txt /app/
       | ADD --chown=1000 ["src", "/app/src"]
       ~ ^^^ Use COPY: this line only copies files (ADD would also unpack an archive by itself)
       + COPY --chown=1000 ["src", "/app/src"]
     )",
     .good = R"(
       | FROM python:3.12
       | COPY requirements.txt /app/
     )"},
    {.title = "what ADD is for",
     .bad = R"(
       | FROM python:3.12
       | add . /app
       ~ ^^^ Use COPY: this line only copies files (ADD would also unpack an archive by itself)
       + copy . /app
     )",
     .good = R"(
       | FROM python:3.12
       | ADD https://example.com/model.bin /models/
       | ADD data.tar.gz /data
     )"},
    {.title = "a text that stands here is no archive", .bad = R"(
       | FROM python:3.12
       | ADD <<EOF /etc/motd
       ~ ^^^ Use COPY: ADD is for addresses and archives, and this text is neither
       + COPY <<EOF /etc/motd
       | hello
       | EOF
     )"},
    {.title = "hadolint knows not all that ADD can fetch and unpack",
     .bad = R"(
       | FROM python:3.12
       | ADD git@github.com:pytorch/vision.git /src
       ~ ^^^ (DL3020 only) hadolint takes these sources for plain files, for which COPY is meant
       | ADD data.tar.zst /data
       ~ ^^^ (DL3020 only) hadolint takes these sources for plain files, for which COPY is meant
       | ADD $MODEL_URL /models/
       ~ ^^^ (DL3020 only) hadolint takes these sources for plain files, for which COPY is meant
     )",
     .good = R"(
       | FROM python:3.12
       | ADD https://github.com/pytorch/vision.git /src
     )"},
    {.title = "a pattern may match archives: look before you change it",
     .bad = R"(
       | FROM python:3.12
       | ADD dist/* /app/
       ~ ^^^ Use COPY: this line only copies files (ADD would also unpack an archive by itself)
     )",
     .good = R"(
       | FROM python:3.12
       | COPY dist/* /app/
     )"},
};

} // namespace

extern constexpr Rule add_instead_of_copy{
    .id = "add-instead-of-copy",
    .also = {"DL3020"},
    .title = "ADD where COPY does",
    .why = "ADD unpacks an archive without being asked, so a file may arrive in another form than it was "
           "sent. COPY "
           "copies and does nothing else, and says so to who reads it.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
