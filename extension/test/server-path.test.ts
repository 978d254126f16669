import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findServer, type Places } from '../src/server-path';

/** Finds a server on a Linux disk where only these files can be run. */
function find(programs: string[], more: Partial<Places> = {}) {
  return findServer({
    setting: undefined, extensionFolder: '/ext', searchPath: '/usr/local/bin:/usr/bin', home: '/home/me', platform: 'linux',
    runnable: file => programs.includes(file), ...more,
  });
}

test('the setting comes before the bundled program and PATH', () => {
  assert.deepEqual(find(['/opt/dw', '/ext/bin/dockwright', '/usr/bin/dockwright'], { setting: { globalValue: '/opt/dw' } }),
    { found: true, program: '/opt/dw', from: 'setting' });
});

test('the bundled program comes before PATH', () => {
  assert.deepEqual(find(['/ext/bin/dockwright', '/usr/bin/dockwright']), { found: true, program: '/ext/bin/dockwright', from: 'bundled' });
});

test('the first on PATH is the last resort', () => {
  assert.deepEqual(find(['/usr/bin/dockwright', '/usr/local/bin/dockwright']), { found: true, program: '/usr/local/bin/dockwright', from: 'PATH' });
});

test('a workspace never names the program', () => {
  const setting = { workspaceValue: '/repo/evil', workspaceFolderValue: '/repo/evil' };
  assert.deepEqual(find(['/repo/evil', '/ext/bin/dockwright'], { setting }), { found: true, program: '/ext/bin/dockwright', from: 'bundled' });
});

test('a relative setting is refused, since it would be sought in the open folder', () => {
  const answer = find(['tools/dockwright', '/ext/bin/dockwright'], { setting: { globalValue: 'tools/dockwright' } });
  assert.deepEqual(answer, { found: false, message: "The setting dockwright.path must be an absolute path, not 'tools/dockwright'." });
});

test('a setting that names nothing is said, not passed over', () => {
  const answer = find(['/ext/bin/dockwright'], { setting: { globalValue: '/opt/gone' } });
  assert.equal(answer.found, false);
  assert.match(answer.message, /'\/opt\/gone'/);
});

test('a tilde is the home folder, and dollars in its name are kept', () => {
  assert.deepEqual(find(['/h/$&/dw'], { setting: { globalValue: '~/dw' }, home: '/h/$&' }), { found: true, program: '/h/$&/dw', from: 'setting' });
});

test('an empty setting, or one of another type, is none', () => {
  for (const globalValue of ['', '  ', 7, null]) {
    assert.deepEqual(find(['/ext/bin/dockwright'], { setting: { globalValue } }), { found: true, program: '/ext/bin/dockwright', from: 'bundled' });
  }
});

test('parts of PATH that mean the open folder are passed over', () => {
  const answer = find(['dockwright', './dockwright', 'bin/dockwright'], { searchPath: ':.:bin:' });
  assert.equal(answer.found, false);
  assert.match(answer.message, /neither in this extension nor on PATH/);
});

test('no PATH at all', () => {
  assert.equal(find([], { searchPath: undefined }).found, false);
});

test('Windows has its own separators and suffix', () => {
  const answer = find(['C:\\tools\\dockwright.exe'], { platform: 'win32', extensionFolder: 'C:\\ext', searchPath: 'C:\\windows;C:\\tools' });
  assert.deepEqual(answer, { found: true, program: 'C:\\tools\\dockwright.exe', from: 'PATH' });
});
