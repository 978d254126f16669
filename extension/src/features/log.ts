// "Dockwright: Show Log". Needs nothing of the server.

import { commands, type Disposable } from 'vscode';
import type { Parts } from '../parts';

export function activate({ log }: Parts): Disposable[] {
  return [commands.registerCommand('dockwright.log.show', () => log.show())];
}
