#pragma once

/// LSP's own error codes, beside those of JSON-RPC (rpc/message.hpp).
namespace dockwright::lsp::error_code {

inline constexpr int server_not_initialized = -32002;
/// The request was right but can't be done; clients show the message to the person.
inline constexpr int request_failed = -32803;
inline constexpr int request_cancelled = -32800;

} // namespace dockwright::lsp::error_code
