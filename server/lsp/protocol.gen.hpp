// Written by protocol/generate.py from protocol/lsp.model: change that, not this.
// clang-format off
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Derived from protocol/lsp.model: plain values, no JSON (that is protocol_json.gen.hpp).
namespace dockwright::lsp {

/// Any JSON, kept as its text: what we pass on or read later.
struct Json {
    std::string text = "null";

    bool operator==(const Json&) const = default;
};

using DocumentUri = std::string;

using ProgressToken = std::variant<std::int32_t, std::string>;

/// Dotted and open: "quickfix", "source.fixAll.dockwright".
using CodeActionKind = std::string;

/// A place between two characters; both numbers from 0.
struct Position {
    std::uint32_t line = 0;
    /// In units of the negotiated encoding.
    std::uint32_t character = 0;

    bool operator==(const Position&) const = default;
};

/// The end is not part of it.
struct Range {
    Position start{};
    Position end{};

    bool operator==(const Range&) const = default;
};

struct Location {
    DocumentUri uri{};
    Range range{};

    bool operator==(const Location&) const = default;
};

struct TextDocumentIdentifier {
    DocumentUri uri{};

    bool operator==(const TextDocumentIdentifier&) const = default;
};

struct VersionedTextDocumentIdentifier {
    DocumentUri uri{};
    /// LSP says a number; clients have sent null.
    std::optional<std::int64_t> version{};

    bool operator==(const VersionedTextDocumentIdentifier&) const = default;
};

struct OptionalVersionedTextDocumentIdentifier {
    DocumentUri uri{};
    /// null says: whatever the version is.
    std::optional<std::int64_t> version{};

    bool operator==(const OptionalVersionedTextDocumentIdentifier&) const = default;
};

struct TextDocumentPositionParams {
    TextDocumentIdentifier text_document{};
    Position position{};

    bool operator==(const TextDocumentPositionParams&) const = default;
};

struct WorkDoneProgressParams {
    std::optional<ProgressToken> work_done_token{};

    bool operator==(const WorkDoneProgressParams&) const = default;
};

struct PartialResultParams {
    std::optional<ProgressToken> partial_result_token{};

    bool operator==(const PartialResultParams&) const = default;
};

struct TextEdit {
    Range range{};
    std::string new_text{};

    bool operator==(const TextEdit&) const = default;
};

struct TextDocumentEdit {
    OptionalVersionedTextDocumentIdentifier text_document{};
    std::vector<TextEdit> edits{};

    bool operator==(const TextDocumentEdit&) const = default;
};

/// One of the two members: `documentChanges` for a client that has offered it.
struct WorkspaceEdit {
    std::optional<std::map<std::string, std::vector<TextEdit>>> changes{};
    std::optional<std::vector<TextDocumentEdit>> document_changes{};

    bool operator==(const WorkspaceEdit&) const = default;
};

enum class MarkupKind : std::uint8_t {
    /// What a newer peer may say.
    unrecognised,
    plaintext,
    markdown,
};

struct MarkupContent {
    MarkupKind kind{};
    std::string value{};

    bool operator==(const MarkupContent&) const = default;
};

enum class PositionEncodingKind : std::uint8_t {
    /// What a newer peer may say.
    unrecognised,
    utf8,
    utf16,
    utf32,
};

struct GeneralClientCapabilities {
    /// In the client's order of preference; absent means utf-16 alone.
    std::optional<std::vector<PositionEncodingKind>> position_encodings{};

    bool operator==(const GeneralClientCapabilities&) const = default;
};

struct DidChangeConfigurationClientCapabilities {
    std::optional<bool> dynamic_registration{};

    bool operator==(const DidChangeConfigurationClientCapabilities&) const = default;
};

struct DiagnosticWorkspaceClientCapabilities {
    std::optional<bool> refresh_support{};

    bool operator==(const DiagnosticWorkspaceClientCapabilities&) const = default;
};

struct WorkspaceEditClientCapabilities {
    std::optional<bool> document_changes{};

    bool operator==(const WorkspaceEditClientCapabilities&) const = default;
};

struct CodeLensWorkspaceClientCapabilities {
    std::optional<bool> refresh_support{};

    bool operator==(const CodeLensWorkspaceClientCapabilities&) const = default;
};

struct InlayHintWorkspaceClientCapabilities {
    std::optional<bool> refresh_support{};

