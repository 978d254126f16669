#include "lsp/session.hpp"
#include "base/message.hpp"
#include "lsp/binder.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/error_code.hpp"
#include "lsp/uri.hpp"
#include "model/list_files.hpp"

namespace dockwright::lsp {

Session::Session(Outside outside)
    : outside_(std::move(outside)),
      router_({.send = [this](std::string body) { outside_.send(body); },
               .log = [this](std::string_view line) { log(MessageType::warning, line); }}) {
    bind_lifecycle();
    router_.set_gate([this](std::string_view method) { return refused(method); });
    Binder binder(*this, router_);
    for (const Feature* feature : features::all()) {
        if (feature->bind != nullptr) {
            feature->bind(binder);
        }
    }
}

void Session::log(MessageType type, std::string_view message) {
    std::string params;
    encode(params, LogMessageParams{.type = type, .message = std::string(message)});
    router_.notify(LogMessageNotification::method, params);
}

void Session::idle() {
    if (state_ != State::initialized) {
        return;
    }
    publish_mistakes(); // first: one that has been opened is then published as a document
    if (!client_.pulls_diagnostics) {
        for (auto& [key, entry] : documents_) {
            publish(entry);
        }
    }
    look_around_where_edited(); // our own findings wait for neither
    check_shells();
}

void Session::publish(Entry& entry) {
    const OpenDocument& document = *entry.document;
    if (entry.published == document.revision()) {
        return;
    }
    entry.published = document.revision();
    PublishDiagnosticsParams params{.uri = document.uri(), .diagnostics = diagnostics(snapshot(document))};
    if (client_.diagnostic_version) {
        params.version = document.version();
    }
    publish(params);
}

void Session::publish(const PublishDiagnosticsParams& params) {
    std::string out;
    encode(out, params);
    router_.notify(PublishDiagnosticsNotification::method, out);
}

OpenDocument* Session::document(std::string_view uri) {
    const auto found = documents_.find(uri_key(uri));
    return found == documents_.end() ? nullptr : found->second.document.get();
}

void Session::open(const TextDocumentItem& item) {
    const std::string key = uri_key(item.uri);
    Entry& entry = documents_[key];
    entry = {.document = std::make_unique<OpenDocument>(item.uri, item.version, item.text, client_.encoding)};
    mistakes_may_differ_ = true;
    resolve(key, entry);
    look_around(key, entry);
}

void Session::close(std::string_view uri) {
    const auto found = documents_.find(uri_key(uri));
    if (found == documents_.end()) {
        return;
    }
    if (found->second.published != 0) {
        publish({.uri = found->second.document->uri()});
    }
    documents_.erase(found);
    mistakes_may_differ_ = true;
}

void Session::look_around() {
    for (auto& [key, entry] : documents_) {
        look_around(key, entry);
    }
}

namespace {

/// Changes where other files of the build context may have to be read.
std::string list_files(const OpenDocument& document) {
    std::string out;
    for (const model::ListFile& file : model::list_files_of(document.document())) {
        out += std::to_string(static_cast<int>(file.form)) + file.path;
        for (const std::string& origin : file.origins) {
            out += '\n' + origin;
        }
        out += '\n';
    }
    return out;
}

} // namespace

void Session::look_around(std::string_view key, Entry& entry) {
    const std::optional<std::string> path = path_of(entry.document->uri());
    if (!path || !outside_.look_around) {
        return;
    }
    std::shared_ptr<const model::Document> document;
    if (entry.document->role() == OpenDocument::Role::dockerfile) {
        document = entry.document->shared_document();
        entry.compared = entry.document->revision();
        entry.looked_for = list_files(*entry.document);
    }
    outside_.look_around(*path, std::move(document),
                         [this, key = std::string(key)](Around around) { take(key, std::move(around)); });
}

/// An edit may name another requirements file. Where nobody has asked for the findings yet, they come first.
void Session::look_around_where_edited() {
    for (auto& [key, entry] : documents_) {
        const bool compared = entry.compared == entry.document->revision();
        if (compared || !entry.document->has_findings() ||
            entry.document->role() != OpenDocument::Role::dockerfile) {
            continue;
        }
        entry.compared = entry.document->revision();
        if (list_files(*entry.document) != entry.looked_for) {
            look_around(key, entry);
        }
    }
}

void Session::take(std::string_view key, Around around) {
    const auto found = documents_.find(key);
    if (found == documents_.end()) {
        return;
    }
    Entry& entry = found->second;
    bool matters = entry.document->look_around(std::move(around.surroundings));
    if (!same(entry.configuration.get(), around.configuration.get())) {
        entry.configuration = std::move(around.configuration);
        mistakes_may_differ_ = true;
        resolve(key, entry);
        entry.document->invalidate();
        matters = true;
    }
    if (matters) {
        refresh();
    }
}

/// The findings may be others though no text has changed, and what is drawn into the text.
void Session::refresh() {
    if (documents_.empty()) {
        return;
    }
    if (client_.pulls_diagnostics && client_.refreshes_diagnostics) {
        router_.request(DiagnosticRefreshRequest::method, "", [](const auto&) {});
    }
    if (client_.refreshes_code_lenses) {
        router_.request(CodeLensRefreshRequest::method, "", [](const auto&) {});
    }
    if (client_.refreshes_inlay_hints) {
        router_.request(InlayHintRefreshRequest::method, "", [](const auto&) {});
    }
}

Snapshot Session::snapshot(const OpenDocument& document) const {
    const std::string key = uri_key(document.uri());
    const Entry& entry = documents_.find(key)->second;
    const auto& hints = configured_for(key).settings.inlay_hints;
    return {.open = document,
            .client = client_,
            .settings = entry.resolved->settings(),
            .configuration = entry.configuration.get(),
            .inlay_hints = !hints || hints->enabled.value_or(true)};
}

} // namespace dockwright::lsp
