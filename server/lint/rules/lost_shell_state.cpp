#include "base/ascii.hpp"
#include "lint/insertion.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// The last simple command that the text surely comes to, if nothing stands behind it.
const shell::Node* last_command(const shell::Script& script, std::uint32_t index) {
    const shell::Node& node = script.nodes[index];
    if (node.kind == Kind::simple) {
        return node.redirections.empty() && node.terminator != shell::Terminator::background ? &node
                                                                                             : nullptr;
    }
    const auto children = script.children_of(node);
    if ((node.kind != Kind::list && node.kind != Kind::and_or) || children.empty()) {
        return nullptr;
    }
    const shell::Node& last = script.nodes[children.back()];
    return last.connector == shell::Connector::or_if ? nullptr : last_command(script, children.back());
}

bool is_alone(const model::Commands& commands, const model::ShellText& text) {
    return commands.of(text).size() == 1;
}

/// A cd back at the end of a RUN is for nothing, and harms nothing.
bool goes_back(std::span<const shell::Word> words) {
    return words.size() != 2 || words[1].text == "/" || words[1].text == "/tmp" || words[1].text == "-" ||
           words[1].text.starts_with("..") || words[1].text.starts_with('~') ||
           words[1].text.starts_with("$HOME");
}

/// Whether the RUN only comes to the folder: makes it or fetches it, then goes there.
bool goes_elsewhere_before(const model::Commands& commands, const model::ShellText& text) {
    return std::ranges::count_if(commands.of(text), [](const model::Command& command) {
               return command.name == "cd" || command.name == "pushd";
           }) > 1;
}

struct Loss {
    std::string_view what;
    std::string_view remedy;
};

std::optional<Loss> environment_loss(std::string_view program, std::span<const shell::Word> words) {
    constexpr std::string_view activation = "the activated environment";
    if ((program == "conda" || program == "mamba" || program == "micromamba") && words.size() > 1 &&
        (words[1].text == "activate" || words[1].text == "deactivate")) {
        return Loss{activation, "put its bin folder first with ENV PATH, or use `conda run -n NAME`"};
    }
    if (program == "workon" || program == "pyenv-activate") {
        return Loss{activation, "put its bin folder first with ENV PATH"};
    }
    if ((program != "source" && program != ".") || words.size() < 2) {
        return std::nullopt;
    }
    const std::string_view file = words[1].text;
    const bool venv = file == "activate" || file.ends_with("/activate") || file.ends_with("/activate\"");
    return venv ? Loss{activation, "put its bin folder first with ENV PATH"}
                : Loss{"what the file sets", "source it in the RUN that needs it, or set it with ENV"};
}

std::optional<Loss> loss(const model::Commands& commands, const model::ShellText& text,
                         const shell::Node& node) {
    const auto words = commands.script.words_of(node);
    const bool alone = is_alone(commands, text);
    if (words.empty()) {
        return std::nullopt;
    }
    const std::string_view program = words[0].text;
    if (program == "export" && words.size() > 1 && words[1].text.contains('=')) {
        return Loss{"the exported variable", "use ENV"};
    }
    if (program == "cd" && !goes_back(words) && !goes_elsewhere_before(commands, text)) {
        return Loss{"the change of folder", "use WORKDIR"};
    }
    if (program == "alias" && words.size() > 1) {
        return Loss{"the alias", "write a small script, or put it into /etc/bash.bashrc"};
    }
    if (alone && (program == "ulimit" || program == "umask") && words.size() > 1) {
        return Loss{"the setting",
                    program == "ulimit" ? "use `docker run --ulimit`" : "say it in the RUN that needs it"};
    }
    if (alone && program == "set" && words.size() > 1) {
        return Loss{"the option", "say it in the RUN that needs it, or use SHELL"};
    }
    if (program == "su" && words.size() < 4 &&
        std::ranges::none_of(words, [](const shell::Word& word) { return word.text.contains('c'); })) {
        return Loss{"the other user", "use USER"};
    }
    return environment_loss(program, words);
}