    bool operator==(const InlayHintWorkspaceClientCapabilities&) const = default;
};

struct DidChangeWatchedFilesClientCapabilities {
    std::optional<bool> dynamic_registration{};

    bool operator==(const DidChangeWatchedFilesClientCapabilities&) const = default;
};

struct WorkspaceClientCapabilities {
    std::optional<WorkspaceEditClientCapabilities> workspace_edit{};
    std::optional<DidChangeConfigurationClientCapabilities> did_change_configuration{};
    std::optional<DidChangeWatchedFilesClientCapabilities> did_change_watched_files{};
    std::optional<bool> workspace_folders{};
    std::optional<bool> configuration{};
    std::optional<DiagnosticWorkspaceClientCapabilities> diagnostics{};
    std::optional<CodeLensWorkspaceClientCapabilities> code_lens{};
    std::optional<InlayHintWorkspaceClientCapabilities> inlay_hint{};

    bool operator==(const WorkspaceClientCapabilities&) const = default;
};

enum class DiagnosticTag : std::uint32_t {
    unnecessary = 1,
    deprecated = 2,
};

struct DiagnosticTagSupport {
    std::vector<DiagnosticTag> value_set{};

    bool operator==(const DiagnosticTagSupport&) const = default;
};

struct PublishDiagnosticsClientCapabilities {
    std::optional<bool> related_information{};
    std::optional<DiagnosticTagSupport> tag_support{};
    std::optional<bool> version_support{};
    std::optional<bool> code_description_support{};

    bool operator==(const PublishDiagnosticsClientCapabilities&) const = default;
};

/// The last three are of LSP 3.18; in 3.17 those of the pushed kind hold for the pulled one too.
struct DiagnosticClientCapabilities {
    std::optional<bool> dynamic_registration{};
    std::optional<bool> related_document_support{};
    std::optional<bool> related_information{};
    std::optional<DiagnosticTagSupport> tag_support{};
    std::optional<bool> code_description_support{};

    bool operator==(const DiagnosticClientCapabilities&) const = default;
};

struct HoverClientCapabilities {
    /// In the client's order of preference; absent means plain text.
    std::optional<std::vector<MarkupKind>> content_format{};

    bool operator==(const HoverClientCapabilities&) const = default;
};

struct CodeActionKindSupport {
    std::vector<CodeActionKind> value_set{};

    bool operator==(const CodeActionKindSupport&) const = default;
};

struct CodeActionLiteralSupport {
    CodeActionKindSupport code_action_kind{};

    bool operator==(const CodeActionLiteralSupport&) const = default;
};

struct CodeActionClientCapabilities {
    /// Absent: only commands may be answered.
    std::optional<CodeActionLiteralSupport> code_action_literal_support{};
    std::optional<bool> is_preferred_support{};

    bool operator==(const CodeActionClientCapabilities&) const = default;
};

struct CompletionItemClientCapabilities {
    std::optional<bool> label_details_support{};

    bool operator==(const CompletionItemClientCapabilities&) const = default;
};

struct CompletionClientCapabilities {
    std::optional<CompletionItemClientCapabilities> completion_item{};

    bool operator==(const CompletionClientCapabilities&) const = default;
};

struct CodeLensClientCapabilities {
    std::optional<bool> dynamic_registration{};

    bool operator==(const CodeLensClientCapabilities&) const = default;
};

struct InlayHintClientCapabilities {
    std::optional<bool> dynamic_registration{};

    bool operator==(const InlayHintClientCapabilities&) const = default;
};

struct TextDocumentClientCapabilities {
    std::optional<HoverClientCapabilities> hover{};
    std::optional<CompletionClientCapabilities> completion{};
    std::optional<CodeActionClientCapabilities> code_action{};
    std::optional<CodeLensClientCapabilities> code_lens{};
    std::optional<InlayHintClientCapabilities> inlay_hint{};
    std::optional<PublishDiagnosticsClientCapabilities> publish_diagnostics{};
    std::optional<DiagnosticClientCapabilities> diagnostic{};

    bool operator==(const TextDocumentClientCapabilities&) const = default;
};

struct ClientCapabilities {
    std::optional<WorkspaceClientCapabilities> workspace{};
    std::optional<TextDocumentClientCapabilities> text_document{};
    std::optional<GeneralClientCapabilities> general{};

