// The language server's life: found, started, started again with growing waits when it ends by
// itself, stopped. Each life has a LanguageClient of its own, so that no state outlasts it.

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { EventEmitter, LogOutputChannel, workspace, type Disposable, type Event } from 'vscode';
import {
  CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind, type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { Requests } from './protocol.gen';
import { afterEnd } from './restart';
import { findServer } from './server-path';

export type ServerState =
  | { readonly is: 'stopped' }
  | { readonly is: 'starting' }
  | { readonly is: 'running'; readonly program: string; readonly version: string }
  | { readonly is: 'waiting'; readonly seconds: number }
  | { readonly is: 'failed'; readonly message: string };

export class Server implements Disposable {
  readonly onDidChange: Event<ServerState>;
  private readonly changed_ = new EventEmitter<ServerState>();
  private state_: ServerState = { is: 'stopped' };
  private client_: LanguageClient | undefined;
  private timer_: NodeJS.Timeout | undefined;
  private ends_: readonly number[] = [];

  constructor(private readonly extensionFolder_: string, private readonly log_: LogOutputChannel) {
    this.onDidChange = this.changed_.event;
  }

  get state(): ServerState { return this.state_; }

  /** Starts the server; what goes wrong becomes the state `failed` or `waiting`, never an exception. */
  async start(): Promise<void> {
    const found = findServer({
      setting: workspace.getConfiguration('dockwright').inspect('path'),
      extensionFolder: this.extensionFolder_,
      searchPath: process.env['PATH'],
      home: homedir(),
      platform: process.platform,
      runnable,
    });
    if (!found.found) { return this.become_({ is: 'failed', message: found.message }); }

    this.become_({ is: 'starting' });
    this.log_.info(`Starting ${found.program} (${found.from})`);
    const client = this.client_ = new LanguageClient(
      'dockwright', 'Dockwright',
      { command: found.program, args: ['lsp'], transport: TransportKind.stdio },
      this.options_());
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped && this.client_ === client) { this.ended_(client); }
    });
    try {
      await client.start();
      if (this.client_ !== client) { return; }
      this.become_({ is: 'running', program: found.program, version: client.initializeResult?.serverInfo?.version ?? '' });
    } catch (error) {
      this.log_.error(`The server did not start: ${text(error)}`);
      if (this.client_ === client) { this.ended_(client); }
    }
  }

  /** A person's wish: whatever happened before is forgiven. */
  async restart(): Promise<void> {
    await this.stop();
    this.ends_ = [];
    await this.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer_);
    const client = this.client_;
    this.client_ = undefined; // so that its end is not taken for a crash
    this.become_({ is: 'stopped' });
    await discard(client);
  }

  /** Asks the server; rejects with one sentence where it isn't running or answers with an error. */
  async request<Method extends keyof Requests>(method: Method, params: Requests[Method]['params']): Promise<Requests[Method]['result']> {
    if (this.client_ === undefined || this.state_.is !== 'running') {
      throw new Error('The Dockwright server is not running. Use "Dockwright: Restart Server".');
    }
    return this.client_.sendRequest<Requests[Method]['result']>(method, params);
  }

  dispose(): void {
    void this.stop().finally(() => this.changed_.dispose());
  }

  private ended_(client: LanguageClient): void {
    this.client_ = undefined;
    void discard(client);
    const { wait, ends } = afterEnd(this.ends_, Date.now());
    this.ends_ = ends;
    if (wait === undefined) {
      const message = `The Dockwright server ended ${ends.length} times within three minutes and is not started again.`;
      this.log_.error(message);
      return this.become_({ is: 'failed', message });
    }
    this.log_.warn(`The server ended; it is started again in ${wait / 1000} s`);
    this.become_({ is: 'waiting', seconds: wait / 1000 });
    this.timer_ = setTimeout(() => void this.start(), wait);
  }

  private options_(): LanguageClientOptions {
    return {
      documentSelector: ['file', 'untitled', 'vscode-vfs'].map(scheme => ({ language: 'dockerfile', scheme })),
      outputChannel: this.log_,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: false, supportHtml: false }, // hovers quote foreign text
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true }), // ended_() decides
      },
    };
  }

  private become_(state: ServerState): void {
    this.state_ = state;
    this.changed_.fire(state);
  }
}

/** Ends a client in whatever state it is; one that never started can only be let go. */
async function discard(client: LanguageClient | undefined): Promise<void> {
  try { await client?.dispose(); } catch { /* it is gone already */ }
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
