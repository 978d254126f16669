// The packed extension, with the server in it, in a real VS Code. One window, worked from top to bottom.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { until, Workbench } from '../../extension/test/workbench/workbench.mjs';
import { startFakeEngine } from './fake_engine.mjs';
import { fault, makeProject, root } from './project.mjs';

const containers = [
  { id: 'b'.repeat(64), name: 'web', image: 'nginx:1.27', state: 'running' },
  { id: 'a'.repeat(64), name: 'train', image: 'lab/torch:2.4', state: 'running',
    hostConfig: { DeviceRequests: [{ Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {} }] } },
];
let project, machine, engine, workbench;

before(async () => {
  // A workspace that tries to name the program: what it names leaves a trace if it ever runs.
  project = makeProject({ '.vscode/evil.sh': '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', 'service.dockerfile': 'ADD a b\n', '.dockwright.yaml': 'preset: recommended\n' });
  writeFileSync(join(project.folder, '.vscode/settings.json'), JSON.stringify({ 'dockwright.path': join(project.folder, '.vscode/evil.sh') }));

  machine = mkdtempSync(join(tmpdir(), 'dockwright-machine-')); // an engine's socket, and a docker that says how it was called
  writeFileSync(join(machine, 'docker'), '#!/bin/sh\nfor word in docker "$@"; do echo "<$word>"; done\nexec cat\n', { mode: 0o755 });
  engine = await startFakeEngine(join(machine, 'engine.sock'), containers);

  workbench = await Workbench.open({
    installation: join(root, 'build/workbench'), vsix: process.env.VSIX ?? join(root, 'build/dockwright-linux-x64.vsix'), folder: project.folder, scale: 2, viewport: { width: 1200, height: 720 },
    environment: { DOCKER_HOST: `unix://${join(machine, 'engine.sock')}`, PATH: `${machine}:${process.env.PATH}` },
  });
  await workbench.openFile('Dockerfile');
});
after(async () => {
  await workbench?.close();
  await engine?.close();
  project.remove();
  rmSync(machine, { recursive: true, force: true });
});
afterEach(async context => {
  if (workbench && process.env.PICTURES) {
    await workbench.page.screenshot({ path: join(process.env.PICTURES, `${context.name.replace(/\W+/g, '-')}.png`) });
  }
});

test('findings stand under the text and in the Problems panel', async () => {
  await until('squiggles', async () => await workbench.squiggles() >= 3);
  const problems = await workbench.problems(found => found.length >= 3);
  for (const line of [2, fault.line, 6]) {
    assert.ok(problems.some(text => text.includes(`Ln ${line}, Col 1`)), `none on line ${line}: ${problems.join('\n')}`);
  }
  assert.ok(problems.every(text => /dockwright/i.test(text)), problems.join('\n'));
});

test('the status item says which server runs', async () => {
  assert.match(await workbench.languageStatus(/Dockwright/), /Dockwright \d+\.\d+/);
});

test('hover on an instruction explains it', async () => {
  assert.match(await workbench.hover(1, 2, /FROM/), /stage|image/i);
});

test('hover on a finding gives its message and its rule', async () => {
  // The README's picture is made of this moment, when it is asked for.
  const picture = process.env.DOCKWRIGHT_PICTURE ? join(root, 'extension/images/inline.png') : undefined;
  assert.match(await workbench.hover(fault.line, 2, /dockwright/i, picture), /COPY/);
});

test('a quick fix changes the text, and its finding goes', async () => {
  assert.ok((await workbench.text()).includes(fault.before));
  await workbench.codeActions(fault.line, 1, fault.title);
  await until('the changed text', async () => (await workbench.text()).split('\n').includes(fault.after));
  await workbench.problems(found => found.length > 0 && !found.some(text => text.includes(`Ln ${fault.line}, Col 1`)));
});

test('a fault is found while it is typed, before anything is saved', async () => {
  await workbench.typeLine(7, 'ADD more.txt /');
  await workbench.problems(found => found.some(text => text.includes('Ln 7, Col 1')));
});

test('Restart Server starts another process, and findings go on', async () => {
  const [old] = await until('the server', servers);
  await workbench.command('Dockwright: Restart Server');
  await until('another server', () => { const now = servers(); return now.length === 1 && now[0] !== old; });
  await workbench.typeLine(8, 'ADD again.txt /');
  await workbench.problems(found => found.some(text => text.includes('Ln 8, Col 1')));
});

test('a server that dies is started again by itself', async () => {
  const [old] = await until('the server', servers);
  process.kill(old, 'SIGKILL');
  await until('another server', () => { const now = servers(); return now.length === 1 && now[0] !== old; });
  await workbench.typeLine(9, 'ADD third.txt /');
  await workbench.problems(found => found.some(text => text.includes('Ln 9, Col 1')));
});

test('a workspace cannot name the program', () => {
  assert.equal(existsSync(join(project.folder, '.vscode/ran')), false);
});

