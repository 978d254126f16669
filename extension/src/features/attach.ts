// "Dockwright: Attach to GPU Container…": pick a container, and an editor or a shell opens in it.
// Needs `dockwright/containers` and `dockwright/attach`, which also decide what a GPU container is
// and how to get in; here is only the choice and the opening.

import { commands, ProgressLocation, QuickPickItemKind, Uri, window, type Disposable, type QuickPickItem } from 'vscode';
import { rows, type Row } from '../containers';
import type { Parts } from '../parts';
import type { ContainerItem, ProblemAnswer, RemoteFolder, TerminalCommand } from '../protocol.gen';

/** Dev Containers has this command; without that extension nothing resolves the URI of an attached container. */
const attachingCommand = 'remote-containers.attachToRunningContainer';

export function activate({ server, log }: Parts): Disposable[] {
  return [commands.registerCommand('dockwright.container.attach', async () => {
    try {
      await attach(server);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.error(`Attach to GPU Container: ${message}`);
      void window.showErrorMessage(message);
    }
  })];
}

async function attach(server: Parts['server']): Promise<void> {
  const { containers, engine, problem } = await window.withProgress(
    { location: ProgressLocation.Window, title: 'Dockwright: asking the container engine' },
    () => server.request('dockwright/containers', { all: true }));
  if (problem !== undefined) { return say(problem); }
  if (containers.length === 0) {
    void window.showInformationMessage(`There is no container on ${engine}. Start one with a GPU: docker run --gpus all …`);
    return;
  }

  const chosen = await choose(containers);
  if (chosen === undefined) { return; }
  const way = await server.request('dockwright/attach', { container: chosen.id });
  if (way.problem !== undefined) { return say(way.problem); }
  if (way.editor !== undefined && (await commands.getCommands(true)).includes(attachingCommand)) { return openEditor(way.editor); }
  if (way.terminal !== undefined) { openTerminal(way.terminal); }
}

async function choose(containers: readonly ContainerItem[]): Promise<ContainerItem | undefined> {
  const items = rows(containers).map((row): Row & QuickPickItem =>
    row.container === undefined ? { ...row, kind: QuickPickItemKind.Separator } : row);
  const picked = await window.showQuickPick(items, {
    title: 'Attach to GPU Container', placeHolder: 'A container to work in', matchOnDescription: true, matchOnDetail: true,
  });
  return picked?.container;
}

function openEditor({ scheme, authority, path }: RemoteFolder): void {
  // Not awaited: the promise may never settle when a window opens.
  void commands.executeCommand('vscode.openFolder', Uri.from({ scheme, authority, path }), { forceNewWindow: true });
}

function openTerminal({ title, program, arguments: shellArgs }: TerminalCommand): void {
  window.createTerminal({ name: title, shellPath: program, shellArgs }).show();
}

function say({ message, nextStep }: ProblemAnswer): void {
  void window.showErrorMessage(nextStep === '' ? message : `${message}. ${nextStep}`.replace('.. ', '. '));
}
