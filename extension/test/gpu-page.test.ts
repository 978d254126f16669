import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, pageOf } from '../src/gpu-page';

test('an address names its file and leads back to its page', () => {
  const page = { source: 'file:///w/a%20b/Dockerfile.gpu', stage: 2 };
  assert.equal(address(page).path, '/GPU Compatibility of Dockerfile.gpu.md');
  assert.deepEqual(pageOf(address(page).query), page);
  const last = { source: 'untitled:Untitled-1' };
  assert.deepEqual(pageOf(address(last).query), last);
  assert.equal(address(last).path, '/GPU Compatibility of untitled:Untitled-1.md');
});

test('a name is shown as people read it', () => {
  assert.equal(address({ source: 'file:///w/my%20file' }).path, '/GPU Compatibility of my file.md');
});

test('what is no address of ours leads nowhere', () => {
  assert.equal(pageOf(''), undefined);
  assert.equal(pageOf('{"source": 1}'), undefined);
  assert.equal(pageOf('null'), undefined);
  assert.deepEqual(pageOf('{"source": "file:///x", "stage": "1"}'), { source: 'file:///x' });
});
