#include "model/started_files.hpp"
#include "model/copies.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::model {
namespace {

/// The path by which a command starts its program, if it is one that needs no search.
std::string_view path_of(const Document& document, const Command& command) {
    std::string_view text = command.name_span.of(document.text());
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2);
    }
    const bool plain = text.find_first_of("\\$'\"`*?[~") == std::string_view::npos;
    return plain && (text.starts_with('/') || text.starts_with("./")) ? text : std::string_view{};
}

/// The last instruction of a kind in the stage or those below.
const Instruction* last_of(const Document& document, const Stage& stage, Keyword keyword) {
    const auto own = document.instructions(stage);
    for (auto one = own.rbegin(); one != own.rend(); ++one) {
        if (one->keyword == keyword) {
            return &*one;
        }
    }
    return stage.image.stage ? last_of(document, document.stages()[*stage.image.stage], keyword) : nullptr;
}

/// Calls `use(instruction)` for what a stage is made of, those of the stages below first.
template <class Use>
void each_of(const Document& document, const Stage& stage, const Use& use) {
    if (stage.image.stage) {
        each_of(document, document.stages()[*stage.image.stage], use);
    }
    for (const Instruction& one : document.instructions(stage)) {
        use(one);
    }
}

class Finder {
public:
    Finder(const Document& document, const Stage& stage)
        : document_(document), stage_(stage), started_(last_of(document, stage, Keyword::entrypoint)),
          copies_(copies_of(document, stage)) {
        started_ = started_ != nullptr ? started_ : last_of(document, stage, Keyword::cmd);
    }

    const Stage& stage() const { return stage_; }
    /// Whether it is what the image runs.
    bool starts(const Instruction& one) const { return &one == started_; }

    void add(const ShellText& text, std::vector<StartedFile>& out) const {
        const Instruction& owner = document_.instructions()[text.instruction];
        const bool runs = text.origin == ShellText::Origin::run || owner.keyword == Keyword::run;
        for (const Command& command : document_.commands().of(text)) {
            const std::string_view written = path_of(document_, command);
            // After a `cd` a path from here is another's.
            if (written.empty() || command.through_wrapper || (runs && !written.starts_with('/'))) {
                continue;
            }
            const auto folder = written.starts_with('/') ? std::string() : working_folder(document_, owner);
            if (!folder) {
                continue;
            }
            const std::string path =
                written.starts_with('/') ? std::string(written) : joined(*folder, written.substr(2));
            StartedFile started{.span = command.name_span,
                                .source = {},
                                .by_shell = text.origin != ShellText::Origin::exec_form && !owner.json};
            if (started.span.size() > written.size()) { // in quotes
                started.span = {started.span.begin + 1, started.span.end - 1};
            }
            find(path, owner, command.span.begin, started, out);
            if (!runs) {
                return; // what comes behind is started by the first, or may never be
            }
        }
    }

private:
    static std::string joined(std::string_view folder, std::string_view path) {
        std::string out(folder);
        out += out.ends_with('/') ? "" : "/";
        return out.append(path);
    }

    /// From the last COPY on, up to one that surely brings the path.
    void find(std::string_view path, const Instruction& at, Offset before, const StartedFile& started,
              std::vector<StartedFile>& out) const {
        for (const Copied& copied : copies_ | std::views::reverse) {
            const Instruction& copy = document_.instructions()[copied.instruction];
            if (copied.instruction >= document_.index(at)) {
                continue;
            }
            if (!copied.target_known ||
                (copied.from != Copied::From::context && is_below(path, copied.target))) {
                return; // it may bring it
            }
            const auto source = origin_of(copied, path);
            if (!source) {
                continue;
            }
            if (document_.syntax().flag(copy, "chmod") != nullptr ||
                may_change(path, copied.instruction, document_.index(at), before)) {
                return;
            }
            StartedFile& one = out.emplace_back(started);
            one.source = *source;
            one.copy = copied.instruction;
            one.alone = *source == copied.source && document_.words(copy).size() == 2;
            if (*source == copied.source) {
                return;
            }
        }
    }

    static bool is_below(std::string_view path, std::string_view folder) {
        return folder == "/" || path == folder ||
               (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
    }

    /// Whether a RUN between the two names the file, or changes files without naming them.
    bool may_change(std::string_view path, std::uint32_t copy, std::uint32_t end, Offset before) const {
        const std::string_view name = path.substr(path.rfind('/') + 1);
        bool out = false;
        each_of(document_, stage_, [&](const Instruction& one) {
            const std::uint32_t index = document_.index(one);
            if (one.keyword != Keyword::run || index <= copy || index > end) {
                return;
            }
            const Offset stop = index == end ? before : one.span.end;
            const std::string_view text = Span{one.span.begin, stop}.of(document_.text());
            const bool many = text.contains("chmod") || text.contains("dos2unix") || text.contains("\\r");
            out = out || many || text.contains(name);
        });
        return out;
    }

    const Document& document_;
    const Stage& stage_;
    const Instruction* started_;
    Copies copies_;
};

} // namespace

std::vector<StartedFile> started_files(const Document& document) {
    std::vector<StartedFile> out;
    std::optional<Finder> finder; // of one stage after the other
    for (const ShellText& text : document.commands().texts) {
        const Instruction& owner = document.instructions()[text.instruction];
        const Stage* stage = document.stage_of(owner);
        if (text.onbuild || stage == nullptr) {
            continue;
        }
        if (!finder || &finder->stage() != stage) {
            finder.emplace(document, *stage);
        }
        if (owner.keyword == Keyword::run || finder->starts(owner)) {
            finder->add(text, out);
        }
    }
    return out;
}

} // namespace dockwright::model
