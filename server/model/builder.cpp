#include "model/builder.hpp"
#include "base/ascii.hpp"
#include "model/commands.hpp"
#include "model/copies.hpp"
#include "model/downloads.hpp"
#include "model/packages.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// What BuildKit predefines before the first FROM, for a build of linux/amd64 on linux/amd64:
/// docs.docker.com/reference/dockerfile, "Automatic platform ARGs in the global scope".
struct Predefined {
    std::string_view name;
    std::string_view value;
};
constexpr Predefined predefined[] = {{"BUILDPLATFORM", "linux/amd64"},
                                     {"BUILDOS", "linux"},
                                     {"BUILDOSVERSION", ""},
                                     {"BUILDARCH", "amd64"},
                                     {"BUILDVARIANT", ""},
                                     {"TARGETOS", "linux"},
                                     {"TARGETOSVERSION", ""},
                                     {"TARGETARCH", "amd64"},
                                     {"TARGETPLATFORM", "linux/amd64"},
                                     {"TARGETVARIANT", ""},
                                     {"TARGETSTAGE", "default"}};

/// BuildKit gives it to each stage whose image has none (util/system/path.go).
constexpr std::string_view default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Whether `base-${TARGETARCH}` may mean a stage of that name: what stands around its variables does. With
/// nothing around them it may mean any, which says nothing.
bool may_name(std::string_view written, std::string_view stage) {
    const std::size_t close = written.rfind('}');
    const std::string_view prefix = written.substr(0, written.find('$'));
    const std::string_view suffix = close == std::string_view::npos ? "" : written.substr(close + 1);
    const std::size_t around = prefix.size() + suffix.size();
    return around > 0 && stage.size() >= around && ascii::equal(stage.substr(0, prefix.size()), prefix) &&
           ascii::equal(stage.substr(stage.size() - suffix.size()), suffix);
}

} // namespace

void Builder::run() {
    document_.syntax_ = syntax::parse(document_.text_);
    const syntax::File& file = document_.syntax_;
    variables_ = !file.variables.empty();
    document_.contexts_.resize(file.instructions.size());
    document_.references_.resize(file.variables.size());
    index_keywords();
    predefine();
    for (std::uint32_t i = 0; i < file.instructions.size(); ++i) {
        instruction(i);
    }
    end_stage(static_cast<std::uint32_t>(file.instructions.size()));
    std::ranges::sort(document_.stage_names_);
    mark_shipped();
    read_commands(document_, document_.commands_);
    read_packages(document_, document_.packages_);
    document_.copies_ = read_copies(document_);
    document_.downloads_ = read_downloads(document_);
}

void Builder::index_keywords() {
    const std::vector<Instruction>& all = document_.syntax_.instructions;
    auto& first = document_.first_of_keyword_;
    for (const Instruction& instruction : all) {
        ++first[static_cast<std::size_t>(instruction.keyword) + 1];
    }
    for (std::size_t k = 1; k < first.size(); ++k) {
        first[k] += first[k - 1];
    }
    auto next = first;
    document_.by_keyword_.resize(all.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        document_.by_keyword_[next[static_cast<std::size_t>(all[i].keyword)]++] = i;
    }
}

void Builder::predefine() {
    document_.bindings_.reserve(std::size(predefined) + 4);
    for (const Predefined& argument : predefined) {
        bind({.name = argument.name,
              .kind = Binding::Kind::predefined,
              .value = given(argument.name).value_or(argument.value)},
             globals_);
    }
    document_.globals_ = static_cast<std::uint32_t>(document_.bindings_.size());
}

