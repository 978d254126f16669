#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

/// Only files that decide what a build leaves out or installs and configurations are watched, so any
/// event will do.
void did_change(Session& session, const DidChangeWatchedFilesParams& /*params*/) {
    session.look_around();
}

void bind(Binder& binder) {
    binder.on<DidChangeWatchedFilesNotification>(did_change);
}

} // namespace

extern constexpr Feature watched_files{.name = "watched files", .bind = bind};

} // namespace dockwright::lsp::features
