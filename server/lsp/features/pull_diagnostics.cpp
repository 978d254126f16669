#include "lsp/binder.hpp"
#include "lsp/diagnostics.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& client) {
    if (client.pulls_diagnostics) {
        capabilities.diagnostic_provider = DiagnosticOptions{
            .identifier = "dockwright", .inter_file_dependencies = false, .workspace_diagnostics = false};
    }
}

DocumentDiagnosticReport pull(const Snapshot& snapshot, const DocumentDiagnosticParams& params) {
    const std::string id = std::to_string(snapshot.open.revision());
    if (params.previous_result_id == id) {
        return UnchangedDocumentDiagnosticReport{.result_id = id};
    }
    return FullDocumentDiagnosticReport{.result_id = id, .items = diagnostics(snapshot)};
}

void bind(Binder& binder) {
    binder.on<DocumentDiagnosticRequest>(pull);
}

} // namespace

extern constexpr Feature pull_diagnostics{.name = "pull diagnostics", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
