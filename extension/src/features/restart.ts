// "Dockwright: Restart Server", and the one message when the server can't be had.

import { commands, window, type Disposable } from 'vscode';
import type { Parts } from '../parts';

export function activate({ server }: Parts): Disposable[] {
  return [
    commands.registerCommand('dockwright.server.restart', () => server.restart()),
    server.onDidChange(state => { if (state.is === 'failed') { void say(state.message); } }),
  ];
}

async function say(message: string): Promise<void> {
  const actions = {
    'Restart Server': () => commands.executeCommand('dockwright.server.restart'),
    'Show Log': () => commands.executeCommand('dockwright.log.show'),
    'Open Settings': () => commands.executeCommand('workbench.action.openSettings', 'dockwright.path'),
  };
  const chosen = await window.showErrorMessage(message, ...Object.keys(actions) as (keyof typeof actions)[]);
  if (chosen !== undefined) { await actions[chosen](); }
}