void Builder::instruction(std::uint32_t index) {
    const Instruction& here = document_.syntax_.instructions[index];
    if (here.keyword == Keyword::from) {
        end_stage(index);
        begin_stage(index);
        return;
    }
    document_.contexts_[index] = now_;
    if (!now_.stage) {
        if (here.keyword == Keyword::arg) {
            global_arguments(index);
        }
        return;
    }
    if (here.keyword == Keyword::arg) {
        arguments(here, index);
        return;
    }
    resolve(here, scope_);
    switch (here.keyword) {
    case Keyword::env: environment(here, index); break;
    case Keyword::user:
        expand_words(here);
        now_.user = index;
        break;
    case Keyword::workdir:
        expand_words(here);
        now_.workdir = index;
        break;
    case Keyword::expose: expand_words(here); break;
    case Keyword::shell: now_.shell = index; break;
    default: break;
    }
}

// --- stages ---------------------------------------------------------------------------------------

void Builder::begin_stage(std::uint32_t index) {
    const syntax::File& file = document_.syntax_;
    const Instruction& from = file.instructions[index];
    const auto words = file.words_of(from);
    Stage stage{
        .index = static_cast<std::uint32_t>(document_.stages_.size()), .from = index, .end = index + 1};
    if (const syntax::Flag* platform = file.flag(from, "platform")) {
        stage.platform = platform->value;
    }
    stage.name_span = stage.as_span = {from.span.end, from.span.end};
    if (words.size() >= 3 && ascii::equal(words[1].text, "as")) {
        stage.as_span = words[1].span;
        stage.name = words[2].text;
        stage.name_span = words[2].span;
    }
    read_image(stage.image, words.empty() ? nullptr : words.data());
    bound_depth(stage.image);
    resolve(from, globals_);
    now_ = stage.image.stage ? stage_ends_[*stage.image.stage] : Context{};
    now_.stage = stage.index;
    document_.contexts_[index] = now_;
    stage.bindings_begin = stage.bindings_end = static_cast<std::uint32_t>(document_.bindings_.size());
    if (!stage.name.empty()) {
        const bool lower = std::ranges::none_of(stage.name, ascii::is_upper);
        const std::string_view name = lower ? stage.name : document_.arena_.store(ascii::lowered(stage.name));
        document_.stage_names_.push_back({name, stage.index});
        stages_by_name_[name] = stage.index;
    }
    document_.stages_.push_back(stage);
    enter_scope(document_.stages_.back());
    if (const auto below = stage.image.stage) {
        run_triggers(document_.stages_[*below]);
    }
}

/// Nobody writes so many. Whoever goes down from a stage then comes to the end, in time and on the stack;
/// what is above takes the stage for an image of which nothing is known.
void Builder::bound_depth(Image& image) {
    constexpr std::uint32_t most = 1000;
    std::uint32_t depth = image.stage ? depths_[*image.stage] + 1 : 0;
    if (depth > most) {
        image.stage.reset();
        image.known = false;
        depth = 0;
    }
    depths_.push_back(depth);
}

/// What stands behind ONBUILD in the stage below happens at the begin of this one.
void Builder::run_triggers(const Stage& below) {
    for (std::uint32_t i = below.from; i < below.end; ++i) {
        if (const Instruction* inner = document_.nested(document_.syntax_.instructions[i])) {
            if (inner->keyword == Keyword::arg) {
                arguments(*inner, i);
            } else if (inner->keyword == Keyword::env) {
                environment(*inner, i);
            }
        }
    }
}

/// What the stages below define is in force, in their order.
void Builder::enter_scope(const Stage& stage) {
    if (!variables_) {
        return;
    }
    if (stage.image.stage && *stage.image.stage + 1 == stage.index) {
        return; // the stage right above has just left its scope, which is the same
    }
    scope_.clear();
    std::vector<const Stage*> chain;
    for (const Stage* below = &stage; below->image.stage;) {
        below = &document_.stages_[*below->image.stage];
        chain.push_back(below);
    }
    if (chain.empty()) {
        bind({.name = "PATH", .kind = Binding::Kind::path, .value = default_path, .known = false}, scope_);
    }
    for (auto below = chain.rbegin(); below != chain.rend(); ++below) {
        for (std::uint32_t i = (*below)->bindings_begin; i < (*below)->bindings_end; ++i) {
            const Binding& binding = document_.bindings_[i];
            if (binding.value) {
                scope_[binding.name] = i;
            } else {
                scope_.try_emplace(binding.name, i);
            }
        }
    }
}

