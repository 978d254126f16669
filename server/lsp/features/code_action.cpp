#include "base/message.hpp"
#include "base/text_edit.hpp"
#include "ide/suppress.hpp"
#include "lsp/binder.hpp"
#include "lsp/code_actions.hpp"
#include "lsp/configuration_mistakes.hpp"
#include "lsp/diagnostics.hpp"
#include <algorithm>

namespace dockwright::lsp::features {
namespace {

constexpr std::string_view quick_fix = "quickfix";
constexpr std::string_view fix_all = "source.fixAll.dockwright";

void offer(ServerCapabilities& capabilities, const Client& client) {
    if (client.code_action_literals) { // else only commands may be answered, and we have none
        capabilities.code_action_provider =
            CodeActionOptions{.code_action_kinds = {{std::string(quick_fix), std::string(fix_all)}}};
    }
}

WorkspaceEdit workspace_edit(const Snapshot& snapshot, std::span<const dockwright::TextEdit> edits) {
    std::vector<TextEdit> converted;
    for (const dockwright::TextEdit& edit : edits) {
        converted.push_back({.range = snapshot.range(edit.span), .new_text = edit.text});
    }
    const std::string& uri = snapshot.open.uri();
    if (!snapshot.client.document_changes) {
        return {.changes = {{{uri, std::move(converted)}}}};
    }
    const OptionalVersionedTextDocumentIdentifier document{.uri = uri, .version = snapshot.open.version()};
    return {.document_changes = {{{.text_document = document, .edits = std::move(converted)}}}};
}

/// Those that the client has sent along and that have this code and place.
std::vector<Diagnostic> shown_for(std::string_view code, const Range& range,
                                  const CodeActionContext& context) {
    std::vector<Diagnostic> shown;
    std::ranges::copy_if(context.diagnostics, std::back_inserter(shown), [&](const Diagnostic& diagnostic) {
        const auto* given = diagnostic.code ? std::get_if<std::string>(&*diagnostic.code) : nullptr;
        return diagnostic.range == range && given != nullptr && *given == code;
    });
    return shown;
}

CodeAction quick_action(std::string title, std::span<const dockwright::TextEdit> edits,
                        const lint::Finding& finding, const Snapshot& snapshot,
                        const CodeActionParams& params) {
    CodeAction action{
        .title = std::move(title), .kind = std::string(quick_fix), .edit = workspace_edit(snapshot, edits)};
    const std::string code = code_of(finding, snapshot.settings);
    if (auto shown = shown_for(code, snapshot.range(finding.span), params.context); !shown.empty()) {
        action.diagnostics = std::move(shown);
    }
    return action;
}

void add_fixes(std::vector<CodeAction>& actions, const lint::Finding& finding, const Snapshot& snapshot,
               const CodeActionParams& params) {
    bool preferred = false;
    for (const lint::Fix& fix : finding.fixes) {
        CodeAction action = quick_action(fix.title, fix.edits, finding, snapshot, params);
        if (snapshot.client.preferred_actions && fix.safety == lint::Safety::safe && !preferred) {
            action.is_preferred = preferred = true;
        }
        actions.push_back(std::move(action));
    }
}

std::vector<const lint::Finding*> findings_at(const Snapshot& snapshot, Span at) {
    const auto meets = [&](const lint::Finding& finding) {
        return finding.span.begin <= at.end && at.begin <= finding.span.end;
    };
    const bool repairable = std::ranges::any_of(snapshot.findings(), [&](const lint::Finding& finding) {
        return finding.rule->group == lint::Group::gpu && meets(finding);
    });
    std::vector<const lint::Finding*> here;
    for (const lint::Finding& finding : repairable ? snapshot.fixable_findings() : snapshot.findings()) {
        if (meets(finding)) {
            here.push_back(&finding);
        }
    }
    return here;
}

/// One comment may quieten several findings of an instruction; it is offered once, for all of them.
void add_suppressions(std::vector<CodeAction>& actions, std::span<const lint::Finding* const> findings,
                      const Snapshot& snapshot, const CodeActionParams& params) {
    std::vector<ide::SuppressAction> offered;
    const std::size_t first = actions.size();
    for (const lint::Finding* finding : findings) {
        const auto found = ide::suppress(snapshot.document(), *finding, snapshot.settings.preset);
        if (!found) {
            continue;
        }
        CodeAction action = quick_action(found->title, {&found->edit, 1}, *finding, snapshot, params);
        const auto same = std::ranges::find(offered, *found);
        if (same == offered.end()) {
            offered.push_back(*found);
            actions.push_back(std::move(action));
        } else if (action.diagnostics) {
            auto& shown = actions[first + static_cast<std::size_t>(same - offered.begin())].diagnostics;
            if (!shown) {
                shown.emplace();
            }
            std::ranges::move(*action.diagnostics, std::back_inserter(*shown));
        }
    }
}

/// The nearest right word in place of each wrong one.
std::vector<CodeAction> mistake_actions(const Snapshot& snapshot, const CodeActionParams& params) {
    std::vector<CodeAction> actions;
    if (!wanted(params.context.only, quick_fix)) {
        return actions;
    }
    const Span at = snapshot.span(params.range);
    for (const config::Mistake& mistake : mistakes_of(snapshot)) {
        if (mistake.replacement.empty() || mistake.span.begin > at.end || at.begin > mistake.span.end) {
            continue;
        }
        const dockwright::TextEdit edit{.span = mistake.span, .text = mistake.replacement};
        CodeAction action{.title = message("Change to '{}'", {mistake.replacement}),
                          .kind = std::string(quick_fix),
                          .edit = workspace_edit(snapshot, {&edit, 1})};
        if (auto shown = shown_for(mistake.kind, snapshot.range(mistake.span), params.context);
            !shown.empty()) {
            action.diagnostics = std::move(shown);
        }
        if (snapshot.client.preferred_actions) {
            action.is_preferred = true;
        }
        actions.push_back(std::move(action));
    }
    return actions;
}

std::optional<std::vector<CodeAction>> actions(const Snapshot& snapshot, const CodeActionParams& params) {
    std::vector<CodeAction> actions;
    if (!snapshot.client.code_action_literals) {
        return std::nullopt;
    }
    if (snapshot.is_configuration()) {
        return mistake_actions(snapshot, params);
    }
    if (wanted(params.context.only, quick_fix)) {
        const auto here = findings_at(snapshot, snapshot.span(params.range));
        for (const lint::Finding* finding : here) {
            add_fixes(actions, *finding, snapshot, params);
        }
        if (snapshot.is_dockerfile()) { // the comment would have to stand in an inline Dockerfile
            add_suppressions(actions, here, snapshot, params);
        }
    }
    if (wanted(params.context.only, fix_all)) {
        if (const auto& edits = snapshot.safe_edits(); !edits.empty()) {
            actions.push_back({.title = snapshot.is_dockerfile()
                                            ? "Fix all that is safe to fix in this Dockerfile"
                                            : "Fix all that is safe to fix in this file's Dockerfiles",
                               .kind = std::string(fix_all),
                               .edit = workspace_edit(snapshot, edits)});
        }
    }
    return actions;
}

void bind(Binder& binder) {
    binder.on<CodeActionRequest>(actions);
}

} // namespace

extern constexpr Feature code_action{.name = "code actions", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
