// Written by protocol/generate.py: change the models in protocol/, not this.
// Types alone: nothing of this file is in the bundle.

export type DocumentUri = string;

export type ProgressToken = number | string;

/** Dotted and open: "quickfix", "source.fixAll.dockwright". */
export type CodeActionKind = string;

/** A place between two characters; both numbers from 0. */
export interface Position {
  line: number;
  /** In units of the negotiated encoding. */
  character: number;
}

/** The end is not part of it. */
export interface Range {
  start: Position;
  end: Position;
}

export interface Location {
  uri: DocumentUri;
  range: Range;
}

export interface TextDocumentIdentifier {
  uri: DocumentUri;
}

export interface VersionedTextDocumentIdentifier {
  uri: DocumentUri;
  /** LSP says a number; clients have sent null. */
  version: number | null;
}

export interface OptionalVersionedTextDocumentIdentifier {
  uri: DocumentUri;
  /** null says: whatever the version is. */
  version: number | null;
}

export interface TextDocumentPositionParams {
  textDocument: TextDocumentIdentifier;
  position: Position;
}

export interface WorkDoneProgressParams {
  workDoneToken?: ProgressToken;
}

export interface PartialResultParams {
  partialResultToken?: ProgressToken;
}

export interface TextEdit {
  range: Range;
  newText: string;
}

export interface TextDocumentEdit {
  textDocument: OptionalVersionedTextDocumentIdentifier;
  edits: TextEdit[];
}

/** One of the two members: `documentChanges` for a client that has offered it. */
export interface WorkspaceEdit {
  changes?: { [key: string]: TextEdit[] };
  documentChanges?: TextDocumentEdit[];
}

export type MarkupKind = 'plaintext' | 'markdown';

export interface MarkupContent {
  kind: MarkupKind;
  value: string;
}

export type PositionEncodingKind = string;

export interface GeneralClientCapabilities {
  /** In the client's order of preference; absent means utf-16 alone. */
  positionEncodings?: PositionEncodingKind[];
}

export interface DidChangeConfigurationClientCapabilities {
  dynamicRegistration?: boolean;
}

export interface DiagnosticWorkspaceClientCapabilities {
  refreshSupport?: boolean;
}

export interface WorkspaceEditClientCapabilities {
  documentChanges?: boolean;
}

export interface CodeLensWorkspaceClientCapabilities {
  refreshSupport?: boolean;
}

export interface InlayHintWorkspaceClientCapabilities {
  refreshSupport?: boolean;
}

export interface DidChangeWatchedFilesClientCapabilities {
  dynamicRegistration?: boolean;
}

export interface WorkspaceClientCapabilities {
  workspaceEdit?: WorkspaceEditClientCapabilities;
  didChangeConfiguration?: DidChangeConfigurationClientCapabilities;
  didChangeWatchedFiles?: DidChangeWatchedFilesClientCapabilities;
  workspaceFolders?: boolean;
  configuration?: boolean;
  diagnostics?: DiagnosticWorkspaceClientCapabilities;
  codeLens?: CodeLensWorkspaceClientCapabilities;
  inlayHint?: InlayHintWorkspaceClientCapabilities;
}

export type DiagnosticTag = 1 | 2;

export interface DiagnosticTagSupport {
  valueSet: DiagnosticTag[];
}

export interface PublishDiagnosticsClientCapabilities {
  relatedInformation?: boolean;
  tagSupport?: DiagnosticTagSupport;
  versionSupport?: boolean;
  codeDescriptionSupport?: boolean;
}

/** The last three are of LSP 3.18; in 3.17 those of the pushed kind hold for the pulled one too. */
export interface DiagnosticClientCapabilities {
  dynamicRegistration?: boolean;
  relatedDocumentSupport?: boolean;
  relatedInformation?: boolean;
  tagSupport?: DiagnosticTagSupport;
  codeDescriptionSupport?: boolean;
}

export interface HoverClientCapabilities {
  /** In the client's order of preference; absent means plain text. */
  contentFormat?: MarkupKind[];
}

export interface CodeActionKindSupport {
  valueSet: CodeActionKind[];
}

export interface CodeActionLiteralSupport {
  codeActionKind: CodeActionKindSupport;
}

