#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

/// Only configurations and files that decide how something is built and run are watched, so any event
/// will do.
void did_change(Session& session, const DidChangeWatchedFilesParams& /*params*/) {
    session.look_around();
}

void bind(Binder& binder) {
    binder.on<DidChangeWatchedFilesNotification>(did_change);
}

} // namespace

extern constexpr Feature watched_files{.name = "watched files", .bind = bind};

} // namespace dockwright::lsp::features
