#include "ide/hover.hpp"
#include "config/explain.hpp"
#include "ide/card.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.hover_provider = true;
}

/// A key of a configuration is told of as an instruction is.
std::optional<ide::HoverText> text_at(const Snapshot& snapshot, Offset at) {
    if (!snapshot.is_configuration()) {
        return ide::hover(snapshot.document(), at);
    }
    if (snapshot.open.role() == OpenDocument::Role::hadolint_configuration) {
        return std::nullopt;
    }
    auto found = config::explain(snapshot.open.text(), at);
    return found ? std::optional(ide::HoverText{
                       .span = found->span, .heading = found->heading, .text = std::move(found->text)})
                 : std::nullopt;
}

template <typename Text>
MarkupContent content(const Snapshot& snapshot, const Text& text) {
    const bool markdown = snapshot.client.markdown;
    return {.kind = markdown ? MarkupKind::markdown : MarkupKind::plaintext,
            .value = markdown ? ide::markdown(text) : ide::plain(text)};
}

std::optional<Hover> show(const Snapshot& snapshot, const HoverParams& params) {
    const Offset at = snapshot.offset(params.position);
    if (const auto found = text_at(snapshot, at)) {
        return Hover{.contents = content(snapshot, *found), .range = snapshot.range(found->span)};
    }
    if (snapshot.is_configuration()) {
        return std::nullopt;
    }
    const auto card = ide::card(snapshot.gpu(), at);
    return card ? std::optional(
                      Hover{.contents = content(snapshot, card->text), .range = snapshot.range(card->span)})
                : std::nullopt;
}

void bind(Binder& binder) {
    binder.on<HoverRequest>(show);
}

} // namespace

extern constexpr Feature hover{.name = "hover", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
