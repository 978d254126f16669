#pragma once
#include "promise.hpp"
#include "shell/script.hpp"
#include <vector>

namespace dockwright::fuzz {

/// What must hold of any Script whose source has `size` bytes: places lie in the source, rows in
/// their tables, what is inside something lies inside its span too, and the nodes are trees.
class ScriptChecker {
public:
    ScriptChecker(const shell::Script& script, std::size_t size)
        : script_(script), size_(size), parents_(script.nodes.size()) {}

    void check() {
        for (std::uint32_t i = 0; i < script_.nodes.size(); ++i) {
            node(i);
        }
        for (const std::uint8_t parents : parents_) {
            promise(parents <= 1);
        }
        for (const shell::Problem& problem : script_.problems) {
            check_span(problem.span, size_);
        }
        for (const shell::Comment& comment : script_.comments) {
            check_span(comment.span, size_);
        }
    }

private:
    template <class T>
    static void range(shell::Range range, const std::vector<T>& all) {
        promise(range.begin <= range.end && range.end <= all.size());
    }

    /// Nodes are complete before those that hold them.
    void inside(std::uint32_t child, std::uint32_t limit, Span span) {
        promise(child < limit);
        ++parents_[child];
        promise(span.covers(script_.nodes[child].span));
    }

    void node(std::uint32_t index) {
        const shell::Node& node = script_.nodes[index];
        check_span(node.span, size_);
        check_span(node.keyword, size_);
        range(node.children, script_.children);
        range(node.words, script_.words);
        range(node.assignments, script_.assignments);
        range(node.redirections, script_.redirections);
        for (const std::uint32_t child : script_.children_of(node)) {
            inside(child, index, node.span);
        }
        for (const shell::Word& each : script_.words_of(node)) {
            word(each, node.span, index);
        }
        for (const shell::Assignment& assignment : script_.assignments_of(node)) {
            promise(node.span.covers(assignment.span) && assignment.span.covers(assignment.name_span));
            range(assignment.words, script_.words);
            for (const shell::Word& each : script_.elements_of(assignment)) {
                word(each, assignment.span, index);
            }
            if (!assignment.array) {
                word(assignment.value, assignment.span, index);
            }
        }
        for (const shell::Redirection& redirection : script_.redirections_of(node)) {
            promise(node.span.covers(redirection.span));
            if (!redirection.target.text.empty()) {
                word(redirection.target, redirection.span, index);
            }
            range(redirection.document_parts, script_.parts);
            parts(redirection.document_parts, {{0}, {static_cast<std::uint32_t>(size_)}},
                  static_cast<std::uint32_t>(script_.nodes.size()));
        }
    }

    void word(const shell::Word& word, Span span, std::uint32_t limit) {
        check_span(word.span, size_);
        promise(span.covers(word.span));
        range(word.parts, script_.parts);
        parts(word.parts, word.span, limit);
    }

    void parts(shell::Range all, Span span, std::uint32_t limit) {
        for (std::uint32_t i = all.begin; i < all.end; ++i) {
            const shell::Part& part = script_.parts[i];
            promise(span.covers(part.span) && part.inside < all.end - i);
            for (std::uint32_t k = i + 1; k <= i + part.inside; ++k) {
                promise(part.span.covers(script_.parts[k].span));
            }
            if (part.node != shell::no_node) {
                inside(part.node, limit, part.span);
            }
        }
    }

    const shell::Script& script_;
    std::size_t size_;
    std::vector<std::uint8_t> parents_;
};

} // namespace dockwright::fuzz