    bool operator==(const ClientCapabilities&) const = default;
};

struct ClientInfo {
    std::string name{};
    std::optional<std::string> version{};

    bool operator==(const ClientInfo&) const = default;
};

struct WorkspaceFolder {
    DocumentUri uri{};
    std::string name{};

    bool operator==(const WorkspaceFolder&) const = default;
};

enum class TraceValues : std::uint8_t {
    /// What a newer peer may say.
    unrecognised,
    off,
    messages,
    compact,
    verbose,
};

struct InitializeParams {
    std::optional<ProgressToken> work_done_token{};
    /// The process to end with; null for none.
    std::optional<std::int32_t> process_id{};
    std::optional<ClientInfo> client_info{};
    std::optional<DocumentUri> root_uri{};
    std::optional<Json> initialization_options{};
    ClientCapabilities capabilities{};
    std::optional<TraceValues> trace{};
    std::optional<std::vector<WorkspaceFolder>> workspace_folders{};

    bool operator==(const InitializeParams&) const = default;
};

enum class TextDocumentSyncKind : std::uint32_t {
    none = 0,
    full = 1,
    incremental = 2,
};

struct SaveOptions {
    std::optional<bool> include_text{};

    bool operator==(const SaveOptions&) const = default;
};

struct TextDocumentSyncOptions {
    std::optional<bool> open_close{};
    std::optional<TextDocumentSyncKind> change{};
    std::optional<SaveOptions> save{};

    bool operator==(const TextDocumentSyncOptions&) const = default;
};

struct CodeActionOptions {
    std::optional<std::vector<CodeActionKind>> code_action_kinds{};

    bool operator==(const CodeActionOptions&) const = default;
};

struct CompletionOptions {
    std::optional<std::vector<std::string>> trigger_characters{};

    bool operator==(const CompletionOptions&) const = default;
};

struct CodeLensOptions {
    std::optional<bool> resolve_provider{};

    bool operator==(const CodeLensOptions&) const = default;
};

struct DiagnosticOptions {
    std::optional<std::string> identifier{};
    bool inter_file_dependencies = false;
    bool workspace_diagnostics = false;

    bool operator==(const DiagnosticOptions&) const = default;
};

struct WorkspaceFoldersServerCapabilities {
    std::optional<bool> supported{};
    std::optional<bool> change_notifications{};

    bool operator==(const WorkspaceFoldersServerCapabilities&) const = default;
};

struct WorkspaceServerCapabilities {
    std::optional<WorkspaceFoldersServerCapabilities> workspace_folders{};

    bool operator==(const WorkspaceServerCapabilities&) const = default;
};

struct ServerCapabilities {
    std::optional<PositionEncodingKind> position_encoding{};
    std::optional<TextDocumentSyncOptions> text_document_sync{};
    std::optional<bool> hover_provider{};
    std::optional<CompletionOptions> completion_provider{};
    std::optional<CodeActionOptions> code_action_provider{};
    std::optional<CodeLensOptions> code_lens_provider{};
    std::optional<bool> inlay_hint_provider{};
    std::optional<DiagnosticOptions> diagnostic_provider{};
    std::optional<WorkspaceServerCapabilities> workspace{};

    bool operator==(const ServerCapabilities&) const = default;
};

struct ServerInfo {
    std::string name{};
    std::optional<std::string> version{};

    bool operator==(const ServerInfo&) const = default;
};

struct InitializeResult {
    ServerCapabilities capabilities{};
    std::optional<ServerInfo> server_info{};

    bool operator==(const InitializeResult&) const = default;
};

struct InitializedParams {

    bool operator==(const InitializedParams&) const = default;
};

struct SetTraceParams {
    TraceValues value{};

    bool operator==(const SetTraceParams&) const = default;
};

struct CancelParams {
    std::variant<std::int32_t, std::string> id{};

    bool operator==(const CancelParams&) const = default;
};

struct Registration {
    std::string id{};
    std::string method{};
    std::optional<Json> register_options{};

    bool operator==(const Registration&) const = default;
};

struct RegistrationParams {
    std::vector<Registration> registrations{};

    bool operator==(const RegistrationParams&) const = default;
};

struct TextDocumentItem {
    DocumentUri uri{};
    std::string language_id{};
    /// Any number; later ones are larger but need not follow each other.
    std::int64_t version = 0;
    std::string text{};