export interface CodeActionClientCapabilities {
  /** Absent: only commands may be answered. */
  codeActionLiteralSupport?: CodeActionLiteralSupport;
  isPreferredSupport?: boolean;
}

export interface CompletionItemClientCapabilities {
  labelDetailsSupport?: boolean;
}

export interface CompletionClientCapabilities {
  completionItem?: CompletionItemClientCapabilities;
}

export interface CodeLensClientCapabilities {
  dynamicRegistration?: boolean;
}

export interface InlayHintClientCapabilities {
  dynamicRegistration?: boolean;
}

export interface TextDocumentClientCapabilities {
  hover?: HoverClientCapabilities;
  completion?: CompletionClientCapabilities;
  codeAction?: CodeActionClientCapabilities;
  codeLens?: CodeLensClientCapabilities;
  inlayHint?: InlayHintClientCapabilities;
  publishDiagnostics?: PublishDiagnosticsClientCapabilities;
  diagnostic?: DiagnosticClientCapabilities;
}

export interface ClientCapabilities {
  workspace?: WorkspaceClientCapabilities;
  textDocument?: TextDocumentClientCapabilities;
  general?: GeneralClientCapabilities;
}

export interface ClientInfo {
  name: string;
  version?: string;
}

export interface WorkspaceFolder {
  uri: DocumentUri;
  name: string;
}

export type TraceValues = 'off' | 'messages' | 'compact' | 'verbose';

export interface InitializeParams {
  workDoneToken?: ProgressToken;
  /** The process to end with; null for none. */
  processId?: number | null;
  clientInfo?: ClientInfo;
  rootUri?: DocumentUri | null;
  initializationOptions?: unknown;
  capabilities: ClientCapabilities;
  trace?: TraceValues;
  workspaceFolders?: WorkspaceFolder[] | null;
}

export type TextDocumentSyncKind = 0 | 1 | 2;

export interface SaveOptions {
  includeText?: boolean;
}

export interface TextDocumentSyncOptions {
  openClose?: boolean;
  change?: TextDocumentSyncKind;
  save?: SaveOptions;
}

export interface CodeActionOptions {
  codeActionKinds?: CodeActionKind[];
}

export interface CompletionOptions {
  triggerCharacters?: string[];
}

export interface CodeLensOptions {
  resolveProvider?: boolean;
}

export interface DiagnosticOptions {
  identifier?: string;
  interFileDependencies: boolean;
  workspaceDiagnostics: boolean;
}

export interface WorkspaceFoldersServerCapabilities {
  supported?: boolean;
  changeNotifications?: boolean;
}

export interface WorkspaceServerCapabilities {
  workspaceFolders?: WorkspaceFoldersServerCapabilities;
}

export interface ServerCapabilities {
  positionEncoding?: PositionEncodingKind;
  textDocumentSync?: TextDocumentSyncOptions;
  hoverProvider?: boolean;
  completionProvider?: CompletionOptions;
  codeActionProvider?: CodeActionOptions;
  codeLensProvider?: CodeLensOptions;
  inlayHintProvider?: boolean;
  diagnosticProvider?: DiagnosticOptions;
  workspace?: WorkspaceServerCapabilities;
}

export interface ServerInfo {
  name: string;
  version?: string;
}

export interface InitializeResult {
  capabilities: ServerCapabilities;
  serverInfo?: ServerInfo;
}

export type InitializedParams = object;

export interface SetTraceParams {
  value: TraceValues;
}

export interface CancelParams {
  id: number | string;
}

export interface Registration {
  id: string;
  method: string;
  registerOptions?: unknown;
}

export interface RegistrationParams {
  registrations: Registration[];
}

export interface TextDocumentItem {
  uri: DocumentUri;
  languageId: string;
  /** Any number; later ones are larger but need not follow each other. */
  version: number;
  text: string;
}

export interface DidOpenTextDocumentParams {
  textDocument: TextDocumentItem;
}

/** Without a range, `text` is the whole document. */
export interface TextDocumentContentChangeEvent {
  range?: Range;
  text: string;
}

export interface DidChangeTextDocumentParams {
  textDocument: VersionedTextDocumentIdentifier;
  /** One after the other, each against the result of those before. */
  contentChanges: TextDocumentContentChangeEvent[];
}

export interface DidSaveTextDocumentParams {
  textDocument: TextDocumentIdentifier;
}

