import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../src/containers';
import type { ContainerItem } from '../src/protocol.gen';

function container(name: string, more: Partial<ContainerItem> = {}): ContainerItem {
  return { id: 'a'.repeat(64), name, image: 'lab/torch:2', state: 'running', status: 'Up 2 hours', hasGpu: false, gpus: '', ...more };
}

const gpu = { hasGpu: true, gpus: 'all GPUs' };

test('containers with a GPU come first, whatever the order they arrive in', () => {
  const labels = rows([container('web'), container('train', gpu), container('db'), container('old', { ...gpu, state: 'exited' })]).map(row => row.label);
  assert.deepEqual(labels, ['with a GPU', 'train', 'old', 'without a GPU', 'web', 'db']);
});

test('a heading stands only over something', () => {
  assert.deepEqual(rows([container('train', gpu)]).map(row => row.label), ['with a GPU', 'train']);
  assert.deepEqual(rows([container('web')]).map(row => row.label), ['without a GPU', 'web']);
  assert.deepEqual(rows([]), []);
});

test('a row shows image, GPUs and state', () => {
  const [, row] = rows([container('train', gpu)]);
  assert.deepEqual([row?.description, row?.detail], ['running', 'lab/torch:2 · all GPUs · Up 2 hours']);
});

test('what is empty leaves no gap', () => {
  const [, row] = rows([container('web', { status: '' })]);
  assert.equal(row?.detail, 'lab/torch:2');
});

test('a row keeps its container, a heading has none', () => {
  assert.deepEqual(rows([container('train', gpu)]).map(row => row.container?.name), [undefined, 'train']);
});

test('a name cannot draw icons', () => {
  const [, row] = rows([container('$(trash)', { image: '$(x)' })]);
  assert.ok(!`${row?.label}${row?.detail}`.includes('$('));
});