    bool operator==(const TextDocumentItem&) const = default;
};

struct DidOpenTextDocumentParams {
    TextDocumentItem text_document{};

    bool operator==(const DidOpenTextDocumentParams&) const = default;
};

/// Without a range, `text` is the whole document.
struct TextDocumentContentChangeEvent {
    std::optional<Range> range{};
    std::string text{};

    bool operator==(const TextDocumentContentChangeEvent&) const = default;
};

struct DidChangeTextDocumentParams {
    VersionedTextDocumentIdentifier text_document{};
    /// One after the other, each against the result of those before.
    std::vector<TextDocumentContentChangeEvent> content_changes{};

    bool operator==(const DidChangeTextDocumentParams&) const = default;
};

struct DidSaveTextDocumentParams {
    TextDocumentIdentifier text_document{};

    bool operator==(const DidSaveTextDocumentParams&) const = default;
};

struct DidCloseTextDocumentParams {
    TextDocumentIdentifier text_document{};

    bool operator==(const DidCloseTextDocumentParams&) const = default;
};

enum class DiagnosticSeverity : std::uint32_t {
    error = 1,
    warning = 2,
    information = 3,
    hint = 4,
};

struct CodeDescription {
    std::string href{};

    bool operator==(const CodeDescription&) const = default;
};

struct DiagnosticRelatedInformation {
    Location location{};
    std::string message{};

    bool operator==(const DiagnosticRelatedInformation&) const = default;
};

struct Diagnostic {
    Range range{};
    std::optional<DiagnosticSeverity> severity{};
    std::optional<std::variant<std::int32_t, std::string>> code{};
    std::optional<CodeDescription> code_description{};
    std::optional<std::string> source{};
    std::string message{};
    std::optional<std::vector<DiagnosticTag>> tags{};
    std::optional<std::vector<DiagnosticRelatedInformation>> related_information{};

    bool operator==(const Diagnostic&) const = default;
};

struct PublishDiagnosticsParams {
    DocumentUri uri{};
    std::optional<std::int64_t> version{};
    std::vector<Diagnostic> diagnostics{};

    bool operator==(const PublishDiagnosticsParams&) const = default;
};

struct DocumentDiagnosticParams {
    std::optional<ProgressToken> work_done_token{};
    std::optional<ProgressToken> partial_result_token{};
    TextDocumentIdentifier text_document{};
    std::optional<std::string> identifier{};
    std::optional<std::string> previous_result_id{};

    bool operator==(const DocumentDiagnosticParams&) const = default;
};

struct FullDocumentDiagnosticReport {
    std::optional<std::string> result_id{};
    std::vector<Diagnostic> items{};

    bool operator==(const FullDocumentDiagnosticReport&) const = default;
};

/// What the client has under `resultId` still holds.
struct UnchangedDocumentDiagnosticReport {
    std::string result_id{};

    bool operator==(const UnchangedDocumentDiagnosticReport&) const = default;
};

using DocumentDiagnosticReport = std::variant<FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport>;

struct HoverParams {
    TextDocumentIdentifier text_document{};
    Position position{};
    std::optional<ProgressToken> work_done_token{};

    bool operator==(const HoverParams&) const = default;
};

struct Hover {
    MarkupContent contents{};
    std::optional<Range> range{};

    bool operator==(const Hover&) const = default;
};

enum class CodeActionTriggerKind : std::uint32_t {
    invoked = 1,
    automatic = 2,
};

struct CodeActionContext {
    std::vector<Diagnostic> diagnostics{};
    /// Only these kinds and what lies under them: "source" takes "source.fixAll.dockwright".
    std::optional<std::vector<CodeActionKind>> only{};
    std::optional<CodeActionTriggerKind> trigger_kind{};

    bool operator==(const CodeActionContext&) const = default;
};

struct CodeActionParams {
    std::optional<ProgressToken> work_done_token{};
    std::optional<ProgressToken> partial_result_token{};
    TextDocumentIdentifier text_document{};
    Range range{};
    CodeActionContext context{};

    bool operator==(const CodeActionParams&) const = default;
};

struct CodeAction {
    std::string title{};
    std::optional<CodeActionKind> kind{};
    std::optional<std::vector<Diagnostic>> diagnostics{};
    std::optional<bool> is_preferred{};
    std::optional<WorkspaceEdit> edit{};