void Builder::end_stage(std::uint32_t index) {
    if (document_.stages_.empty()) {
        return;
    }
    Stage& stage = document_.stages_.back();
    stage.end = index;
    stage.bindings_end = static_cast<std::uint32_t>(document_.bindings_.size());
    stage_ends_.push_back(now_);
}

void Builder::mark_shipped() {
    std::vector<Stage>& stages = document_.stages_;
    if (stages.size() < 2) {
        return;
    }
    struct Use {
        bool read = false;     ///< something is copied out of it
        bool built_on = false; ///< by whatever stage
        bool shipped_on = false;
    };
    std::vector<Use> uses(stages.size());
    for (const Instruction& instruction : document_.instructions()) {
        const std::uint32_t here = document_.context(instruction).stage.value_or(0);
        const auto read = [&](std::string_view name) {
            if (const Stage* stage = document_.stage_from(name, here)) {
                uses[stage->index].read = true;
            }
        };
        for (const syntax::Flag& flag : document_.flags(instruction)) {
            if (flag.name == "from") {
                read(flag.value);
            }
            for (const syntax::MountOption& option : document_.syntax_.options_of(flag)) {
                if (option.key == "from") {
                    read(option.value);
                }
            }
        }
    }
    // A stage builds on earlier ones alone.
    for (std::size_t i = stages.size(); i-- > 0;) {
        Stage& stage = stages[i];
        stage.shipped = i + 1 == stages.size() || uses[i].shipped_on || (!uses[i].built_on && !uses[i].read);
        const auto build_on = [&](Use& below) {
            below.built_on = true;
            below.shipped_on = below.shipped_on || stage.shipped;
        };
        if (stage.image.stage) {
            build_on(uses[*stage.image.stage]);
        }
        for (std::size_t k = 0; stage.image.has_variables && k < i; ++k) { // another value, another stage
            if (!stages[k].name.empty() && may_name(stage.image.written, stages[k].name)) {
                build_on(uses[k]);
            }
        }
    }
}

void Builder::read_image(Image& image, const syntax::Word* word) {
    if (word == nullptr) {
        return;
    }
    image.written = word->text;
    image.span = word->span;
    image.has_variables = word->text.contains('$');
    const Value value = expand(word->text, globals_);
    image.name = value.text.value_or(word->text);
    image.known = value.known && value.text.has_value();
    image.parts = split_reference(image.name);
    // BuildKit keeps stage names in lower case and looks the image's name up as it is.
    const auto stage = stages_by_name_.find(image.name);
    if (stage != stages_by_name_.end()) {
        image.stage = stage->second;
    }
}

// --- variables ------------------------------------------------------------------------------------

void Builder::bind(Binding binding, Scope& scope) {
    const auto index = static_cast<std::uint32_t>(document_.bindings_.size());
    if (variables_) {
        if (binding.value) {
            scope[binding.name] = index;
        } else {
            scope.try_emplace(binding.name, index); // declared only: what has a value keeps it
        }
    }
    document_.bindings_.push_back(binding);
}

namespace {

struct Search {
    const std::unordered_map<std::string_view, std::uint32_t>& scope;
    std::span<const Binding> bindings;
    bool known = true;
};

std::optional<std::string_view> search(void* context, std::string_view name) {
    auto& here = *static_cast<Search*>(context);
    const auto found = here.scope.find(name);
    if (found == here.scope.end() || !here.bindings[found->second].value) {
        here.known = false;
        return std::nullopt;
    }
    here.known = here.known && here.bindings[found->second].known;
    return here.bindings[found->second].value;
}

} // namespace

namespace {

/// One after the other, blanks between.
std::string as_list(std::span<const std::string> words) {
    std::string out;
    for (const std::string& word : words) {
        out += out.empty() ? "" : " ";
        out += word;
    }
    return out;
}

} // namespace

