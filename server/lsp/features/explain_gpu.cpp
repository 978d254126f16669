#include "ide/gpu_page.hpp"
#include "lsp/binder.hpp"
#include "lsp/dockwright_json.gen.hpp"

namespace dockwright::lsp::features {
namespace {

constexpr std::string_view title = "GPU Compatibility";

ide::RichText page(const Snapshot& snapshot, std::optional<std::uint32_t> stage) {
    if (!snapshot.is_dockerfile()) {
        return {{ide::Block::Kind::paragraph, ide::line("This file is no Dockerfile.")}};
    }
    return ide::gpu_page(snapshot.gpu(), snapshot.open.lines(), stage);
}

/// Always Markdown: it is a document of its own, to be shown by a viewer or read as it is.
ExplainGpuAnswer explain(const Snapshot& snapshot, const ExplainGpuParams& params) {
    return {.title = std::string(title),
            .content = {.kind = MarkupKind::markdown,
                        .value = ide::markdown(page(snapshot, params.stage)) + "\n"}};
}

void bind(Binder& binder) {
    binder.on<ExplainGpuRequest>(explain);
}

} // namespace

extern constexpr Feature explain_gpu{.name = "GPU compatibility", .bind = bind};

} // namespace dockwright::lsp::features
