#include "ide/hover.hpp"
#include "config/explain.hpp"
#include "ide/card.hpp"
#include "ide/rule_card.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.hover_provider = true;
}

/// A key of a configuration is told of as an instruction is.
std::optional<ide::HoverText> text_at(const Snapshot& snapshot, Offset at) {
    if (snapshot.is_dockerfile()) {
        return ide::hover(snapshot.document(), at);
    }
    if (snapshot.open.role() != OpenDocument::Role::configuration) {
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

/// What the place itself means, be there a finding or not.
std::optional<Hover> meaning(const Snapshot& snapshot, Offset at) {
    if (const auto found = text_at(snapshot, at)) {
        return Hover{.contents = content(snapshot, *found), .range = snapshot.range(found->span)};
    }
    if (!snapshot.is_dockerfile()) {
        return std::nullopt;
    }
    const auto card = ide::card(snapshot.gpu(), at);
    return card ? std::optional(
                      Hover{.contents = content(snapshot, card->text), .range = snapshot.range(card->span)})
                : std::nullopt;
}

std::optional<Hover> show(const Snapshot& snapshot, const HoverParams& params) {
    const Offset at = snapshot.offset(params.position);
    auto hover = meaning(snapshot, at);
    const lint::Finding* finding =
        snapshot.is_configuration() ? nullptr : ide::finding_at(snapshot.findings(), at);
    if (finding == nullptr) {
        return hover;
    }
    MarkupContent card = content(snapshot, ide::rule_card(*finding->rule));
    if (!hover) {
        return Hover{.contents = std::move(card), .range = snapshot.range(finding->span)};
    }
    hover->contents.value += snapshot.client.markdown ? "\n\n---\n\n" : "\n\n";
    hover->contents.value += card.value;
    return hover;
}

void bind(Binder& binder) {
    binder.on<HoverRequest>(show);
}

} // namespace

extern constexpr Feature hover{.name = "hover", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features
