#include "lsp/configuration_mistakes.hpp"
#include "lsp/session.hpp"
#include "lsp/uri.hpp"
#include <utility>

/// The part of a session that says what is wrong with configurations that no one has open. A mistake
/// there is a rule that a Dockerfile has or lacks, and nobody would look for it in a closed file.
namespace dockwright::lsp {

/// Pushed to a client that pulls too, for it pulls what it holds open alone.
void Session::publish_mistakes() {
    if (!std::exchange(mistakes_may_differ_, false)) {
        return;
    }
    std::map<std::string, std::vector<Diagnostic>> found;
    for (const auto& [key, entry] : documents_) {
        if (entry.configuration == nullptr) {
            continue;
        }
        for (const config::Source& source : entry.configuration->sources) {
            if (source.file.mistakes.empty()) {
                continue;
            }
            std::string uri = uri_of(source.file_path());
            if (!found.contains(uri) && !documents_.contains(uri_key(uri))) {
                found.emplace(std::move(uri), mistake_diagnostics(source, client_.encoding));
            }
        }
    }
    for (const auto& [uri, old] : mistakes_) {
        if (!found.contains(uri)) {
            publish({.uri = uri});
        }
    }
    for (const auto& [uri, diagnostics] : found) {
        const auto old = mistakes_.find(uri);
        if (old == mistakes_.end() || old->second != diagnostics) {
            publish({.uri = uri, .diagnostics = diagnostics});
        }
    }
    mistakes_ = std::move(found);
}

} // namespace dockwright::lsp
