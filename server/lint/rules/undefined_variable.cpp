#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/image_variables.hpp"
#include "lint/plain_bases.hpp"
#include "lint/rule.hpp"
#include "lint/same_instruction.hpp"
#include <algorithm>
#include <ranges>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// Images often set these themselves, so that a similar name in the file says nothing.
constexpr std::string_view often_from_images[] = {
    "CPATH",           "GOPATH",       "GOROOT",  "HOME",      "HOSTNAME", "JAVA_HOME",       "LANG",
    "LD_LIBRARY_PATH", "LIBRARY_PATH", "MANPATH", "NODE_PATH", "PATH",     "PKG_CONFIG_PATH", "PWD",
    "PYTHONPATH",      "SHELL",        "TERM",    "USER"};

/// What a shell or the engine sets for a process and no instruction sees.
bool is_of_the_process(std::string_view name) {
    return name == "HOME" || name == "HOSTNAME" || name == "PWD" || name == "USER";
}

bool is_often_from_images(std::string_view name) {
    return std::ranges::find(often_from_images, name) != std::end(often_from_images);
}

/// The stage and those that it builds on, until an image.
template <class Use>
void each_stage_below(const model::Document& document, const model::Stage& stage, Use use) {
    for (const model::Stage* here = &stage;; here = &document.stages()[*here->image.stage]) {
        use(*here);
        if (!here->image.stage) {
            return;
        }
    }
}

bool is_from_scratch(const model::Document& document, const model::Stage& stage) {
    bool scratch = false;
    each_stage_below(document, stage, [&](const model::Stage& below) { scratch = below.image.is_scratch(); });
    return scratch;
}

/// The ENV extends what the image has: `ENV X=$X:/more`.
bool extends(const model::Document& document, const model::Instruction& env, std::string_view name) {
    const auto words = document.words(env);
    for (std::size_t i = 0; env.keyword == model::Keyword::env && i + 1 < words.size(); i += 2) {
        if (words[i].text == name && words[i + 1].text.contains(name)) {
            return true;
        }
    }
    return false;
}

const model::Binding* defined_later(const model::Document& document, const model::Stage& stage,
                                    const model::Instruction& instruction, std::string_view name) {
    for (std::uint32_t i = stage.bindings_begin; i < stage.bindings_end; ++i) {
        const model::Binding& binding = document.bindings()[i];
        if (binding.name == name && binding.instruction &&
            *binding.instruction > document.index(instruction)) {
            return extends(document, document.instructions()[*binding.instruction], name) ? nullptr
                                                                                          : &binding;
        }
    }
    return nullptr;
}

/// Whether they differ in digits alone, as `PYTHON_VERSION` and `PYTHON3_VERSION` do on purpose.
bool differ_in_digits(std::string_view a, std::string_view b) {
    const auto no_digit = [](char c) { return !ascii::is_digit(c); };
    return std::ranges::equal(a | std::views::filter(no_digit), b | std::views::filter(no_digit));
}

/// Suggests with restraint: what looks misspelt may be a variable of the base image.
std::optional<std::string_view> nearest_name(const model::Document& document, const model::Stage& stage,
                                             std::string_view name) {
    constexpr std::size_t shortest = 5;
    if (name.size() < shortest) {
        return std::nullopt;
    }
    std::vector<std::string_view> names;
    each_stage_below(document, stage, [&](const model::Stage& below) {
        for (std::uint32_t i = below.bindings_begin; i < below.bindings_end; ++i) {
            names.push_back(document.bindings()[i].name);
        }
    });
    // In a file of thousands of names only the latest are looked through.
    constexpr std::size_t most_names = 1000;
    const std::size_t begin = names.size() - std::min(names.size(), most_names);
    const auto near = nearest(name, std::span(names).subspan(begin));
    return near && edit_distance(name, *near) <= 1 && !differ_in_digits(name, *near) ? near : std::nullopt;
}

class Judge {
public:
    Judge(const Facts& facts, Report& report, const model::Instruction& instruction,
          const model::Stage& stage)
        : document_(facts.document), report_(report), instruction_(instruction), stage_(stage),
          uses_(same_instruction_uses(facts.document, instruction)) {}

    void run() {
        bool told = uses_.empty();
        for (std::uint32_t i = instruction_.variables.begin; i < instruction_.variables.end; ++i) {
            const syntax::Variable& variable = document_.syntax().variables[i];
            const bool undefined = !document_.references()[i].binding;
            if (const SameInstruction* use = use_of(variable)) {
                same_instruction(variable, *use, undefined);
                told = true;
            } else if (undefined) {
                one(variable);
            }
        }
        if (!told) {
            // Quotes or an escape keep it from being replaced; hadolint does not see that.
            report_.at(instruction_.name_span, "The value looks like a variable of this ENV")
                .only_as("DL3044");
        }
    }

private:
    const SameInstruction* use_of(const syntax::Variable& variable) const {
        const auto words = document_.words(instruction_);
        for (const SameInstruction& use : uses_) {
            if (use.name == variable.name && words[use.used * 2 + 1].span.covers(variable.span)) {
                return &use;
            }
        }
        return nullptr;
    }

