// Wires the parts: the log, the server, and one file for each command or view. What a Dockerfile
// means and what an engine answers is the server's to know; nothing of it is here.

import { window, type Disposable, type ExtensionContext } from 'vscode';
import { Server } from './client';
import * as attach from './features/attach';
import * as explainGpu from './features/explain-gpu';
import * as log from './features/log';
import * as restart from './features/restart';
import * as status from './features/status';
import type { Parts } from './parts';

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const channel = window.createOutputChannel('Dockwright', { log: true });
  server = new Server(context.extensionPath, channel);
  const parts: Parts = { server, log: channel };
  const features: Disposable[] = [status, restart, attach, explainGpu, log].flatMap(feature => feature.activate(parts));
  context.subscriptions.push(channel, server, ...features);
  await server.start();
}

/** VS Code waits for this promise, so the server gets its `shutdown` and `exit`. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
