#pragma once
#include "model/command.hpp"
#include "model/copied.hpp"
#include "model/download.hpp"
#include "model/image.hpp"
#include "model/package.hpp"
#include "syntax/file.hpp"
#include <array>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a Dockerfile means, computed once from its text: stages, scopes, images, and what is in
/// force at each instruction. Exactly as BuildKit resolves it with the build arguments that are given,
/// for linux/amd64.
namespace dockwright::model {

using syntax::Instruction;
using syntax::Keyword;

/// Something that gives a variable a value.
struct Binding {
    enum class Kind : std::uint8_t {
        predefined,  ///< TARGETPLATFORM and its kin, before the first FROM; in a stage only behind ARG
        global,      ///< ARG before the first FROM
        argument,    ///< ARG in a stage
        environment, ///< ENV
        path         ///< PATH, which every stage has
    };
    std::string_view name;
    Kind kind = Kind::argument;
    /// Variables replaced, quotes removed. Nothing: declared, but without a value (an ARG without
    /// default), or not computable (its text is broken).
    std::optional<std::string_view> value;
    Span span; ///< the name where it is defined; empty for `predefined` and `path`
    std::optional<std::uint32_t> instruction;
    /// Every variable in the value had a value itself.
    bool known = true;
};

/// What a variable reference means; one for each of syntax::File::variables, in that order.
struct Reference {
    std::optional<std::uint32_t> binding; ///< in Document::bindings; nothing: undefined
};

struct Stage {
    std::uint32_t index = 0;
    std::uint32_t from = 0; ///< index of its FROM in instructions()
    std::uint32_t end = 0;  ///< behind its last instruction
    Image image;
    std::string_view platform; ///< the value of --platform as written, or ""
    std::string_view name;     ///< as written; "" if it has none
    Span name_span;            ///< empty behind the FROM's words if it has none
    Span as_span;              ///< the word AS
    /// What it holds may be in an image that somebody keeps: it is the last one, one that such a
    /// stage builds on, or nothing is built on it or copied out of it.
    bool shipped = true;
    std::uint32_t bindings_begin = 0; ///< its own, in Document::bindings
    std::uint32_t bindings_end = 0;
};

/// What is in force at an instruction: indices of the last USER, SHELL and WORKDIR before it in
/// its stage or in the stages that this one builds on.
struct Context {
    std::optional<std::uint32_t> stage; ///< nothing before the first FROM
    std::optional<std::uint32_t> user;
    std::optional<std::uint32_t> shell;
    std::optional<std::uint32_t> workdir;
};

/// A name and its value, as `--build-arg` gives them.
using BuildArgument = std::pair<std::string, std::string>;

/// Immutable, complete at construction, shared, never moved: views into its text stay valid as
/// long as it lives.
class Document {
public:
    /// `text` must be at most max_text_size. Any bytes are legal. An ARG that is named in `given`, also
    /// a predefined one, has the value there instead of its own; of several the last.
    static std::shared_ptr<const Document> parse(std::string text, std::span<const BuildArgument> given = {});

    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    std::string_view text() const { return text_; }
    const syntax::File& syntax() const { return syntax_; }
    std::span<const Instruction> instructions() const { return syntax_.instructions; }
    std::span<const syntax::Problem> problems() const { return syntax_.problems; }
    std::span<const Stage> stages() const { return stages_; }
    std::span<const Binding> bindings() const { return bindings_; }
    std::span<const Reference> references() const { return references_; }