export interface DidCloseTextDocumentParams {
  textDocument: TextDocumentIdentifier;
}

export type DiagnosticSeverity = 1 | 2 | 3 | 4;

export interface CodeDescription {
  href: string;
}

export interface DiagnosticRelatedInformation {
  location: Location;
  message: string;
}

export interface Diagnostic {
  range: Range;
  severity?: DiagnosticSeverity;
  code?: number | string;
  codeDescription?: CodeDescription;
  source?: string;
  message: string;
  tags?: DiagnosticTag[];
  relatedInformation?: DiagnosticRelatedInformation[];
}

export interface PublishDiagnosticsParams {
  uri: DocumentUri;
  version?: number;
  diagnostics: Diagnostic[];
}

export interface DocumentDiagnosticParams {
  workDoneToken?: ProgressToken;
  partialResultToken?: ProgressToken;
  textDocument: TextDocumentIdentifier;
  identifier?: string;
  previousResultId?: string;
}

export interface FullDocumentDiagnosticReport {
  kind: 'full';
  resultId?: string;
  items: Diagnostic[];
}

/** What the client has under `resultId` still holds. */
export interface UnchangedDocumentDiagnosticReport {
  kind: 'unchanged';
  resultId: string;
}

export type DocumentDiagnosticReport = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

export interface HoverParams {
  textDocument: TextDocumentIdentifier;
  position: Position;
  workDoneToken?: ProgressToken;
}

export interface Hover {
  contents: MarkupContent;
  range?: Range;
}

export type CodeActionTriggerKind = 1 | 2;

export interface CodeActionContext {
  diagnostics: Diagnostic[];
  /** Only these kinds and what lies under them: "source" takes "source.fixAll.dockwright". */
  only?: CodeActionKind[];
  triggerKind?: CodeActionTriggerKind;
}

export interface CodeActionParams {
  workDoneToken?: ProgressToken;
  partialResultToken?: ProgressToken;
  textDocument: TextDocumentIdentifier;
  range: Range;
  context: CodeActionContext;
}

export interface CodeAction {
  title: string;
  kind?: CodeActionKind;
  diagnostics?: Diagnostic[];
  isPreferred?: boolean;
  edit?: WorkspaceEdit;
}

export type CompletionTriggerKind = 1 | 2 | 3;

export interface CompletionContext {
  triggerKind: CompletionTriggerKind;
}

export interface CompletionParams {
  textDocument: TextDocumentIdentifier;
  position: Position;
  workDoneToken?: ProgressToken;
  partialResultToken?: ProgressToken;
  context?: CompletionContext;
}

export type CompletionItemKind = 6 | 9 | 10 | 12 | 18 | 20;

/** For a client that can draw it in the list. */
export interface CompletionItemLabelDetails {
  description?: string;
}

export interface CompletionItem {
  label: string;
  labelDetails?: CompletionItemLabelDetails;
  kind?: CompletionItemKind;
  detail?: string;
  documentation?: string;
  sortText?: string;
  textEdit?: TextEdit;
}

export interface CompletionList {
  /** A longer word is asked for anew. */
  isIncomplete: boolean;
  items: CompletionItem[];
}

export interface Command {
  title: string;
  /** The client's own command. */
  command: string;
  arguments?: unknown[];
}

export interface CodeLensParams {
  workDoneToken?: ProgressToken;
  partialResultToken?: ProgressToken;
  textDocument: TextDocumentIdentifier;
}

export interface CodeLens {
  range: Range;
  command?: Command;
}

export interface InlayHintParams {
  workDoneToken?: ProgressToken;
  textDocument: TextDocumentIdentifier;
  range: Range;
}

export interface InlayHint {
  position: Position;
  label: string;
  tooltip?: string;
  paddingLeft?: boolean;
}

export interface WorkspaceFoldersChangeEvent {
  added: WorkspaceFolder[];
  removed: WorkspaceFolder[];
}

export interface DidChangeWorkspaceFoldersParams {
  event: WorkspaceFoldersChangeEvent;
}

export interface DidChangeConfigurationParams {
  /** null from a client that wants to be asked. */
  settings: unknown;
}

export interface ConfigurationItem {
  scopeUri?: DocumentUri;
  section?: string;
}

export interface ConfigurationParams {
  items: ConfigurationItem[];
}

export interface FileEvent {
  uri: DocumentUri;
}

