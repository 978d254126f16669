// Where Dev Containers is installed, the chosen container opens in an editor of its own, not in a terminal.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Workbench } from '../../extension/test/workbench/workbench.mjs';
import { startFakeEngine } from './fake_engine.mjs';
import { makeProject, root } from './project.mjs';

const containers = [{ id: 'c'.repeat(64), name: 'train', image: 'lab/torch:2.4', state: 'running',
  hostConfig: { DeviceRequests: [{ Driver: '', Count: 2, DeviceIDs: null, Capabilities: [['gpu']], Options: {} }] } }];
let project, machine, engine, workbench;

before(async () => {
  project = makeProject();
  machine = mkdtempSync(join(tmpdir(), 'dockwright-machine-'));
  writeFileSync(join(machine, 'docker'), '#!/bin/sh\nexec cat\n', { mode: 0o755 });
  engine = await startFakeEngine(join(machine, 'engine.sock'), containers);
  workbench = await Workbench.open({
    installation: join(root, 'build/workbench'), folder: project.folder, settings: { 'window.confirmBeforeClose': 'never' },
    vsix: [process.env.VSIX ?? join(root, 'build/dockwright-linux-x64.vsix'), standIn()],
    environment: { DOCKER_HOST: `unix://${join(machine, 'engine.sock')}`, PATH: `${machine}:${process.env.PATH}` },
  });
});
after(async () => {
  await workbench?.close();
  await engine?.close();
  project.remove();
  rmSync(machine, { recursive: true, force: true });
});

test('a window opens on the container\'s folder, and no terminal', async () => {
  await workbench.openFile('Dockerfile');
  await workbench.languageStatus(/Dockwright \d/);
  const opened = workbench.page.context().waitForEvent('page');
  await workbench.command('Dockwright: Attach to GPU Container');
  await workbench.choices('Attach to GPU Container');
  await workbench.take(/^train/);
  const url = new URL((await opened).url());
  assert.equal(url.searchParams.get('folder'), '/workspace');
  assert.equal(await workbench.page.locator('.terminal-wrapper').count(), 0);
});

/** An extension with Dev Containers' name and command, which is what ours looks for. */
function standIn() {
  const folder = join(machine, 'dev-containers');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({
    publisher: 'ms-vscode-remote', name: 'remote-containers', version: '1.0.0', engines: { vscode: '^1.90.0' }, main: './main.js',
    activationEvents: ['*'],
  }));
  writeFileSync(join(folder, 'main.js'), "exports.activate = () => { require('vscode').commands.registerCommand('remote-containers.attachToRunningContainer', () => {}); };\n");
  const file = join(machine, 'dev-containers.vsix');
  execFileSync(join(root, 'extension/node_modules/.bin/vsce'), ['package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--allow-star-activation', '--out', file],
    { cwd: folder, stdio: 'pipe' });
  return file;
}
