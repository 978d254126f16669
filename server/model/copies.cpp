#include "model/copies.hpp"
#include "base/ascii.hpp"
#include "syntax/expand.hpp"
#include "syntax/pattern.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

struct Expanded {
    std::string text;
    bool known = true;
};

/// A word as BuildKit expands it in front of an instruction.
Expanded expand(const Document& document, const Instruction& at, std::string_view word) {
    struct Asked {
        const Document& document;
        const Instruction& at;
        bool known = true;
    } asked{document, at};
    if (syntax::is_plain(word, document.syntax().escape)) {
        return {std::string(word)};
    }
    const auto get = [](void* context, std::string_view name) -> std::optional<std::string_view> {
        Asked& here = *static_cast<Asked*>(context);
        const Binding* binding = here.document.binding(name, here.at);
        here.known = here.known && binding != nullptr && binding->value && binding->known;
        return binding != nullptr ? binding->value : std::nullopt;
    };
    auto expanded = syntax::expand(word, {.get = get, .context = &asked},
                                   {.escape = document.syntax().escape, .keep_unset = true});
    if (!expanded) {
        return {std::string(word), false};
    }
    return {std::move(expanded->text), asked.known};
}

/// Without `.`, `..` and doubled slashes, as BuildKit cleans it. Begins with a slash.
std::string cleaned(std::string_view path) {
    if (path.size() > 1 && path.front() == '/' && path.back() != '/' && !path.contains("//") &&
        !path.contains("/.")) {
        return std::string(path); // nearly all
    }
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        if (part == "..") {
            if (!parts.empty()) {
                parts.pop_back();
            }
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    std::string out;
    for (const std::string_view part : parts) {
        out.append("/").append(part);
    }
    return out.empty() ? "/" : out;
}

std::string relative(std::string_view path) {
    return cleaned(path).substr(1);
}

std::string joined(std::string_view folder, std::string_view path) {
    if (path.starts_with('/')) {
        return cleaned(path);
    }
    std::string whole(folder);
    whole.append("/").append(path);
    return cleaned(whole);
}

/// What WORKDIR makes of the folder.
void change(std::optional<std::string>& folder, const Document& document, const Instruction& workdir) {
    const auto words = document.words(workdir);
    if (words.empty()) {
        return;
    }
    const Expanded path = expand(document, workdir, words.front().text);
    if (!path.known || (!folder && !path.text.starts_with('/'))) {
        folder.reset();
    } else {
        folder = joined(folder.value_or("/"), path.text);
    }
}

/// The folder that a stage begins with, and what its WORKDIRs up to `end` make of it.
std::optional<std::string> folder_in(const Document& document, const Stage& stage, std::uint32_t end) {
    std::optional<std::string> folder;
    if (stage.image.stage) {
        const Stage& below = document.stages()[*stage.image.stage];
        folder = folder_in(document, below, below.end);
    } else if (stage.image.is_scratch()) {
        folder = "/";
    }
    for (const Instruction& one :
         document.instructions().subspan(stage.from, std::min(end, stage.end) - stage.from)) {
        if (one.keyword == Keyword::workdir) {
            change(folder, document, one);
        }
    }
    return folder;
}

bool is_url(std::string_view source) {
    return source.contains("://") || source.starts_with("git@");
}

/// `folder`: the working one.
void add_copy(const Document& document, const Instruction& copy, const std::optional<std::string>& folder,
              std::vector<Copied>& out) {
    const auto words = document.words(copy);
    if (words.size() < 2) {
        return;
    }
    Copied one{.instruction = document.index(copy)};
    if (const syntax::Flag* from = document.syntax().flag(copy, "from")) {
        const Stage* stage = document.stage_from(from->value, document.context(copy).stage.value_or(0));
        one.from = stage != nullptr ? Copied::From::stage : Copied::From::image;
        one.stage = stage != nullptr ? std::optional(stage->index) : std::nullopt;
    }
    const Expanded target = expand(document, copy, words.back().text);
    one.into_folder =
        words.size() > 2 || target.text.ends_with('/') || target.text == "." || target.text.ends_with("/.");
    one.target_known = target.known && (target.text.starts_with('/') || folder);
    one.target = one.target_known ? joined(folder.value_or("/"), target.text) : target.text;
    const auto heredocs = document.syntax().heredocs_of(copy);
    for (const syntax::Word& word : words.first(words.size() - 1)) {
        Copied source = one;
        const Expanded path = expand(document, copy, word.text);
        source.source_known = path.known;
        source.source_span = word.span;
        const auto heredoc = std::ranges::find_if(heredocs, [&](const syntax::Heredoc& one_of_them) {
            return word.span.touches(one_of_them.opener.begin);
        });
        if (heredoc != heredocs.end()) {
            source.from = Copied::From::heredoc;
            source.source = std::string(heredoc->name);
        } else if (copy.keyword == Keyword::add && is_url(path.text)) {
            source.from = Copied::From::url;
            source.source = path.text;
        } else {
            source.source = relative(path.text);
        }
        out.push_back(std::move(source));
    }
}

void add_stage(const Document& document, const Stage& stage, Copies& out) {
    if (stage.image.stage) {
        add_stage(document, document.stages()[*stage.image.stage], out);
    }
    const auto own = document.copies(stage);
    out.insert(out.end(), own.begin(), own.end());
}

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

bool is_pattern(std::string_view path) {
    return path.find_first_of("*?[") != std::string_view::npos;
}

/// `*` and `?` only; a bracket matches nothing.
bool matches(std::string_view pattern, std::string_view name) {
    const auto read = syntax::Pattern::read(pattern);
    return !pattern.contains('[') && read && !name.empty() && read->without_prefix(name, true).empty();
}

} // namespace