export interface DidChangeWatchedFilesParams {
  changes: FileEvent[];
}

export type MessageType = 1 | 2 | 3 | 4;

export interface LogMessageParams {
  type: MessageType;
  message: string;
}

/**
 * What is wrong, for a person, and what to do about it. Ours to answer with: a request that could be
 * understood but not be done is no protocol error.
 */
export interface ProblemAnswer {
  /** Kebab-case and stable: "engine-not-running", "no-such-container". */
  kind: string;
  /** One sentence. */
  message: string;
  /** A sentence or a command; may be empty. */
  nextStep: string;
}

/** One container, as a list of choices shows it. */
export interface ContainerItem {
  /** 64 hexadecimal digits. */
  id: string;
  /** Without the slash that engines put before it. */
  name: string;
  image: string;
  /** created, running, paused, restarting, removing, exited or dead. */
  state: string;
  /** For people: "Up 2 hours". */
  status: string;
  /** Whether it was given a GPU: by a device request, a runtime or a device. */
  hasGpu: boolean;
  /** For people: "all GPUs", "GPU 0, 2"; empty without one. */
  gpus: string;
}

export interface ContainersParams {
  /** Also those that do not run. */
  all?: boolean;
}

/** Exactly one of `containers` and `problem` means something: with a problem the list is empty. */
export interface ContainersAnswer {
  /** Which engine was asked: "unix:///var/run/docker.sock". */
  engine: string;
  /** GPU containers first, running ones before others, then by name. */
  containers: ContainerItem[];
  problem?: ProblemAnswer;
}

export interface AttachParams {
  /** An id or a name. */
  container: string;
}

/** A program and its arguments, for a terminal that starts it without a shell in between. */
export interface TerminalCommand {
  title: string;
  program: string;
  arguments: string[];
}

/** The parts of the URI that opens a window in the container: for `Uri.from`, never for joining by hand. */
export interface RemoteFolder {
  scheme: string;
  authority: string;
  path: string;
}

/** Both ways in, or a problem: an editor where one can attach, else the terminal. */
export interface AttachAnswer {
  container?: ContainerItem;
  terminal?: TerminalCommand;
  editor?: RemoteFolder;
  problem?: ProblemAnswer;
}

export interface ExplainGpuParams {
  textDocument: TextDocumentIdentifier;
  /** A stage's number; absent for the last stage. */
  stage?: number;
}

/**
 * A page for reading: whether what a Dockerfile builds runs on the machines that it must run on, why
 * not, and what would make it run.
 */
export interface ExplainGpuAnswer {
  title: string;
  content: MarkupContent;
}

/** Which rules report, and how loudly. */
export type Preset = 'recommended' | 'strict' | 'hadolint' | 'buildkit' | 'all';

export type TraceServer = 'off' | 'messages' | 'verbose';

/** What the client says under `dockwright`; all of it may be absent. */
export interface Settings {
  /** Which rules report. */
  preset?: Preset;
  /** The machines that images must run on, such as `RTX 3090, 535.104.05`: the GPU's name and the driver's version. A `targets` in `.dockwright.yaml` wins. */
  targets?: string[];
  inlayHints?: InlayHintsSettings;
  /** The `dockwright` program to run. Empty: the one that comes with the extension, else the one on `PATH`. */
  path?: string;
  engine?: EngineSettings;
  trace?: TraceSettings;
}

export interface InlayHintsSettings {
  /** Shows in the text which driver a base image asks for, what the variables of a FROM come to, and which version a package gets that nothing pins. */
  enabled?: boolean;
}

export interface EngineSettings {
  /** The container engine to ask, such as `unix:///run/podman/podman.sock`. Empty: `DOCKER_HOST`, the current Docker context, or the usual sockets. */
  host?: string;
}

export interface TraceSettings {
  /** Writes what the editor and the server say to each other into the output panel. */
  server?: TraceServer;
}

/** Our own requests by method: what goes and what comes back. */
export interface Requests {
  /** The containers of the configured engine. */
  'dockwright/containers': { params: ContainersParams; result: ContainersAnswer };
  /** How to get into one of them. Changes nothing. */
  'dockwright/attach': { params: AttachParams; result: AttachAnswer };
  'dockwright/explainGpu': { params: ExplainGpuParams; result: ExplainGpuAnswer };
}