    bool operator==(const CodeAction&) const = default;
};

enum class CompletionTriggerKind : std::uint32_t {
    invoked = 1,
    /// One of the characters that the server has named was typed.
    trigger_character = 2,
    incomplete_completions = 3,
};

struct CompletionContext {
    CompletionTriggerKind trigger_kind{};

    bool operator==(const CompletionContext&) const = default;
};

struct CompletionParams {
    TextDocumentIdentifier text_document{};
    Position position{};
    std::optional<ProgressToken> work_done_token{};
    std::optional<ProgressToken> partial_result_token{};
    std::optional<CompletionContext> context{};

    bool operator==(const CompletionParams&) const = default;
};

enum class CompletionItemKind : std::uint32_t {
    variable = 6,
    module = 9,
    property = 10,
    value = 12,
    reference = 18,
    enum_member = 20,
};

/// For a client that can draw it in the list.
struct CompletionItemLabelDetails {
    std::optional<std::string> description{};

    bool operator==(const CompletionItemLabelDetails&) const = default;
};

struct CompletionItem {
    std::string label{};
    std::optional<CompletionItemLabelDetails> label_details{};
    std::optional<CompletionItemKind> kind{};
    std::optional<std::string> detail{};
    std::optional<std::string> documentation{};
    std::optional<std::string> sort_text{};
    std::optional<TextEdit> text_edit{};

    bool operator==(const CompletionItem&) const = default;
};

struct CompletionList {
    /// A longer word is asked for anew.
    bool is_incomplete = false;
    std::vector<CompletionItem> items{};

    bool operator==(const CompletionList&) const = default;
};

struct Command {
    std::string title{};
    /// The client's own command.
    std::string command{};
    std::optional<std::vector<Json>> arguments{};

    bool operator==(const Command&) const = default;
};

struct CodeLensParams {
    std::optional<ProgressToken> work_done_token{};
    std::optional<ProgressToken> partial_result_token{};
    TextDocumentIdentifier text_document{};

    bool operator==(const CodeLensParams&) const = default;
};

struct CodeLens {
    Range range{};
    std::optional<Command> command{};

    bool operator==(const CodeLens&) const = default;
};

struct InlayHintParams {
    std::optional<ProgressToken> work_done_token{};
    TextDocumentIdentifier text_document{};
    Range range{};

    bool operator==(const InlayHintParams&) const = default;
};

struct InlayHint {
    Position position{};
    std::string label{};
    std::optional<std::string> tooltip{};
    std::optional<bool> padding_left{};

    bool operator==(const InlayHint&) const = default;
};

struct WorkspaceFoldersChangeEvent {
    std::vector<WorkspaceFolder> added{};
    std::vector<WorkspaceFolder> removed{};

    bool operator==(const WorkspaceFoldersChangeEvent&) const = default;
};

struct DidChangeWorkspaceFoldersParams {
    WorkspaceFoldersChangeEvent event{};

    bool operator==(const DidChangeWorkspaceFoldersParams&) const = default;
};

struct DidChangeConfigurationParams {
    /// null from a client that wants to be asked.
    Json settings{};

    bool operator==(const DidChangeConfigurationParams&) const = default;
};

struct ConfigurationItem {
    std::optional<DocumentUri> scope_uri{};
    std::optional<std::string> section{};

    bool operator==(const ConfigurationItem&) const = default;
};

struct ConfigurationParams {
    std::vector<ConfigurationItem> items{};

    bool operator==(const ConfigurationParams&) const = default;
};

struct FileEvent {
    DocumentUri uri{};

    bool operator==(const FileEvent&) const = default;
};

struct DidChangeWatchedFilesParams {
    std::vector<FileEvent> changes{};

    bool operator==(const DidChangeWatchedFilesParams&) const = default;
};

enum class MessageType : std::uint32_t {
    error = 1,
    warning = 2,
    info = 3,
    log = 4,
};

struct LogMessageParams {
    MessageType type{};
    std::string message{};

