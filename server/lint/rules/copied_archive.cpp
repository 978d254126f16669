#include "base/ascii.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

std::string_view base_name(std::string_view path) {
    return path.substr(path.find_last_of("/\\") + 1);
}

bool ends_with_any(std::string_view name, std::span<const std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool hadolint_takes_for_archive(std::string_view name) {
    constexpr std::string_view endings[] = {".tar", ".gz",   ".bz2", ".xz",  ".lzma", ".lz",  ".Z", ".tgz",
                                            ".tbz", ".tbz2", ".tb2", ".txz", ".tlz",  ".tpz", ".tZ"};
    return ends_with_any(name, endings);
}

/// What ADD unpacks by itself: tar archives, also compressed. Dockerfile reference, "ADD".
bool is_unpacked_by_add(std::string_view name) {
    constexpr std::string_view endings[] = {".tar",  ".tar.gz", ".tgz", ".tar.bz2", ".tbz",
                                            ".tbz2", ".tar.xz", ".txz", ".tar.zst"};
    return ends_with_any(name, endings);
}

bool hadolint_takes_for_unpacking(const model::Command& command, model::Arguments arguments) {
    constexpr std::string_view names[] = {"bunzip2", "gunzip", "gzcat", "uncompress", "unlzma",
                                          "unxz",    "unzip",  "zcat",  "zgz"};
    if (command.name != "tar") {
        return std::ranges::find(names, command.name) != std::end(names);
    }
    return std::ranges::any_of(arguments, [](const model::Argument& argument) {
        return argument.text == "--get" || (argument.text.starts_with('-') && argument.text.contains('x'));
    });
}

/// tar(1): the first word's letters may do without a dash.
bool unpacks(const model::Command& command, model::Arguments arguments) {
    if (command.name != "tar" && command.name != "bsdtar") {
        return false;
    }
    const bool plain =
        !arguments.empty() && !arguments[0].text.starts_with('-') && arguments[0].text.contains('x');
    return (plain || model::letter_option(arguments, 'x') != nullptr ||
            model::long_option(arguments, "extract") != nullptr) &&
           std::ranges::none_of(arguments, [](const model::Argument& argument) {
               return argument.text.starts_with("--strip") || argument.text.starts_with("--transform");
           });
}

/// The letters alone, in which all is said that ADD does by itself: `xzf`, `-xf`.
bool is_plain_unpacking(std::string_view letters) {
    letters.remove_prefix(letters.starts_with('-') ? 1U : 0U);
    return letters.contains('x') && letters.ends_with('f') &&
           letters.find_first_not_of("xzjJvpf") == std::string_view::npos;
}

/// Where `tar -xf FILE -C FOLDER` puts what it unpacks, if that is all that the RUN does, but for
/// `&& rm FILE`. Nothing else.
std::optional<std::string_view> unpacked_to(const model::Document& document, const model::ShellText& text,
                                            std::string_view file) {
    const model::Instruction& run = document.instruction(text);
    const auto all = document.commands().of(text);
    const auto conjunction = run.arguments.find("&&");
    if (!run.flags.empty() || !run.heredocs.empty() || text.onbuild || all.empty() || all.size() > 2 ||
        run.arguments.find_first_of("|;<>$()`\"'#") != std::string_view::npos ||
        run.span.of(document.text()).contains('#') ||
        static_cast<std::size_t>(std::ranges::count(run.arguments, '&')) != (all.size() - 1) * 2 ||
        (conjunction == std::string_view::npos) != (all.size() == 1)) {
        return std::nullopt;
    }
    const auto tar = document.commands().arguments_of(all[0]);
    if (all[0].through_wrapper || tar.size() != 4 || !is_plain_unpacking(tar[0].text) ||
        tar[1].text != file || tar[2].text != "-C" || !tar[3].text.starts_with('/')) {
        return std::nullopt;
    }
    if (all.size() == 2) {
        const auto rm = document.commands().arguments_of(all[1]);
        if (all[1].name != "rm" || rm.empty() || rm.size() > 2 || rm.back().text != file ||
            (rm.size() == 2 && rm.front().text != "-f")) {
            return std::nullopt;
        }
    }
    return tar[3].text;
}

/// ADD in place of COPY, and no RUN.
void offer_fix(Reported& finding, const model::Document& document, const model::Instruction& copy,
               const model::ShellText& text, std::string_view name) {
    const auto words = document.words(copy);
    if (copy.json || !copy.flags.empty() || !copy.heredocs.empty() || words.size() != 2) {
        return;
    }
    std::string file(words[1].text);
    if (file.ends_with('/')) {
        file += name;
    }
    const auto folder = unpacked_to(document, text, file);
    if (!folder) {
        return;
    }
    const bool lower = std::ranges::all_of(copy.name, ascii::is_lower);
    finding.fix(Safety::unsafe, "Let ADD unpack it",
                {{copy.name_span, lower ? "add" : "ADD"},
                 {words[1].span, std::string(*folder) + (folder->ends_with('/') ? "" : "/")},
                 {whole_lines(document.text(), document.instruction(text).span), ""}});
}

class Check {
public:
    Check(const model::Document& document, Report& report) : document_(document), report_(report) {}

    /// `end`: behind the last instruction of its stage.
    void copy(const model::Instruction& copy, std::uint32_t end) {
        const HadolintCopy words = hadolint_copy(document_, copy);
        if (words.target == nullptr || has_from(copy)) {
            return;
        }
        const std::string_view target = base_name(without_quotes(words.target->text));
        const bool renamed = hadolint_takes_for_archive(target);
        for (const syntax::Word& source : words.sources) {
            const std::string_view written = base_name(without_quotes(source.text));
            const std::string_view name = renamed ? target : written;
            if (hadolint_takes_for_archive(name) || is_unpacked_by_add(name)) {
                if (unpacked(copy, end, source, name, words.sources.size() == 1)) {
                    return;
                }
            }
        }
    }

private:
    bool has_from(const model::Instruction& copy) const {
        return std::ranges::any_of(document_.flags(copy),
                                   [](const syntax::Flag& flag) { return flag.name == "from"; });
    }

    bool unpacked(const model::Instruction& copy, std::uint32_t end, const syntax::Word& source,
                  std::string_view name, bool alone) {
        const model::Commands& commands = document_.commands();
        const model::ShellText* unpacking = nullptr;
        bool theirs = false;
        const bool is_last = end == document_.instructions().size(); // hadolint forgets the stages before
        auto text = std::ranges::upper_bound(commands.texts, document_.index(copy), {},
                                             &model::ShellText::instruction);
        for (; text != commands.texts.end() && text->instruction < end; ++text) {
            if (text->onbuild || document_.instruction(*text).keyword != model::Keyword::run) {
                continue;
            }
            for (const model::Command& command : commands.of(*text)) {
                const auto arguments = commands.arguments_of(command);
                if (unpacking == nullptr && alone && is_unpacked_by_add(name) && !name.contains('*') &&
                    unpacks(command, arguments) && names(arguments, name, false)) {
                    unpacking = &*text;
                }
                theirs = theirs || (is_last && hadolint_takes_for_unpacking(command, arguments) &&
                                    names(arguments, name, true) && hadolint_takes_for_archive(name) &&
                                    hadolint_sees(document_, command));
            }
        }
        const bool ours = unpacking != nullptr;
        if (ours || theirs) {
            Reported finding =
                report_.at(source.span, "The archive stays in this layer for good, also when a later RUN "
                                        "deletes it; ADD unpacks a tar archive and leaves nothing behind");
            found_by(finding, ours, theirs, "DL3010");
            if (ours) {
                offer_fix(finding, document_, copy, *unpacking, name);
            }
        }
        return ours || theirs;
    }

    bool names(model::Arguments arguments, std::string_view name, bool for_hadolint) const {
        return std::ranges::any_of(arguments, [&](const model::Argument& argument) {
            if (argument.text.starts_with('-')) {
                return false;
            }
            return for_hadolint && !argument.plain ? base_name(hadolint_text(document_, argument)) == name
                                                   : base_name(argument.text) == name;
        });
    }

    const model::Document& document_;
    Report& report_;
};

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    Check check(document, report);
    for (const model::Instruction& copy : document.all(model::Keyword::copy)) {
        const model::Stage* stage = document.stage_of(copy);
        check.copy(copy, stage != nullptr ? stage->end
                                          : static_cast<std::uint32_t>(document.instructions().size()));
    }
}

