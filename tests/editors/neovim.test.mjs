// Neovim's own LSP client against the same server: a second reading of the protocol than VS Code's.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fault, makeProject, root } from './project.mjs';

const dockwright = process.env.DOCKWRIGHT ?? join(root, 'build/release/dockwright');
let project, seen;

before(() => {
  project = makeProject();
  const file = join(project.folder, 'seen.json');
  const run = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(root, 'tests/editors/neovim.lua')}`], {
    cwd: project.folder, encoding: 'utf8', timeout: 60_000,
    env: { ...process.env, DOCKWRIGHT: dockwright, DOCKERFILE: join(project.folder, 'Dockerfile'), SEEN: file, FAULT_LINE: String(fault.line), FIX: 'COPY',
      XDG_STATE_HOME: project.folder, XDG_DATA_HOME: project.folder, XDG_CONFIG_HOME: project.folder, XDG_CACHE_HOME: project.folder },
  });
  assert.ok(existsSync(file), `neovim wrote nothing: ${run.error ?? ''} ${run.stdout} ${run.stderr}`);
  seen = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(seen.problem, undefined);
});
after(() => project.remove());

test('findings arrive with their source and code', () => {
  const finding = seen.findings.find(one => one.line === fault.line);
  assert.ok(finding, `no finding on line ${fault.line}: ${JSON.stringify(seen.findings)}`);
  assert.equal(finding.source, 'dockwright');
  assert.match(finding.code, /^[a-z0-9-]+$/);
  assert.equal(finding.column, 0);
});

test('hover explains the instruction', () => {
  assert.match(seen.hover, /FROM/);
});

test('the code action mends the text, and its finding goes', () => {
  assert.ok(seen.actions.some(title => fault.title.test(title)), seen.actions.join(', '));
  assert.ok(seen.text.split('\n').includes(fault.after), seen.text);
  assert.ok(!seen.findings_after.some(one => one.line === fault.line), JSON.stringify(seen.findings_after));
  assert.ok(seen.findings_after.length > 0);
});

test('the server ends with 0 after shutdown and exit', () => {
  assert.equal(seen.exit_code, 0);
});