    void same_instruction(const syntax::Variable& variable, const SameInstruction& use, bool undefined) {
        if (!undefined || extends(document_, instruction_, use.name)) {
            // `ENV X=$X:/a Y=$X` may well mean what X was before.
            report_.at(variable.span, "'{}' has the value from before this ENV", variable.name)
                .only_as("DL3044")
                .as_if(undefined, "UndefinedVar");
            return;
        }
        Reported found = report_.at(
            variable.span, "'{}' is set by this same ENV, whose values are all computed before any is set",
            variable.name);
        found.as("UndefinedVar").as("DL3044");
        const auto words = document_.words(instruction_);
        if (use.defined < use.used) {
            const Span gap{words[use.used * 2 - 1].span.end, words[use.used * 2].span.begin};
            if (!gap.of(document_.text()).contains('#')) {
                // What stood there before may have come from the base image.
                found.fix(Safety::unsafe, "Set it in an ENV of its own before",
                          {{gap, "\n" + std::string(instruction_.name) + " "}});
            }
        }
    }

    void one(const syntax::Variable& variable) {
        const std::string_view name = variable.name;
        const bool has_default = variable.modifier == '-' || variable.modifier == '+';
        const model::Binding* global = document_.global(name);
        if (global != nullptr && !has_default) {
            of_global(variable, *global);
        } else if (extends(document_, instruction_, name) || has_default ||
                   is_set_by_image(document_, stage_, name)) {
            unknown(variable);
        } else if (const model::Binding* later = defined_later(document_, stage_, instruction_, name);
                   later != nullptr && !is_often_from_images(name)) {
            report_
                .at(variable.span,
                    "'{}' is only set further down; here it is empty unless the base image sets it", name)
                .as("UndefinedVar")
                .related(later->span, "It is set here");
        } else if (const auto near = nearest_name(document_, stage_, name);
                   near && !is_often_from_images(name)) {
            report_
                .at(variable.span, "Nothing sets '{}', so it is empty here; did you mean '{}'?", name, *near)
                .as("UndefinedVar")
                .fix(Safety::unsafe, "Use the name that is set", {{variable.name_span, std::string(*near)}});
        } else if (is_of_the_process(name) && plain_base(document_, stage_)) {
            report_
                .at(variable.span,
                    "'{}' has a value only while a command runs, and no image sets it here, so it is empty: "
                    "write what is meant",
                    name)
                .as("UndefinedVar");
        } else if (is_from_scratch(document_, stage_)) {
            report_.at(variable.span, "Nothing sets '{}', so it is empty here", name).as("UndefinedVar");
        } else {
            unknown(variable);
        }
    }

    void of_global(const syntax::Variable& variable, const model::Binding& global) {
        const bool predefined = global.kind == model::Binding::Kind::predefined;
        const Span from = document_.instructions()[stage_.from].span;
        Reported found =
            report_.at(variable.span,
                       predefined ? "'{}' is empty here: a stage has it only behind 'ARG {}'"
                                  : "'{}' is set before FROM, which a stage sees only behind 'ARG {}'",
                       variable.name, variable.name);
        found.as("UndefinedVar")
            .fix(Safety::safe, "Declare it in this stage",
                 {{{from.end, from.end}, "\nARG " + std::string(variable.name)}});
        if (!predefined) {
            found.related(global.span, "It is set here");
        }
    }

    /// The base image may set it.
    void unknown(const syntax::Variable& variable) {
        report_.at(variable.span, "'{}' is set by the base image or not at all", variable.name)
            .only_as("UndefinedVar");
    }

    const model::Document& document_;
    Report& report_;
    const model::Instruction& instruction_;
    const model::Stage& stage_;
    std::vector<SameInstruction> uses_;
};

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& instruction : facts.document.instructions()) {
        const model::Stage* stage = facts.document.stage_of(instruction);
        const bool apart =
            instruction.keyword == model::Keyword::from || instruction.keyword == model::Keyword::expose;
        const bool env = instruction.keyword == model::Keyword::env && instruction.words.size() > 2;
        if (stage != nullptr && !apart && (env || !instruction.variables.empty())) {
            Judge(facts, report, instruction, *stage).run();
        } else if (stage == nullptr && env && !same_instruction_uses(facts.document, instruction).empty()) {
            report
                .at(instruction.name_span,
                    "A value looks like a variable of this ENV, which no FROM precedes")
                .only_as("DL3044");
        }
    }
}

