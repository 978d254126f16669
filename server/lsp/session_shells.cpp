#include "lint/shellcheck/scripts.hpp"
#include "lsp/session.hpp"
#include "lsp/uri.hpp"

/// The part of a session that has ShellCheck asked about the open documents: about scripts that it
/// has not seen yet, once for a document at a time. Its answers belong to scripts, never to a version
/// of a document, so that an answer that comes late is still right where it is used.
namespace dockwright::lsp {

void Session::check_shells() {
    if (!outside_.shellcheck) {
        return;
    }
    for (auto& [key, entry] : documents_) {
        if (!entry.shells_asked && entry.shells_compared != entry.document->revision() &&
            entry.document->has_findings() && entry.document->role() == OpenDocument::Role::dockerfile) {
            check_shells(key, entry);
        }
    }
}

void Session::check_shells(std::string_view key, Entry& entry) {
    OpenDocument& document = *entry.document;
    entry.shells_compared = document.revision();
    const config::Asking asking = entry.resolved->shellcheck();
    if (asking == config::Asking::never || !lint::heeds_shellcheck(entry.resolved->settings())) {
        document.take_shellcheck(nullptr);
        return;
    }
    const model::ShellCheckAnswers* known = document.shellcheck();
    std::vector<std::string> asked;
    for (lint::shellcheck::Script& script : lint::shellcheck::scripts(document.document())) {
        if (known == nullptr || !known->contains(script.text)) {
            asked.push_back(std::move(script.text));
        }
    }
    if (asked.empty()) {
        return;
    }
    entry.shells_asked = true;
    outside_.shellcheck(asked, asking == config::Asking::always,
                        [this, key = std::string(key), asked](const model::ShellCheckAnswers& answers,
                                                              const std::string& wrong) {
                            take_checked(key, asked, answers);
                            if (!wrong.empty() && !shellcheck_failure_said_) {
                                shellcheck_failure_said_ = true;
                                log(MessageType::warning, wrong);
                            }
                        });
}

/// Of scripts that are in the document still. One that was not answered is not asked about again.
void Session::take_checked(std::string_view key, const std::vector<std::string>& asked,
                           const model::ShellCheckAnswers& answers) {
    const auto found = documents_.find(key);
    if (found == documents_.end()) {
        return;
    }
    Entry& entry = found->second;
    entry.shells_asked = false;
    model::ShellCheckAnswers all =
        entry.document->shellcheck() != nullptr ? *entry.document->shellcheck() : model::ShellCheckAnswers{};
    for (const std::string& script : asked) {
        const auto answer = answers.find(script);
        all[script] = answer == answers.end() ? nullptr : answer->second;
    }
    model::ShellCheckAnswers kept;
    for (const lint::shellcheck::Script& script : lint::shellcheck::scripts(entry.document->document())) {
        if (auto one = all.extract(script.text)) {
            kept.insert(std::move(one));
        }
    }
    if (entry.document->take_shellcheck(std::make_shared<const model::ShellCheckAnswers>(std::move(kept)))) {
        refresh();
    }
}

} // namespace dockwright::lsp
