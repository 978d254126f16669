// The language status item of Dockerfiles ({} in the status bar): is the server there, and which.

import { languages, LanguageStatusSeverity, type Disposable, type LanguageStatusItem } from 'vscode';
import type { ServerState } from '../client';
import type { Parts } from '../parts';

export function activate({ server }: Parts): Disposable[] {
  const item = languages.createLanguageStatusItem('dockwright.server', { language: 'dockerfile' });
  item.name = 'Dockwright';
  show(item, server.state);
  return [item, server.onDidChange(state => show(item, state))];
}

function show(item: LanguageStatusItem, state: ServerState): void {
  const log = { command: 'dockwright.log.show', title: 'Show Log' };
  const restart = { command: 'dockwright.server.restart', title: 'Restart Server' };
  item.busy = state.is === 'starting' || state.is === 'waiting';
  item.severity = state.is === 'failed' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.command = state.is === 'failed' || state.is === 'stopped' ? restart : log;
  item.text = words(state);
  item.detail = state.is === 'failed' ? state.message : state.is === 'running' ? state.program : '';
}

function words(state: ServerState): string {
  switch (state.is) {
    case 'running': return `Dockwright ${state.version}`.trim();
    case 'starting': return 'Dockwright is starting';
    case 'waiting': return `Dockwright ended; next start in ${state.seconds} s`;
    case 'stopped': return 'Dockwright is stopped';
    case 'failed': return 'Dockwright is not running';
  }
}