    bool operator==(const LogMessageParams&) const = default;
};

/// From the client.
struct InitializeRequest {
    static constexpr std::string_view method = "initialize";
    using Params = InitializeParams;
    using Result = InitializeResult;
};

/// From the client.
struct InitializedNotification {
    static constexpr std::string_view method = "initialized";
    using Params = InitializedParams;
};

/// From the client.
struct ShutdownRequest {
    static constexpr std::string_view method = "shutdown";
    using Params = std::monostate;
    using Result = std::optional<Json>;
};

/// From the client.
struct ExitNotification {
    static constexpr std::string_view method = "exit";
    using Params = std::monostate;
};

/// From the client.
struct SetTraceNotification {
    static constexpr std::string_view method = "$/setTrace";
    using Params = SetTraceParams;
};

/// From the client.
struct CancelNotification {
    static constexpr std::string_view method = "$/cancelRequest";
    using Params = CancelParams;
};

/// From the server.
struct RegistrationRequest {
    static constexpr std::string_view method = "client/registerCapability";
    using Params = RegistrationParams;
    using Result = std::optional<Json>;
};

/// From the client.
struct DidOpenNotification {
    static constexpr std::string_view method = "textDocument/didOpen";
    using Params = DidOpenTextDocumentParams;
};

/// From the client.
struct DidChangeNotification {
    static constexpr std::string_view method = "textDocument/didChange";
    using Params = DidChangeTextDocumentParams;
};

/// From the client.
struct DidSaveNotification {
    static constexpr std::string_view method = "textDocument/didSave";
    using Params = DidSaveTextDocumentParams;
};

/// From the client.
struct DidCloseNotification {
    static constexpr std::string_view method = "textDocument/didClose";
    using Params = DidCloseTextDocumentParams;
};

/// From the server.
struct PublishDiagnosticsNotification {
    static constexpr std::string_view method = "textDocument/publishDiagnostics";
    using Params = PublishDiagnosticsParams;
};

/// From the client.
struct DocumentDiagnosticRequest {
    static constexpr std::string_view method = "textDocument/diagnostic";
    using Params = DocumentDiagnosticParams;
    using Result = DocumentDiagnosticReport;
};

/// From the server.
struct DiagnosticRefreshRequest {
    static constexpr std::string_view method = "workspace/diagnostic/refresh";
    using Params = std::monostate;
    using Result = std::optional<Json>;
};

/// From the client.
struct HoverRequest {
    static constexpr std::string_view method = "textDocument/hover";
    using Params = HoverParams;
    using Result = std::optional<Hover>;
};

/// From the client.
struct CodeActionRequest {
    static constexpr std::string_view method = "textDocument/codeAction";
    using Params = CodeActionParams;
    using Result = std::optional<std::vector<CodeAction>>;
};

/// From the client.
struct CompletionRequest {
    static constexpr std::string_view method = "textDocument/completion";
    using Params = CompletionParams;
    using Result = std::optional<CompletionList>;
};

/// From the client.
struct CodeLensRequest {
    static constexpr std::string_view method = "textDocument/codeLens";
    using Params = CodeLensParams;
    using Result = std::optional<std::vector<CodeLens>>;
};

/// From the server.
struct CodeLensRefreshRequest {
    static constexpr std::string_view method = "workspace/codeLens/refresh";
    using Params = std::monostate;
    using Result = std::optional<Json>;
};

/// From the client.
struct InlayHintRequest {
    static constexpr std::string_view method = "textDocument/inlayHint";
    using Params = InlayHintParams;
    using Result = std::optional<std::vector<InlayHint>>;
};

/// From the server.
struct InlayHintRefreshRequest {
    static constexpr std::string_view method = "workspace/inlayHint/refresh";
    using Params = std::monostate;
    using Result = std::optional<Json>;
};

/// From the client.
struct DidChangeWorkspaceFoldersNotification {
    static constexpr std::string_view method = "workspace/didChangeWorkspaceFolders";
    using Params = DidChangeWorkspaceFoldersParams;
};

/// From the client.
struct DidChangeConfigurationNotification {
    static constexpr std::string_view method = "workspace/didChangeConfiguration";
    using Params = DidChangeConfigurationParams;
};

/// From the server.
struct ConfigurationRequest {
    static constexpr std::string_view method = "workspace/configuration";
    using Params = ConfigurationParams;
    using Result = std::vector<Json>;
};

/// From the client.
struct DidChangeWatchedFilesNotification {
    static constexpr std::string_view method = "workspace/didChangeWatchedFiles";
    using Params = DidChangeWatchedFilesParams;
};

/// From the server.
struct LogMessageNotification {
    static constexpr std::string_view method = "window/logMessage";
    using Params = LogMessageParams;
};

} // namespace dockwright::lsp
