#pragma once
#include "base/line_index.hpp"
#include "lsp/protocol.gen.hpp"

namespace dockwright::lsp {

/// What the connected client can do: its capabilities with LSP's defaults put in, as yes or no.
/// Nothing optional is sent to a client that has not offered it.
struct Client {
    Encoding encoding = Encoding::utf16;
    bool pulls_diagnostics = false;
    bool refreshes_diagnostics = false;
    bool code_lenses = false;
    bool refreshes_code_lenses = false;
    bool inlay_hints = false;
    bool refreshes_inlay_hints = false;
    bool label_details = false;
    bool related_information = false;
    bool code_description = false;
    bool diagnostic_version = false;
    bool tag_unnecessary = false;
    bool tag_deprecated = false;
    bool markdown = false;
    bool code_action_literals = false;
    bool preferred_actions = false;
    bool document_changes = false;
    bool configuration = false;
    bool registers_configuration = false;
    bool registers_watched_files = false;

    bool operator==(const Client&) const = default;
};

Client client_of(const ClientCapabilities& capabilities);

PositionEncodingKind encoding_kind(Encoding encoding);

} // namespace dockwright::lsp