    /// All instructions of one kind, in order (not those behind ONBUILD).
    auto all(Keyword keyword) const {
        const auto k = static_cast<std::size_t>(keyword);
        const auto part = std::span(by_keyword_)
                              .subspan(first_of_keyword_[k], first_of_keyword_[k + 1] - first_of_keyword_[k]);
        return part | std::views::transform(
                          [this](std::uint32_t i) -> const Instruction& { return syntax_.instructions[i]; });
    }
    /// All of one stage, its FROM first.
    std::span<const Instruction> instructions(const Stage& stage) const {
        return instructions().subspan(stage.from, stage.end - stage.from);
    }
    /// What stands behind an ONBUILD, or null.
    const Instruction* nested(const Instruction& instruction) const {
        return instruction.nested ? &syntax_.nested[*instruction.nested] : nullptr;
    }
    /// The index of one of instructions(). Not for a nested one: take its ONBUILD's.
    std::uint32_t index(const Instruction& instruction) const {
        return static_cast<std::uint32_t>(&instruction - syntax_.instructions.data());
    }
    const Context& context(const Instruction& instruction) const { return contexts_[index(instruction)]; }
    const Stage* stage_of(const Instruction& instruction) const {
        const Context& here = context(instruction);
        return here.stage ? &stages_[*here.stage] : nullptr;
    }

    std::span<const syntax::Word> words(const Instruction& i) const { return syntax_.words_of(i); }
    std::span<const syntax::Flag> flags(const Instruction& i) const { return syntax_.flags_of(i); }

    /// A word of WORKDIR, USER or EXPOSE as BuildKit expands it at its place; nothing if the word
    /// is broken. Other words come back as they are. One word of EXPOSE may become several, with a
    /// blank between.
    std::optional<std::string_view> expanded(const syntax::Word& word) const;

    /// What stands in RUN, CMD, ENTRYPOINT and HEALTHCHECK.
    const Commands& commands() const { return commands_; }
    /// Those of them that install, upgrade, remove or clean packages.
    const Packages& packages() const { return packages_; }
    /// What a build fetches by itself.
    const Downloads& downloads() const { return downloads_; }
    /// What COPY and ADD bring into one stage, in order, without those of the stages that it builds on and
    /// what stands behind ONBUILD.
    std::span<const Copied> copies(const Stage& stage) const;
    /// Those of one stage, in order.
    std::span<const ShellText> shell_texts(const Stage& stage) const;
    std::span<const Command> commands(const Stage& stage) const;
    std::span<const PackageCommand> package_commands(const Stage& stage) const;
    const Instruction& instruction(const ShellText& text) const {
        const Instruction& owner = syntax_.instructions[text.instruction];
        return text.onbuild && owner.nested ? syntax_.nested[*owner.nested] : owner;
    }

    /// What gives the variable its value in front of an instruction of a stage, there or in the
    /// stages below; null if nothing does.
    const Binding* binding(std::string_view name, const Instruction& before) const;

    /// The last stage of that name (any case) with an index below `before`, or null.
    const Stage* stage_named(std::string_view name, std::uint32_t before) const;

    /// The stage with an index below `before` that a `from` means, by its name or its number, or null.
    const Stage* stage_from(std::string_view name, std::uint32_t before) const;

    /// What is in force before the first FROM: the first of bindings().
    std::span<const Binding> globals() const { return std::span(bindings_).first(globals_); }

    /// The global ARG or predefined argument of that name, or null.
    const Binding* global(std::string_view name) const;

private:
    friend class Builder;
    explicit Document(std::string text) : text_(std::move(text)) {}

    struct ExpandedWord {
        std::uint32_t word;
        std::optional<std::string_view> text;
    };

    struct StageName {
        std::string_view name; ///< in lower case
        std::uint32_t stage;

        auto operator<=>(const StageName&) const = default;
    };

    std::string text_;
    syntax::File syntax_;
    Arena arena_;
    std::vector<Stage> stages_;
    std::vector<StageName> stage_names_; // sorted
    std::vector<Context> contexts_;
    std::vector<Binding> bindings_; // first the predefined and global ones
    std::uint32_t globals_ = 0;
    std::vector<Reference> references_;
    std::vector<ExpandedWord> expanded_; // sorted by word
    Commands commands_;
    Packages packages_;
    Downloads downloads_;
    std::vector<Copied> copies_; // in order
    std::vector<std::uint32_t> by_keyword_;
    std::array<std::uint32_t, 20> first_of_keyword_{};
};

} // namespace dockwright::model