constexpr Example examples[] = {
    {.title = "an argument from before FROM",
     .bad = R"(
       | ARG VERSION=2.9.1
       | FROM python:3.12
       | ENV TORCH_VERSION=$VERSION
       ~                   ^^^^^^^^ 'VERSION' is set before FROM, which a stage sees only behind 'ARG VERSION'
       + ARG VERSION
       + ENV TORCH_VERSION=$VERSION
     )",
     .good = R"(
       | ARG VERSION=2.9.1
       | FROM python:3.12
       | ARG VERSION
       | ENV TORCH_VERSION=$VERSION
     )"},
    {.title = "a variable of the same ENV",
     .bad = R"(
       | FROM python:3.12
       | ENV APP=/app DATA=$APP/data
       ~                   ^^^^ 'APP' is set by this same ENV, whose values are all computed before any is set
     )",
     .good = R"(
       | FROM python:3.12
       | ENV APP=/app
       | ENV DATA=$APP/data
     )"},
    {.title = "a misspelt name", .bad = R"(
       | FROM python:3.12
       | ENV APP_HOME=/app
       | WORKDIR $APP_HOEM
       ~         ^^^^^^^^^ Nothing sets 'APP_HOEM', so it is empty here; did you mean 'APP_HOME'?
     )"},
    {.title = "set further down", .bad = R"(
       | FROM python:3.12
       | WORKDIR $APP_HOME
       ~         ^^^^^^^^^ 'APP_HOME' is only set further down; here it is empty unless the base image sets it
       | ENV APP_HOME=/app
     )"},
    {.title = "the home of whoever runs a command",
     .bad = R"(
       | FROM python:3.12
       | ENV CACHE=$HOME/.cache
       ~           ^^^^^ 'HOME' has a value only while a command runs, and no image sets it here, so it is empty: write what is meant
     )",
     .good = R"(
       | FROM python:3.12
       | ENV HOME=/root
       | ENV CACHE=$HOME/.cache
       | RUN mkdir $HOME/.cache
     )"},
    {.title = "an image that sets nothing", .bad = R"(
       | FROM scratch
       | COPY model $TARGET/
       ~            ^^^^^^^ Nothing sets 'TARGET', so it is empty here
     )"},
    {.title = "a platform argument without ARG", .bad = R"(
       | FROM alpine:3.22
       | LABEL built-for=$TARGETARCH
       ~                 ^^^^^^^^^^^ 'TARGETARCH' is empty here: a stage has it only behind 'ARG TARGETARCH'
       + ARG TARGETARCH
       + LABEL built-for=$TARGETARCH
     )"},
    {.title = "what the base image may set", .bad = R"(
       | FROM nvidia/cuda:12.4.1-base-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/opt/lib:$LD_LIBRARY_PATH
       ~                              ^^^^^^^^^^^^^^^^ (UndefinedVar only) 'LD_LIBRARY_PATH' is set by the base image or not at all
     )"},
    {.title = "what the base image is known to set", .bad = R"(
       | FROM node:22
       | ENV NODE_VERSIONS="20 22"
       | LABEL node=$NODE_VERSION
       ~            ^^^^^^^^^^^^^ (UndefinedVar only) 'NODE_VERSION' is set by the base image or not at all
     )"},
    {.title = "the value from before, which may be meant", .bad = R"(
       | FROM python:3.12
       | ENV PATH=/opt/bin:$PATH SEARCH=$PATH
       ~                                ^^^^^ (DL3044 only) 'PATH' has the value from before this ENV
     )"},
    {.title = "names that differ in a digit", .bad = R"(
       | FROM python:3.12
       | ENV PYTHON_VERSION=$PYTHON3_VERSION
       ~                    ^^^^^^^^^^^^^^^^ (UndefinedVar only) 'PYTHON3_VERSION' is set by the base image or not at all
     )"},
    {.title = "quotes that keep a dollar sign", .bad = R"(
       | FROM python:3.12
       | ENV A=1 B='$A'
       ~ ^^^ (DL3044 only) The value looks like a variable of this ENV
     )"},
};

} // namespace

extern constexpr Rule undefined_variable{
    .id = "undefined-variable",
    .also = {"UndefinedVar", "DL3044"},
    .title = "Variable that has no value",
    .why =
        "A variable without a value is replaced by nothing, without a word: `$APP/data` becomes `/data`. "
        "ARGs from before FROM are not seen in a stage, and an ENV sees only what earlier instructions set.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
