#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What ADD unpacks: tar archives, also compressed. Dockerfile reference, "ADD".
bool is_archive(std::string_view path) {
    constexpr std::string_view endings[] = {".tar",  ".tar.gz", ".tgz", ".tar.bz2", ".tbz",
                                            ".tbz2", ".tar.xz", ".txz", ".tar.zst"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// Of an address: without what stands behind `?`.
std::string_view file_of(std::string_view url) {
    return base_name(url.substr(0, url.find_first_of("?#")));
}

/// Something in the Dockerfile speaks of the file once more.
bool is_spoken_of(const model::Document& document, const model::Copied& added, std::string_view name) {
    const model::Instruction& add = document.instructions()[added.instruction];
    const std::string_view behind = document.text().substr(add.span.end.index());
    const std::string_view stem = name.substr(0, name.find('$'));
    constexpr std::string_view unpackers[] = {"tar ", "unzip", "gunzip", "7z", "bsdtar", "unpack", "extract"};
    return behind.contains(stem.empty() ? name : stem) ||
           std::ranges::any_of(unpackers, [&](std::string_view word) { return behind.contains(word); });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Stage& stage : document.stages()) {
        for (const model::Copied& added : document.copies(stage)) {
            const model::Instruction& add = document.instructions()[added.instruction];
            if (add.keyword != model::Keyword::add || document.syntax().flag(add, "unpack") != nullptr) {
                continue;
            }
            const auto words = document.words(add);
            if (added.from == model::Copied::From::context && is_archive(added.source) &&
                added.source.find('*') == std::string::npos && is_archive(added.target) &&
                !words.back().text.ends_with('/')) {
                report.at(added.source_span,
                          "ADD unpacks this: '{}' becomes a folder with what is in it, not a file. COPY "
                          "keeps the archive",
                          base_name(added.target));
            } else if (added.from == model::Copied::From::url && is_archive(file_of(added.source)) &&
                       added.into_folder && !is_spoken_of(document, added, file_of(added.source))) {
                report.at(added.source_span,
                          "ADD unpacks files of the build context, not what it downloads: this stays the "
                          "archive '{}'. --unpack=true says otherwise",
                          file_of(added.source));
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "an archive that shall stay one",
     .bad = R"(
       | FROM python:3.12
       | ADD data.tar.gz /data/data.tar.gz
       ~     ^^^^^^^^^^^ ADD unpacks this: 'data.tar.gz' becomes a folder with what is in it, not a file. COPY keeps the archive
     )",
     .good = R"(
       | FROM python:3.12
       | ADD data.tar.gz /data/
       | COPY data.tar.gz /data/data.tar.gz
     )"},
    {.title = "a download that nothing unpacks",
     .bad = R"(
       | FROM python:3.12
       | ADD https://example.org/model-1.0.tar.gz /models/
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADD unpacks files of the build context, not what it downloads: this stays the archive 'model-1.0.tar.gz'. --unpack=true says otherwise
     )",
     .good = R"(
       | FROM python:3.12
       | ADD --unpack=true https://example.org/model-1.0.tar.gz /models/
       | ADD https://example.org/data-1.0.tar.gz /data/
       | RUN tar -xzf /data/data-1.0.tar.gz -C /data
     )"},
};

} // namespace

extern constexpr Rule add_archive_surprise{
    .id = "add-archive-surprise",
    .title = "An archive that ADD treats in another way than it seems",
    .why = "ADD unpacks a tar archive that it finds in the build context, whatever the target is called, and "
           "leaves one that it downloads as it is. Where the names say the opposite, the next step looks for "
           "a file that is a folder, or for files that are still packed.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
