#include "lsp/client.hpp"
#include <algorithm>

namespace dockwright::lsp {
namespace {

template <typename T>
bool holds(const std::vector<T>& list, T wanted) {
    return std::ranges::find(list, wanted) != list.end();
}

/// The first of the client's that we know. Without any, the protocol's default.
Encoding encoding_of(const ClientCapabilities& capabilities) {
    if (capabilities.general && capabilities.general->position_encodings) {
        for (const PositionEncodingKind kind : *capabilities.general->position_encodings) {
            switch (kind) {
            case PositionEncodingKind::utf8: return Encoding::utf8;
            case PositionEncodingKind::utf16: return Encoding::utf16;
            case PositionEncodingKind::utf32: return Encoding::utf32;
            case PositionEncodingKind::unrecognised: break;
            }
        }
    }
    return Encoding::utf16;
}

void read_tags(const std::optional<DiagnosticTagSupport>& support, Client& client) {
    if (support) {
        client.tag_unnecessary |= holds(support->value_set, DiagnosticTag::unnecessary);
        client.tag_deprecated |= holds(support->value_set, DiagnosticTag::deprecated);
    }
}

void read_workspace(const WorkspaceClientCapabilities& workspace, Client& client) {
    client.configuration = workspace.configuration.value_or(false);
    client.document_changes =
        workspace.workspace_edit && workspace.workspace_edit->document_changes.value_or(false);
    client.registers_configuration = workspace.did_change_configuration &&
                                     workspace.did_change_configuration->dynamic_registration.value_or(false);
    client.registers_watched_files = workspace.did_change_watched_files &&
                                     workspace.did_change_watched_files->dynamic_registration.value_or(false);
    client.refreshes_diagnostics =
        workspace.diagnostics && workspace.diagnostics->refresh_support.value_or(false);
    client.refreshes_code_lenses =
        workspace.code_lens && workspace.code_lens->refresh_support.value_or(false);
    client.refreshes_inlay_hints =
        workspace.inlay_hint && workspace.inlay_hint->refresh_support.value_or(false);
}

void read_diagnostics(const TextDocumentClientCapabilities& text, Client& client) {
    client.pulls_diagnostics = text.diagnostic.has_value();
    if (const auto& pushed = text.publish_diagnostics) {
        client.related_information = pushed->related_information.value_or(false);
        client.code_description = pushed->code_description_support.value_or(false);
        client.diagnostic_version = pushed->version_support.value_or(false);
        read_tags(pushed->tag_support, client);
    }
    if (const auto& pulled = text.diagnostic) {
        client.related_information |= pulled->related_information.value_or(false);
        client.code_description |= pulled->code_description_support.value_or(false);
        read_tags(pulled->tag_support, client);
    }
}

} // namespace

Client client_of(const ClientCapabilities& capabilities) {
    Client client{.encoding = encoding_of(capabilities)};
    if (capabilities.workspace) {
        read_workspace(*capabilities.workspace, client);
    }
    if (capabilities.text_document) {
        const TextDocumentClientCapabilities& text = *capabilities.text_document;
        read_diagnostics(text, client);
        if (text.hover && text.hover->content_format) {
            // The order is the client's preference, but either is right where it takes both.
            client.markdown = holds(*text.hover->content_format, MarkupKind::markdown);
        }
        client.code_lenses = text.code_lens.has_value();
        client.inlay_hints = text.inlay_hint.has_value();
        client.label_details = text.completion && text.completion->completion_item &&
                               text.completion->completion_item->label_details_support.value_or(false);
        if (text.code_action) {
            client.code_action_literals = text.code_action->code_action_literal_support.has_value();
            client.preferred_actions = text.code_action->is_preferred_support.value_or(false);
        }
    }
    return client;
}

PositionEncodingKind encoding_kind(Encoding encoding) {
    switch (encoding) {
    case Encoding::utf8: return PositionEncodingKind::utf8;
    case Encoding::utf16: return PositionEncodingKind::utf16;
    case Encoding::utf32: return PositionEncodingKind::utf32;
    }
    return PositionEncodingKind::utf16;
}

} // namespace dockwright::lsp