Copies copies_of(const Document& document, const Stage& stage) {
    Copies out;
    add_stage(document, stage, out);
    return out;
}

std::vector<Copied> read_copies(const Document& document) {
    std::vector<Copied> out;
    const auto copies = document.all(Keyword::copy);
    if (copies.empty() && document.all(Keyword::add).empty()) {
        return out;
    }
    std::vector<std::optional<std::string>> ends; // the folder that each stage ends in
    ends.reserve(document.stages().size());
    for (const Stage& stage : document.stages()) {
        std::optional<std::string> folder;
        if (stage.image.stage) {
            folder = ends[*stage.image.stage];
        } else if (stage.image.is_scratch()) {
            folder = "/";
        }
        for (const Instruction& one : document.instructions(stage)) {
            switch (one.keyword) {
            case Keyword::workdir: change(folder, document, one); break;
            case Keyword::copy:
            case Keyword::add: add_copy(document, one, folder, out); break;
            default: break;
            }
        }
        ends.push_back(std::move(folder));
    }
    return out;
}

std::optional<std::string> working_folder(const Document& document, const Instruction& before) {
    const Stage* stage = document.stage_of(before);
    return stage == nullptr ? std::nullopt : folder_in(document, *stage, document.index(before));
}

std::optional<std::string> origin_of(const Copied& copied, std::string_view path) {
    if (copied.from != Copied::From::context || !copied.source_known || !copied.target_known) {
        return std::nullopt;
    }
    const std::string folder = copied.target == "/" ? "/" : copied.target + "/";
    const std::string_view inside =
        path.starts_with(folder) ? path.substr(folder.size()) : std::string_view{};
    const std::string_view name = base_name(copied.source);
    if (is_pattern(copied.source)) {
        if (inside.empty() || inside.contains('/') || !matches(name, inside)) {
            return std::nullopt;
        }
        const std::size_t parent = copied.source.size() - name.size();
        return is_pattern(copied.source.substr(0, parent))
                   ? std::nullopt
                   : std::optional(copied.source.substr(0, parent) + std::string(inside));
    }
    if (!copied.into_folder && path == copied.target && !copied.source.empty()) {
        return copied.source;
    }
    if (inside.empty()) {
        return std::nullopt;
    }
    if (copied.into_folder && inside == name) {
        return copied.source; // a file; a folder would need one of its own name inside
    }
    if (name.contains('.') && copied.into_folder) {
        return std::nullopt; // a file of another name
    }
    return copied.source.empty() ? std::string(inside) : copied.source + "/" + std::string(inside);
}

} // namespace dockwright::model
