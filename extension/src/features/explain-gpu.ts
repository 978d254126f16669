// "Dockwright: Explain GPU Compatibility", also behind the code lenses over FROM: the page that the
// server writes (`dockwright/explainGpu`), in the editor's own Markdown preview. It follows the file.

import { commands, EventEmitter, extensions, Uri, window, workspace, type Disposable, type Event, type TextDocumentContentProvider } from 'vscode';
import { address, pageOf, scheme } from '../gpu-page';
import type { Parts } from '../parts';

const previewer = 'vscode.markdown-language-features';
const preview = 'markdown.showPreviewToSide';
/** While somebody types, the page waits for a pause. */
const pause = 400;

export function activate({ server, log }: Parts): Disposable[] {
  const pages = new Pages(server);
  return [
    pages,
    workspace.registerTextDocumentContentProvider(scheme, pages),
    workspace.onDidChangeTextDocument(({ document }) => pages.changed(document.uri.toString())),
    server.onDidChange(state => { if (state.is === 'running') { pages.changed(); } }),
    commands.registerCommand('dockwright.gpu.explain', async (source?: unknown, stage?: unknown) => {
      const uri = typeof source === 'string' ? source : dockerfile();
      if (uri === undefined) {
        void window.showInformationMessage('Open a Dockerfile first: the page is about the one that you work on.');
        return;
      }
      try {
        await show(Uri.from(address(typeof stage === 'number' ? { source: uri, stage } : { source: uri })));
      } catch (error) {
        log.error(`Explain GPU Compatibility: ${text(error)}`);
        void window.showErrorMessage(text(error));
      }
    }),
  ];
}

class Pages implements TextDocumentContentProvider, Disposable {
  readonly onDidChange: Event<Uri>;
  private readonly changed_ = new EventEmitter<Uri>();
  private timer_: NodeJS.Timeout | undefined;
  private stale_ = new Set<string | undefined>();

  constructor(private readonly server_: Parts['server']) {
    this.onDidChange = this.changed_.event;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = pageOf(uri.query);
    if (page === undefined) { return 'There is no such page.'; }
    try {
      await workspace.openTextDocument(Uri.parse(page.source, true)); // the server knows what is open
      const stage = page.stage === undefined ? {} : { stage: page.stage };
      return (await this.server_.request('dockwright/explainGpu', { textDocument: { uri: page.source }, ...stage })).content.value;
    } catch (error) {
      return `The page can't be written: ${text(error).replace(/[\\`*_[\]<>]/g, '\\$&')}`;
    }
  }

  /** A Dockerfile has changed, or what all are judged by. */
  changed(source?: string): void {
    if (!open().some(page => source === undefined || pageOf(page.query)?.source === source)) { return; }
    this.stale_.add(source);
    clearTimeout(this.timer_);
    this.timer_ = setTimeout(() => this.renew_(), pause);
  }

  dispose(): void {
    clearTimeout(this.timer_);
    this.changed_.dispose();
  }

  private renew_(): void {
    const stale = this.stale_;
    this.stale_ = new Set();
    for (const page of open()) {
      if (stale.has(undefined) || stale.has(pageOf(page.query)?.source)) { this.changed_.fire(page); }
    }
  }
}

function open(): Uri[] {
  return workspace.textDocuments.map(document => document.uri).filter(uri => uri.scheme === scheme);
}

function dockerfile(): string | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'dockerfile' ? document.uri.toString() : undefined;
}

async function show(page: Uri): Promise<void> {
  if (extensions.getExtension(previewer) !== undefined) { // its commands are in no list before it is awake
    await commands.executeCommand(preview, page);
  } else {
    await window.showTextDocument(page, { preview: true });
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
