#include "ide/inlay_hints.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& client) {
    if (client.inlay_hints) {
        capabilities.inlay_hint_provider = true;
    }
}

std::optional<std::vector<InlayHint>> hints(const Snapshot& snapshot, const InlayHintParams& params) {
    if (!snapshot.is_dockerfile() || !snapshot.inlay_hints) {
        return std::nullopt;
    }
    std::vector<InlayHint> all;
    for (ide::InlayHint& hint : ide::inlay_hints(snapshot.gpu(), snapshot.span(params.range))) {
        InlayHint one{
            .position = snapshot.position(hint.at), .label = std::move(hint.label), .padding_left = true};
        if (!hint.tooltip.empty()) {
            one.tooltip = std::move(hint.tooltip);
        }
        all.push_back(std::move(one));
    }
    return all;
}

void bind(Binder& binder) {
    binder.on<InlayHintRequest>(hints);
}

} // namespace

extern constexpr Feature inlay_hint{.name = "inlay hints", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
