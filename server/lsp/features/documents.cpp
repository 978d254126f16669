#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.text_document_sync = TextDocumentSyncOptions{.open_close = true,
                                                              .change = TextDocumentSyncKind::incremental,
                                                              .save = SaveOptions{.include_text = false}};
}

void did_open(Session& session, const DidOpenTextDocumentParams& params) {
    session.open(params.text_document);
}

void did_change(Session& session, const DidChangeTextDocumentParams& params) {
    OpenDocument* document = session.document(params.text_document.uri);
    if (document == nullptr) {
        session.log(MessageType::warning, "A document was changed that is not open");
        return;
    }
    // Whatever the numbers say, changes hold in the order in which they come.
    const std::optional<std::int64_t> before = document->version();
    const std::optional<std::int64_t>& now = params.text_document.version;
    if (before && now && *now <= *before) {
        session.log(MessageType::warning, "A document was changed to a version that is not newer");
    }
    document->change(params.text_document.version, params.content_changes);
}

/// What COPY names may have been made meanwhile, which no watch of files tells.
void did_save(Session& session, const DidSaveTextDocumentParams& /*params*/) {
    session.look_around();
}

void did_close(Session& session, const DidCloseTextDocumentParams& params) {
    session.close(params.text_document.uri);
}

void bind(Binder& binder) {
    binder.on<DidOpenNotification>(did_open);
    binder.on<DidChangeNotification>(did_change);
    binder.on<DidSaveNotification>(did_save);
    binder.on<DidCloseNotification>(did_close);
}

} // namespace

extern constexpr Feature documents{.name = "documents", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
