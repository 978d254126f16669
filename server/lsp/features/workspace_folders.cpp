#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.workspace =
        WorkspaceServerCapabilities{.workspace_folders = WorkspaceFoldersServerCapabilities{
                                        .supported = true, .change_notifications = true}};
}

void did_change(Session& session, const DidChangeWorkspaceFoldersParams& params) {
    session.set_folders(params.event.added, params.event.removed);
    session.ask_settings();
}

void bind(Binder& binder) {
    binder.on<DidChangeWorkspaceFoldersNotification>(did_change);
}

} // namespace

extern constexpr Feature workspace_folders{.name = "workspace folders", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
