// The language server's life: found, started, started again with growing waits when it ends by
// itself, stopped. Each life has a LanguageClient of its own, so that no state outlasts it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { EventEmitter, LogOutputChannel, workspace, type Disposable, type Event } from 'vscode';
import {
  CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions,
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
  private life_: Life | undefined;
  private wish_: object | undefined;
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
    const life = this.life_ = new Life(found.program, this.options_());
    life.client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) { this.ended_(life); }
    });
    try {
      await life.client.start();
      if (this.life_ !== life) { return await life.end(); } // stopped meanwhile
      this.become_({ is: 'running', program: found.program, version: life.client.initializeResult?.serverInfo?.version ?? '' });
    } catch (error) {
      this.log_.error(`The server did not start: ${error instanceof Error ? error.message : String(error)}`);
      this.ended_(life);
    }
  }

  /** A person's wish: whatever happened before is forgiven, and a server that hangs is ended. */
  async restart(): Promise<void> {
    const stopping = this.stop();
    const wish = this.wish_ = {};
    await stopping;
    if (this.wish_ !== wish) { return; } // asked for again meanwhile; that one starts it
    this.ends_ = [];
    await this.start();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer_);
    const life = this.life_;
    this.life_ = undefined; // so that its end is not taken for a crash
    this.become_({ is: 'stopped' });
    await life?.end();
  }

  /** Asks the server; rejects with one sentence where it isn't running or answers with an error. */
  async request<Method extends keyof Requests>(method: Method, params: Requests[Method]['params']): Promise<Requests[Method]['result']> {
    if (this.life_ === undefined || this.state_.is !== 'running') {
      throw new Error('The Dockwright server is not running. Use "Dockwright: Restart Server".');
    }
    return this.life_.client.sendRequest<Requests[Method]['result']>(method, params);
  }

  dispose(): void {
    void this.stop().finally(() => this.changed_.dispose());
  }

  private ended_(life: Life): void {
    if (this.life_ !== life) { return; } // on our own wish, or seen already
    this.life_ = undefined;
    void life.end();
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
      documentSelector: [
        ...['file', 'untitled', 'vscode-vfs'].map(scheme => ({ language: 'dockerfile', scheme })),
        { scheme: 'file', pattern: '**/{.dockwright.yaml,.hadolint.yaml,.hadolint.yml}' },
        { scheme: 'file', pattern: '**/{compose,docker-compose}{,.*}.{yaml,yml}' },
        { scheme: 'file', pattern: '**/docker-bake{,.*}.{hcl,json}' },
        { scheme: 'file', pattern: '**/{.devcontainer.json,.devcontainer/**/devcontainer.json}' },
      ],
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

/** One process and the client that speaks with it. */
class Life {
  readonly client: LanguageClient;
  private process_: ChildProcess | undefined;

  constructor(program: string, options: LanguageClientOptions) {
    const begin = async (): Promise<ChildProcess> => {
      const process = this.process_ = spawn(program, ['lsp'], { stdio: 'pipe' });
      process.on('error', () => undefined); // a later one, such as a failed kill, ends nothing else
      await once(process, 'spawn'); // rejects where the program can't be run
      return process;
    };
    this.client = new LanguageClient('dockwright', 'Dockwright', begin, options);
  }

  /** By the protocol where the server still answers. A client that has not started can't do that. */
  async end(): Promise<void> {
    try {
      await this.client.dispose();
    } catch {
      this.process_?.kill();
    }
  }
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
