#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

/// A client that is asked sends null, or what it once was told to send: it is asked anew.
void did_change(Session& session, const DidChangeConfigurationParams& params) {
    if (session.client().configuration) {
        session.ask_settings();
    } else {
        session.take_settings(params.settings);
    }
}

void bind(Binder& binder) {
    binder.on<DidChangeConfigurationNotification>(did_change);
}

} // namespace

extern constexpr Feature settings{.name = "settings", .bind = bind};

} // namespace dockwright::lsp::features