/// `export NAME=value` and `cd /folder` alone become the instruction that was meant.
void fix(Reported found, const model::Document& document, const model::ShellText& text,
         const shell::Node& node) {
    const model::Instruction& run = document.instruction(text);
    const auto words = document.commands().script.words_of(node);
    if (!is_alone(document.commands(), text) || text.onbuild || !run.flags.empty() || !run.heredocs.empty() ||
        words.size() != 2 || run.joined.pieces.size() > 1) {
        return;
    }
    const std::string_view value = words[1].text;
    const bool is_plain = value.find_first_of("`$()'\\~*?{};&|<>") == std::string_view::npos;
    // A variable is there for ENV only where the Dockerfile sets it.
    if (words[0].text == "export" && is_plain) {
        found.fix(Safety::unsafe, "Use ENV", {{run.span, "ENV " + std::string(value)}});
    } else if (words[0].text == "cd" && is_plain && value.find('"') == std::string_view::npos) {
        found.fix(Safety::unsafe, "Use WORKDIR", {{run.span, "WORKDIR " + std::string(value)}});
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : commands.texts) {
        if (text.root == shell::no_node || text.origin != model::ShellText::Origin::run || text.onbuild ||
            !text.problems.empty()) {
            continue;
        }
        const shell::Node* node = last_command(commands.script, text.root);
        const auto lost = node == nullptr ? std::nullopt : loss(commands, text, *node);
        if (lost) {
            fix(report.at(node->span,
                          "This RUN ends here, and {} with it: the next instruction knows nothing "
                          "of it. Instead, {}",
                          lost->what, lost->remedy),
                document, text, *node);
        }
    }
}

constexpr Example examples[] = {
    {.title = "what a shell forgets at its end",
     .bad = R"(
       | FROM python:3.12
       | RUN export CUDA_HOME=/usr/local/cuda
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This RUN ends here, and the exported variable with it: the next instruction knows nothing of it. Instead, use ENV
       | RUN cd /app
       ~     ^^^^^^^ This RUN ends here, and the change of folder with it: the next instruction knows nothing of it. Instead, use WORKDIR
       | RUN python -m venv /opt/venv && . /opt/venv/bin/activate
       ~                                 ^^^^^^^^^^^^^^^^^^^^^^^^ This RUN ends here, and the activated environment with it: the next instruction knows nothing of it. Instead, put its bin folder first with ENV PATH
       | RUN conda activate lab
       ~     ^^^^^^^^^^^^^^^^^^ This RUN ends here, and the activated environment with it: the next instruction knows nothing of it. Instead, put its bin folder first with ENV PATH, or use `conda run -n NAME`
       | RUN su worker
       ~     ^^^^^^^^^ This RUN ends here, and the other user with it: the next instruction knows nothing of it. Instead, use USER
       | RUN ulimit -n 4096
       ~     ^^^^^^^^^^^^^^ This RUN ends here, and the setting with it: the next instruction knows nothing of it. Instead, use `docker run --ulimit`
     )",
     .good = R"(
       | FROM python:3.12
       | ENV CUDA_HOME=/usr/local/cuda
       | WORKDIR /app
       | RUN . /opt/venv/bin/activate && pip install numpy==2.1.0
       | RUN export A=1 && make
       | RUN su worker -c make
     )"},
    {.title = "a way back is for nothing, but harms nobody", .good = R"(
       | FROM python:3.12
       | RUN git clone https://example.org/a.git && cd a && make && cd ..
       | RUN make install && cd /tmp
       | RUN test -d /app || cd /tmp
     )"},
    {.title = "made, then entered",
     .bad = R"(
       | FROM python:3.12
       | RUN mkdir -p app && cd app
       ~                     ^^^^^^ This RUN ends here, and the change of folder with it: the next instruction knows nothing of it. Instead, use WORKDIR
       | RUN echo done; source /opt/ros/setup.bash
       ~                ^^^^^^^^^^^^^^^^^^^^^^^^^^ This RUN ends here, and what the file sets with it: the next instruction knows nothing of it. Instead, source it in the RUN that needs it, or set it with ENV
     )",
     .good = R"(
       | FROM python:3.12
       | RUN source /opt/ros/setup.bash && colcon build
     )"},
};

} // namespace

extern constexpr Rule lost_shell_state{
    .id = "lost-shell-state",
    .title = "A setting of the shell that ends with its RUN",
    .why = "Each RUN starts a shell of its own, and only files outlive it. A folder that was entered, a "
           "variable that was exported, an environment that was activated are gone in the next instruction. "
           "WORKDIR, ENV, USER and SHELL say the same for all that follows.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