test('Attach to GPU Container lists GPU containers first, with image, GPUs and state', async () => {
  await workbench.command('Dockwright: Attach to GPU Container');
  const [first, ...rest] = await workbench.choices('Attach to GPU Container');
  assert.match(first, /train.*running.*lab\/torch:2\.4.*GPU/i);
  assert.ok(rest.some(text => /web.*nginx/.test(text)), rest.join('\n'));
});

test('the chosen container opens in a terminal, argument by argument', async () => {
  await workbench.take(/^train/);
  const text = await workbench.terminal(/<docker>[\s\S]*<exec>[\s\S]*a{64}/);
  assert.match(text.replaceAll('\n', ''), new RegExp(`<docker>.*<exec>.*<${containers[1].id}>`));
});

test('an engine that stopped is a sentence, and the findings don\'t wait for it', async () => {
  await engine.close();
  await workbench.command('Dockwright: Attach to GPU Container');
  assert.match(await workbench.notification(/engine/i), /engine\.sock|not running|refused|answer/i);
  await workbench.typeLine(10, 'ADD fourth.txt /');
  await workbench.problems(found => found.some(text => text.includes('Ln 10, Col 1')));
});

test('Show Log opens the log of the server\'s life', async () => {
  await workbench.command('Dockwright: Show Log');
  const log = workbench.page.locator('.output-view .view-line');
  await until('the log', async () => (await log.allInnerTexts()).some(text => /Starting.*dockwright/.test(text.replaceAll('\u00a0', ' '))));
});

test('a name that ends in .dockerfile is a Dockerfile too', async () => {
  await workbench.openFile('service.dockerfile');
  await until('squiggles', async () => await workbench.squiggles() >= 1);
});

test('what is wrong with a configuration is among the problems while it is closed', async () => {
  writeFileSync(join(project.folder, '.dockwright.yaml'), 'ingore: [add-instead-of-copy]\npreset: \n');
  await workbench.problems(found => found.some(text => /'ingore'.*Ln 1, Col 1\b/.test(text)));
});

test('opened, its mistake stands there once, with what was meant', async () => {
  await workbench.openFile('.dockwright.yaml');
  await until('a squiggle', async () => await workbench.squiggles() === 1);
  await workbench.problems(found => found.filter(text => text.includes("'ingore'")).length === 1);
  await workbench.codeActions(1, 2, /ignore/);
  await until('the changed text', async () => (await workbench.text()).startsWith('ignore: ['));
});

test('a configuration\'s keys are explained, and their values offered', async () => {
  assert.match(await workbench.hover(2, 2, /preset/), /strict/);
  await workbench.goto(2, 9);
  assert.ok((await workbench.completions(found => found.length > 1)).includes('strict'));
});

test('a configuration that is saved changes the findings', async () => {
  await workbench.problems(found => found.some(text => text.includes('add-instead-of-copy')));
  await workbench.page.keyboard.press('Control+1');
  await workbench.page.keyboard.press('Control+S');
  await workbench.problems(found => !found.some(text => /add-instead-of-copy|ingore/.test(text)));
});

test('tags of a base image are offered, and values of GPU variables', async () => {
  await workbench.openFile('service.dockerfile');
  await workbench.typeLine(1, 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04');
  await workbench.goto(1, 24);
  assert.ok((await workbench.completions(found => found.length > 1)).some(text => text.startsWith('12.4.1-devel-ubuntu22.04')));
  await workbench.typeLine(2, 'ENV NVIDIA_VISIBLE_DEVICES=');
  await workbench.goto(2, 28);
  assert.ok((await workbench.completions(found => found.length > 1)).some(text => text.startsWith('all')));
  assert.match(await workbench.hover(1, 10, /CUDA by NVIDIA/), /driver/);
});

test('the verdict for a machine stands over FROM, and its page tells why', async () => {
  writeFileSync(join(project.folder, '.dockwright.yaml'), 'targets: ["RTX 3090, 470.82.01"]\n');
  await workbench.openFile('Dockerfile');
  const verdict = workbench.editor.locator('.codelens-decoration a', { hasText: /fails on RTX.3090.*driver.too.old/ });
  await verdict.click();
  await until('the page', async () => {
    const texts = await Promise.all(workbench.page.frames().map(frame => frame.locator('body').innerText({ timeout: 500 }).catch(() => '')));
    return texts.some(text => text.includes('Will it run on the GPU?') && text.includes('What the image provides'));
  });
});

/** The process ids of the language servers below the workbench. */
function servers() {
  const parents = new Map(), commands = new Map();
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number)) {
    try {
      parents.set(pid, Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]));
      commands.set(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'));
    } catch { /* ended meanwhile */ }
  }
  const ours = pid => pid === workbench.server.pid || (parents.has(pid) && ours(parents.get(pid)));
  return [...commands].filter(([pid, words]) => words.includes('lsp') && words.some(word => word.endsWith('dockwright')) && ours(pid)).map(([pid]) => pid);
}
