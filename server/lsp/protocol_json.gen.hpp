// Written by protocol/generate.py from protocol/lsp.model: change that, not this.
// clang-format off
#pragma once
#include "lsp/protocol.gen.hpp"
#include <string>

namespace boost::json {
class value;
}

/// Decoding answers false and says where and why, such as `.position.line: expected an unsigned
/// integer`; what it has filled by then is of no use. Unknown members are ignored. Encoding appends.
namespace dockwright::lsp {

bool decode(const boost::json::value& from, Position& into, std::string& error);
void encode(std::string& out, const Position& from);
bool decode(const boost::json::value& from, Range& into, std::string& error);
void encode(std::string& out, const Range& from);
bool decode(const boost::json::value& from, Location& into, std::string& error);
void encode(std::string& out, const Location& from);
bool decode(const boost::json::value& from, TextDocumentIdentifier& into, std::string& error);
bool decode(const boost::json::value& from, VersionedTextDocumentIdentifier& into, std::string& error);
void encode(std::string& out, const OptionalVersionedTextDocumentIdentifier& from);
void encode(std::string& out, const TextEdit& from);
void encode(std::string& out, const TextDocumentEdit& from);
void encode(std::string& out, const WorkspaceEdit& from);
bool decode(const boost::json::value& from, MarkupKind& into, std::string& error);
void encode(std::string& out, const MarkupKind& from);
void encode(std::string& out, const MarkupContent& from);
bool decode(const boost::json::value& from, PositionEncodingKind& into, std::string& error);
void encode(std::string& out, const PositionEncodingKind& from);
bool decode(const boost::json::value& from, GeneralClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeConfigurationClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, DiagnosticWorkspaceClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, WorkspaceEditClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, CodeLensWorkspaceClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, InlayHintWorkspaceClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeWatchedFilesClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, WorkspaceClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, DiagnosticTag& into, std::string& error);
void encode(std::string& out, const DiagnosticTag& from);
bool decode(const boost::json::value& from, DiagnosticTagSupport& into, std::string& error);
bool decode(const boost::json::value& from, PublishDiagnosticsClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, DiagnosticClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, HoverClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, CodeActionKindSupport& into, std::string& error);
bool decode(const boost::json::value& from, CodeActionLiteralSupport& into, std::string& error);
bool decode(const boost::json::value& from, CodeActionClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, CompletionItemClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, CompletionClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, CodeLensClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, InlayHintClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, TextDocumentClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, ClientCapabilities& into, std::string& error);
bool decode(const boost::json::value& from, ClientInfo& into, std::string& error);
bool decode(const boost::json::value& from, WorkspaceFolder& into, std::string& error);
bool decode(const boost::json::value& from, TraceValues& into, std::string& error);
bool decode(const boost::json::value& from, InitializeParams& into, std::string& error);
void encode(std::string& out, const TextDocumentSyncKind& from);
void encode(std::string& out, const SaveOptions& from);
void encode(std::string& out, const TextDocumentSyncOptions& from);
void encode(std::string& out, const CodeActionOptions& from);
void encode(std::string& out, const CompletionOptions& from);
void encode(std::string& out, const CodeLensOptions& from);
void encode(std::string& out, const DiagnosticOptions& from);
void encode(std::string& out, const WorkspaceFoldersServerCapabilities& from);
void encode(std::string& out, const WorkspaceServerCapabilities& from);
void encode(std::string& out, const ServerCapabilities& from);
void encode(std::string& out, const ServerInfo& from);
void encode(std::string& out, const InitializeResult& from);
bool decode(const boost::json::value& from, InitializedParams& into, std::string& error);
bool decode(const boost::json::value& from, SetTraceParams& into, std::string& error);
bool decode(const boost::json::value& from, CancelParams& into, std::string& error);
void encode(std::string& out, const Registration& from);
void encode(std::string& out, const RegistrationParams& from);
bool decode(const boost::json::value& from, TextDocumentItem& into, std::string& error);
bool decode(const boost::json::value& from, DidOpenTextDocumentParams& into, std::string& error);
bool decode(const boost::json::value& from, TextDocumentContentChangeEvent& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeTextDocumentParams& into, std::string& error);
bool decode(const boost::json::value& from, DidSaveTextDocumentParams& into, std::string& error);
bool decode(const boost::json::value& from, DidCloseTextDocumentParams& into, std::string& error);
bool decode(const boost::json::value& from, DiagnosticSeverity& into, std::string& error);
void encode(std::string& out, const DiagnosticSeverity& from);
bool decode(const boost::json::value& from, CodeDescription& into, std::string& error);
void encode(std::string& out, const CodeDescription& from);
bool decode(const boost::json::value& from, DiagnosticRelatedInformation& into, std::string& error);
void encode(std::string& out, const DiagnosticRelatedInformation& from);
bool decode(const boost::json::value& from, Diagnostic& into, std::string& error);
void encode(std::string& out, const Diagnostic& from);
void encode(std::string& out, const PublishDiagnosticsParams& from);
bool decode(const boost::json::value& from, DocumentDiagnosticParams& into, std::string& error);
void encode(std::string& out, const FullDocumentDiagnosticReport& from);
void encode(std::string& out, const UnchangedDocumentDiagnosticReport& from);
bool decode(const boost::json::value& from, HoverParams& into, std::string& error);
void encode(std::string& out, const Hover& from);
bool decode(const boost::json::value& from, CodeActionTriggerKind& into, std::string& error);
bool decode(const boost::json::value& from, CodeActionContext& into, std::string& error);
bool decode(const boost::json::value& from, CodeActionParams& into, std::string& error);
void encode(std::string& out, const CodeAction& from);
bool decode(const boost::json::value& from, CompletionTriggerKind& into, std::string& error);
bool decode(const boost::json::value& from, CompletionContext& into, std::string& error);
bool decode(const boost::json::value& from, CompletionParams& into, std::string& error);
void encode(std::string& out, const CompletionItemKind& from);
void encode(std::string& out, const CompletionItemLabelDetails& from);
void encode(std::string& out, const CompletionItem& from);
void encode(std::string& out, const CompletionList& from);
void encode(std::string& out, const Command& from);
bool decode(const boost::json::value& from, CodeLensParams& into, std::string& error);
void encode(std::string& out, const CodeLens& from);
bool decode(const boost::json::value& from, InlayHintParams& into, std::string& error);
void encode(std::string& out, const InlayHint& from);
bool decode(const boost::json::value& from, WorkspaceFoldersChangeEvent& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeWorkspaceFoldersParams& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeConfigurationParams& into, std::string& error);
void encode(std::string& out, const ConfigurationItem& from);
void encode(std::string& out, const ConfigurationParams& from);
bool decode(const boost::json::value& from, FileEvent& into, std::string& error);
bool decode(const boost::json::value& from, DidChangeWatchedFilesParams& into, std::string& error);
void encode(std::string& out, const MessageType& from);
void encode(std::string& out, const LogMessageParams& from);
void encode(std::string& out, const std::optional<Json>& from);
void encode(std::string& out, const std::variant<FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport>& from);
void encode(std::string& out, const std::optional<Hover>& from);
void encode(std::string& out, const std::optional<std::vector<CodeAction>>& from);
void encode(std::string& out, const std::optional<CompletionList>& from);
void encode(std::string& out, const std::optional<std::vector<CodeLens>>& from);
void encode(std::string& out, const std::optional<std::vector<InlayHint>>& from);
bool decode(const boost::json::value& from, std::vector<Json>& into, std::string& error);

} // namespace dockwright::lsp
