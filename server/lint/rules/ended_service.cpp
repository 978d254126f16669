#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

/// The node that the text ends with: the last one of its list, of `a && b` the last part.
const shell::Node* last_node(const shell::Script& script, std::uint32_t index) {
    const shell::Node& node = script.nodes[index];
    const auto children = script.children_of(node);
    if (node.terminator == shell::Terminator::background ||
        (node.kind != Kind::list && node.kind != Kind::and_or)) {
        return &node;
    }
    return children.empty() ? nullptr : last_node(script, children.back());
}

bool starts(std::span<const shell::Word> words, std::string_view verb, std::size_t at) {
    return words.size() == at + 1 && (words[at].text == verb || words[at].text == "restart");
}

/// `service NAME start`, `systemctl start NAME`, `/etc/init.d/NAME start`; not `enable`, which writes
/// a link.
bool starts_service(std::span<const shell::Word> words) {
    if (!words.empty() && words[0].text == "sudo") {
        words = words.subspan(1);
    }
    if (words.size() < 2) {
        return false;
    }
    const bool init = words[0].text.starts_with("/etc/init.d/") && starts(words, "start", 1);
    const bool service = words[0].text == "service" && starts(words, "start", 2);
    const bool systemd =
        words[0].text == "systemctl" && (words[1].text == "start" || words[1].text == "restart");
    return init || service || systemd || words[0].text == "pg_ctlcluster";
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : commands.texts) {
        if (text.root == shell::no_node || text.origin != model::ShellText::Origin::run ||
            !text.problems.empty()) {
            continue;
        }
        const shell::Node* node = last_node(commands.script, text.root);
        if (node == nullptr || node->connector == shell::Connector::or_if) {
            continue;
        }
        if (node->terminator == shell::Terminator::background) {
            report.at(node->span, "What runs in the background ends with this RUN: start it by CMD, when the "
                                  "container runs");
        } else if (node->kind == Kind::simple && starts_service(commands.script.words_of(*node))) {
            report.at(node->span, "The service runs until this RUN ends, so not in the container: start it "
                                  "by CMD, or from a script that CMD runs");
        }
    }
}

constexpr Example examples[] = {
    {.title = "started too early",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN apt-get update && apt-get install -y nginx && service nginx start
       ~                                                   ^^^^^^^^^^^^^^^^^^^ The service runs until this RUN ends, so not in the container: start it by CMD, or from a script that CMD runs
       | RUN sudo /etc/init.d/ssh restart
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The service runs until this RUN ends, so not in the container: start it by CMD, or from a script that CMD runs
       | RUN jupyter lab --no-browser &
       ~     ^^^^^^^^^^^^^^^^^^^^^^^^ What runs in the background ends with this RUN: start it by CMD, when the container runs
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN service postgresql start && psql -c 'create database lab'
       | RUN systemctl enable ssh
       | RUN ollama serve & sleep 5 && ollama pull llama3
       | CMD ["nginx", "-g", "daemon off;"]
     )"},
};

} // namespace

extern constexpr Rule ended_service{
    .id = "ended-service",
    .title = "A service that is started while the image is built",
    .why = "An image is files, not running programs. What a RUN starts is ended with it, and nothing is "
           "running when a container begins but what CMD and ENTRYPOINT start.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
