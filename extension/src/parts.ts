// What a feature may use.

import type { LogOutputChannel } from 'vscode';
import type { Server } from './client';

export interface Parts {
  readonly server: Server;
  readonly log: LogOutputChannel;
}