Builder::Value Builder::expand(std::string_view text, const Scope& scope, Split split) {
    const char escape = document_.syntax_.escape;
    if (syntax::is_plain(text, escape)) {
        return {.text = text};
    }
    Search here{scope, document_.bindings_};
    const auto expanded = syntax::expand(text, {.get = search, .context = &here}, {.escape = escape});
    if (!expanded) {
        return {.known = false};
    }
    const std::string_view kept = split == Split::no ? document_.arena_.store(expanded->text)
                                                     : document_.arena_.store(as_list(expanded->words));
    return {.text = kept, .known = here.known};
}

void Builder::resolve(const Instruction& instruction, const Scope& scope, const Span* within) {
    const syntax::File& file = document_.syntax_;
    for (std::uint32_t i = instruction.variables.begin; i < instruction.variables.end; ++i) {
        const syntax::Variable& variable = file.variables[i];
        if (within != nullptr && !within->covers(variable.span)) {
            continue;
        }
        const auto found = scope.find(variable.name);
        if (found != scope.end()) {
            document_.references_[i].binding = found->second;
        }
    }
}

std::optional<std::string_view> Builder::given(std::string_view name) {
    for (std::size_t i = given_.size(); i-- > 0;) {
        if (given_[i].first == name) {
            return document_.arena_.store(given_[i].second);
        }
    }
    return std::nullopt;
}

Binding Builder::argument(const syntax::Word& word, std::uint32_t index, Binding::Kind kind,
                          const Scope& scope) {
    const std::size_t equals = word.text.find('=');
    Binding binding{.name = word.text.substr(0, equals), .kind = kind, .instruction = index};
    binding.span = {word.span.begin, std::min(word.span.begin + binding.name.size(), word.span.end)};
    if (const auto value = given(binding.name)) {
        binding.value = value;
    } else if (equals != std::string_view::npos) {
        const Value own = expand(word.text.substr(equals + 1), scope);
        binding.value = own.text;
        binding.known = own.known;
    }
    return binding;
}

void Builder::global_arguments(std::uint32_t index) {
    const Instruction& here = document_.syntax_.instructions[index];
    for (const syntax::Word& word : document_.syntax_.words_of(here)) {
        resolve(here, globals_, &word.span);
        bind(argument(word, index, Binding::Kind::global, globals_), globals_);
    }
    document_.globals_ = static_cast<std::uint32_t>(document_.bindings_.size());
}

void Builder::arguments(const Instruction& here, std::uint32_t index) {
    for (const syntax::Word& word : document_.syntax_.words_of(here)) {
        resolve(here, scope_, &word.span);
        Binding binding = argument(word, index, Binding::Kind::argument, scope_);
        const Binding* global =
            word.text.contains('=') || binding.value ? nullptr : document_.global(binding.name);
        if (global != nullptr) {
            binding.value = global->value;
            binding.known = global->known;
        }
        bind(binding, scope_);
    }
}

void Builder::environment(const Instruction& here, std::uint32_t index) {
    const auto words = document_.syntax_.words_of(here);
    // All values are expanded before any name is defined.
    std::vector<Binding> defined;
    defined.reserve(words.size() / 2);
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        const Value name = expand(words[i].text, scope_);
        const Value value = expand(words[i + 1].text, scope_);
        defined.push_back({.name = name.text.value_or(words[i].text),
                           .kind = Binding::Kind::environment,
                           .value = value.text,
                           .span = words[i].span,
                           .instruction = index,
                           .known = value.known});
    }
    for (const Binding& binding : defined) {
        bind(binding, scope_);
    }
}

void Builder::expand_words(const Instruction& instruction) {
    const Split split = instruction.keyword == Keyword::expose ? Split::yes : Split::no;
    for (std::uint32_t i = instruction.words.begin; i < instruction.words.end; ++i) {
        const std::string_view text = document_.syntax_.words[i].text;
        if (!syntax::is_plain(text, document_.syntax_.escape)) {
            document_.expanded_.push_back({i, expand(text, scope_, split).text});
        }
    }
}

} // namespace dockwright::model
