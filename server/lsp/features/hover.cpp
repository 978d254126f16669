#include "ide/hover.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.hover_provider = true;
}

std::optional<Hover> show(const Snapshot& snapshot, const HoverParams& params) {
    const std::optional<ide::HoverText> found =
        ide::hover(snapshot.document(), snapshot.offset(params.position));
    if (!found) {
        return std::nullopt;
    }
    const bool markdown = snapshot.client.markdown;
    return Hover{.contents = {.kind = markdown ? MarkupKind::markdown : MarkupKind::plaintext,
                              .value = markdown ? ide::markdown(*found) : ide::plain(*found)},
                 .range = snapshot.range(found->span)};
}

void bind(Binder& binder) {
    binder.on<HoverRequest>(show);
}

} // namespace

extern constexpr Feature hover{.name = "hover", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