constexpr Example examples[] = {
    {.title = "copied to be unpacked",
     .bad = R"(
       | FROM debian:12
       | COPY data.tar.gz /tmp/
       ~      ^^^^^^^^^^^ The archive stays in this layer for good, also when a later RUN deletes it; ADD unpacks a tar archive and leaves nothing behind
       | RUN tar -xzf /tmp/data.tar.gz -C /data && rm /tmp/data.tar.gz
     )",
     .good = R"(
       | FROM debian:12
       | ADD data.tar.gz /data/
     )"},
    {.title = "ADD can't leave out folders, and unpacks no zip; hadolint minds the first",
     .bad = R"(
       | FROM debian:12
       | COPY data.tar.gz /tmp/
       ~      ^^^^^^^^^^^ (DL3010 only) The archive stays in this layer for good, also when a later RUN deletes it; ADD unpacks a tar archive and leaves nothing behind
       | RUN tar -xzf /tmp/data.tar.gz --strip-components=1
     )",
     .good = R"(
       | FROM debian:12
       | COPY data.zip /tmp/
       | RUN unzip /tmp/data.zip
     )"},
    {.title = "letters without a dash, which hadolint does not read",
     .bad = R"(
       | FROM debian:12
       | COPY data.tar.gz /tmp/
       ~      ^^^^^^^^^^^ The archive stays in this layer for good, also when a later RUN deletes it; ADD unpacks a tar archive and leaves nothing behind
       | RUN tar xzf /tmp/data.tar.gz
     )",
     .good = R"(
       | FROM debian:12
       | COPY data.tar.gz /tmp/
       | RUN tar tzf /tmp/data.tar.gz
     )"},
};

} // namespace

extern constexpr Rule copied_archive{
    .id = "copied-archive",
    .also = {"DL3010"},
    .title = "Archive that is copied and unpacked",
    .why = "A layer can't shrink what an earlier one has. COPY puts the archive into a layer, RUN unpacks it "
           "into another, so the image carries both.",
    .group = Group::style,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
