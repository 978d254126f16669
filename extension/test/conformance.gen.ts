// Written by protocol/generate.py: change the models in protocol/, not this.
// Compiled, never run: it fails to compile where our types and LSP's differ.
import type * as lsp from 'vscode-languageserver-protocol';
import type * as ours from '../src/protocol.gen';

function holds<Wide>(): <Narrow extends Wide>(narrow?: Narrow) => void {
  return () => undefined;
}

holds<ours.DocumentUri>()<lsp.DocumentUri>(); // received
holds<lsp.DocumentUri>()<ours.DocumentUri>(); // sent
holds<ours.ProgressToken>()<lsp.ProgressToken>(); // received
holds<ours.CodeActionKind>()<lsp.CodeActionKind>(); // received
holds<lsp.CodeActionKind>()<ours.CodeActionKind>(); // sent
holds<ours.Position>()<lsp.Position>(); // received
holds<lsp.Position>()<ours.Position>(); // sent
holds<ours.Range>()<lsp.Range>(); // received
holds<lsp.Range>()<ours.Range>(); // sent
holds<ours.Location>()<lsp.Location>(); // received
holds<lsp.Location>()<ours.Location>(); // sent
holds<ours.TextDocumentIdentifier>()<lsp.TextDocumentIdentifier>(); // received
holds<ours.VersionedTextDocumentIdentifier>()<lsp.VersionedTextDocumentIdentifier>(); // received
holds<lsp.OptionalVersionedTextDocumentIdentifier>()<ours.OptionalVersionedTextDocumentIdentifier>(); // sent
holds<lsp.TextEdit>()<ours.TextEdit>(); // sent
holds<lsp.TextDocumentEdit>()<ours.TextDocumentEdit>(); // sent
holds<lsp.WorkspaceEdit>()<ours.WorkspaceEdit>(); // sent
holds<ours.MarkupKind>()<lsp.MarkupKind>(); // received
holds<lsp.MarkupKind>()<ours.MarkupKind>(); // sent
holds<lsp.MarkupContent>()<ours.MarkupContent>(); // sent
holds<ours.PositionEncodingKind>()<lsp.PositionEncodingKind>(); // received
holds<lsp.PositionEncodingKind>()<ours.PositionEncodingKind>(); // sent
holds<ours.GeneralClientCapabilities>()<lsp.GeneralClientCapabilities>(); // received
holds<ours.DidChangeConfigurationClientCapabilities>()<lsp.DidChangeConfigurationClientCapabilities>(); // received
holds<ours.WorkspaceEditClientCapabilities>()<lsp.WorkspaceEditClientCapabilities>(); // received
holds<ours.DidChangeWatchedFilesClientCapabilities>()<lsp.DidChangeWatchedFilesClientCapabilities>(); // received
holds<ours.WorkspaceClientCapabilities>()<lsp.WorkspaceClientCapabilities>(); // received
holds<ours.DiagnosticTag>()<lsp.DiagnosticTag>(); // received
holds<lsp.DiagnosticTag>()<ours.DiagnosticTag>(); // sent
holds<ours.PublishDiagnosticsClientCapabilities>()<lsp.PublishDiagnosticsClientCapabilities>(); // received
holds<ours.DiagnosticClientCapabilities>()<lsp.DiagnosticClientCapabilities>(); // received
holds<ours.HoverClientCapabilities>()<lsp.HoverClientCapabilities>(); // received
holds<ours.CodeActionClientCapabilities>()<lsp.CodeActionClientCapabilities>(); // received
holds<ours.TextDocumentClientCapabilities>()<lsp.TextDocumentClientCapabilities>(); // received
holds<ours.ClientCapabilities>()<lsp.ClientCapabilities>(); // received
holds<ours.WorkspaceFolder>()<lsp.WorkspaceFolder>(); // received
holds<ours.TraceValues>()<lsp.TraceValues>(); // received
holds<ours.InitializeParams>()<lsp.InitializeParams>(); // received
holds<lsp.TextDocumentSyncKind>()<ours.TextDocumentSyncKind>(); // sent
holds<lsp.SaveOptions>()<ours.SaveOptions>(); // sent
holds<lsp.TextDocumentSyncOptions>()<ours.TextDocumentSyncOptions>(); // sent
holds<lsp.CodeActionOptions>()<ours.CodeActionOptions>(); // sent
holds<lsp.CompletionOptions>()<ours.CompletionOptions>(); // sent
holds<lsp.DiagnosticOptions>()<ours.DiagnosticOptions>(); // sent
holds<lsp.ServerCapabilities>()<ours.ServerCapabilities>(); // sent
holds<lsp.InitializeResult>()<ours.InitializeResult>(); // sent
holds<ours.InitializedParams>()<lsp.InitializedParams>(); // received
holds<ours.SetTraceParams>()<lsp.SetTraceParams>(); // received
holds<lsp.Registration>()<ours.Registration>(); // sent
holds<lsp.RegistrationParams>()<ours.RegistrationParams>(); // sent
holds<ours.TextDocumentItem>()<lsp.TextDocumentItem>(); // received
holds<ours.DidOpenTextDocumentParams>()<lsp.DidOpenTextDocumentParams>(); // received
holds<ours.TextDocumentContentChangeEvent>()<lsp.TextDocumentContentChangeEvent>(); // received
holds<ours.DidChangeTextDocumentParams>()<lsp.DidChangeTextDocumentParams>(); // received
holds<ours.DidSaveTextDocumentParams>()<lsp.DidSaveTextDocumentParams>(); // received
holds<ours.DidCloseTextDocumentParams>()<lsp.DidCloseTextDocumentParams>(); // received
holds<ours.DiagnosticSeverity>()<lsp.DiagnosticSeverity>(); // received
holds<lsp.DiagnosticSeverity>()<ours.DiagnosticSeverity>(); // sent
holds<ours.CodeDescription>()<lsp.CodeDescription>(); // received
holds<lsp.CodeDescription>()<ours.CodeDescription>(); // sent
holds<ours.DiagnosticRelatedInformation>()<lsp.DiagnosticRelatedInformation>(); // received
holds<lsp.DiagnosticRelatedInformation>()<ours.DiagnosticRelatedInformation>(); // sent
holds<ours.Diagnostic>()<lsp.Diagnostic>(); // received
holds<lsp.Diagnostic>()<ours.Diagnostic>(); // sent
holds<lsp.PublishDiagnosticsParams>()<ours.PublishDiagnosticsParams>(); // sent
holds<ours.DocumentDiagnosticParams>()<lsp.DocumentDiagnosticParams>(); // received
holds<lsp.FullDocumentDiagnosticReport>()<ours.FullDocumentDiagnosticReport>(); // sent
holds<lsp.UnchangedDocumentDiagnosticReport>()<ours.UnchangedDocumentDiagnosticReport>(); // sent
holds<lsp.DocumentDiagnosticReport>()<ours.DocumentDiagnosticReport>(); // sent
holds<ours.HoverParams>()<lsp.HoverParams>(); // received
holds<lsp.Hover>()<ours.Hover>(); // sent
holds<ours.CodeActionTriggerKind>()<lsp.CodeActionTriggerKind>(); // received
holds<ours.CodeActionContext>()<lsp.CodeActionContext>(); // received
holds<ours.CodeActionParams>()<lsp.CodeActionParams>(); // received
holds<lsp.CodeAction>()<ours.CodeAction>(); // sent
holds<ours.CompletionParams>()<lsp.CompletionParams>(); // received
holds<lsp.CompletionItemKind>()<ours.CompletionItemKind>(); // sent
holds<lsp.CompletionItem>()<ours.CompletionItem>(); // sent
holds<ours.WorkspaceFoldersChangeEvent>()<lsp.WorkspaceFoldersChangeEvent>(); // received
holds<ours.DidChangeWorkspaceFoldersParams>()<lsp.DidChangeWorkspaceFoldersParams>(); // received
holds<ours.DidChangeConfigurationParams>()<lsp.DidChangeConfigurationParams>(); // received
holds<lsp.ConfigurationItem>()<ours.ConfigurationItem>(); // sent
holds<lsp.ConfigurationParams>()<ours.ConfigurationParams>(); // sent
holds<ours.FileEvent>()<lsp.FileEvent>(); // received
holds<ours.DidChangeWatchedFilesParams>()<lsp.DidChangeWatchedFilesParams>(); // received
holds<lsp.MessageType>()<ours.MessageType>(); // sent
holds<lsp.LogMessageParams>()<ours.LogMessageParams>(); // sent
