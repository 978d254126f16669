#include "base/json_text.hpp"
#include "ide/gpu_lens.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

/// The client's own command, as the others of our extension: it shows the page of explain_gpu.
constexpr std::string_view command = "dockwright.gpu.explain";

void offer(ServerCapabilities& capabilities, const Client& client) {
    if (client.code_lenses) {
        capabilities.code_lens_provider = CodeLensOptions{};
    }
}

std::optional<std::vector<CodeLens>> lenses(const Snapshot& snapshot, const CodeLensParams& /*params*/) {
    if (!snapshot.is_dockerfile()) {
        return std::nullopt;
    }
    std::string uri;
    json_text::append(uri, snapshot.open.uri());
    std::vector<CodeLens> all;
    for (ide::GpuLens& lens : ide::gpu_lenses(snapshot.gpu())) {
        all.push_back({.range = snapshot.range(lens.span),
                       .command = Command{.title = std::move(lens.title),
                                          .command = std::string(command),
                                          .arguments = {{Json{uri}, Json{std::to_string(lens.stage)}}}}});
    }
    return all;
}

void bind(Binder& binder) {
    binder.on<CodeLensRequest>(lenses);
}

} // namespace

extern constexpr Feature code_lens{.name = "code lenses", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
