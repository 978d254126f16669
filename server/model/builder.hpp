#pragma once
#include "model/document.hpp"
#include "syntax/expand.hpp"
#include <string>
#include <string_view>
#include <unordered_map>

/// Private to model/: computes a Document in one pass over its instructions.
namespace dockwright::model {

class Builder {
public:
    Builder(Document& document, std::span<const BuildArgument> given) : document_(document), given_(given) {}
    void run();

private:
    using Scope = std::unordered_map<std::string_view, std::uint32_t>;

    struct Value {
        std::optional<std::string_view> text; ///< nothing: the word is broken
        bool known = true;
    };

    void index_keywords();
    void predefine();
    void instruction(std::uint32_t index);
    void begin_stage(std::uint32_t index);
    void enter_scope(const Stage& stage);
    void mark_shipped();
    void end_stage(std::uint32_t index);
    void global_arguments(std::uint32_t index);
    void bound_depth(Image& image);
    void run_triggers(const Stage& below);
    void arguments(const Instruction& here, std::uint32_t index);
    Binding argument(const syntax::Word& word, std::uint32_t index, Binding::Kind kind, const Scope& scope);
    /// What a build argument says instead of an ARG's own value.
    std::optional<std::string_view> given(std::string_view name);
    void environment(const Instruction& here, std::uint32_t index);
    void expand_words(const Instruction& instruction);
    void read_image(Image& image, const syntax::Word* word);

    /// Looks the instruction's variables up in `scope`, those in `within` alone if it is given.
    void resolve(const Instruction& instruction, const Scope& scope, const Span* within = nullptr);
    void bind(Binding binding, Scope& scope);

    /// Whether blanks in a value make several words of one, as they do in EXPOSE.
    enum class Split : std::uint8_t { no, yes };
    Value expand(std::string_view text, const Scope& scope, Split split = Split::no);

    Document& document_;
    std::span<const BuildArgument> given_;
    bool variables_ = false; ///< the file refers to any: else no scope need be kept
    Scope globals_;
    Scope scope_;
    Scope stages_by_name_; ///< in lower case; of several with one name the last
    Context now_;
    std::vector<Context> stage_ends_;
    std::vector<std::uint32_t> depths_; ///< how many stages lie below each
};

} // namespace dockwright::model
