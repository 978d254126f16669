import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterEnd, window_ms } from '../src/restart';

/** The waits that a server gets which ends at these times. */
function waits(...times: number[]): (number | undefined)[] {
  let ends: readonly number[] = [];
  return times.map(now => {
    const decision = afterEnd(ends, now);
    ends = decision.ends;
    return decision.wait;
  });
}

test('each wait is longer, and the fifth end in a row is final', () => {
  assert.deepEqual(waits(0, 1, 2, 3, 4), [250, 1_000, 4_000, 15_000, undefined]);
});

test('ends long ago are forgiven', () => {
  assert.deepEqual(waits(0, 1, 2, 3, 3 + window_ms), [250, 1_000, 4_000, 15_000, 250]);
});

test('only those within the time count', () => {
  assert.deepEqual(waits(0, window_ms - 1, window_ms), [250, 1_000, 1_000]);
});

test('what is kept does not grow with a server that ends now and then for ever', () => {
  let ends: readonly number[] = [];
  for (let day = 0; day < 1000; day++) { ends = afterEnd(ends, day * window_ms).ends; }
  assert.deepEqual(ends, [999 * window_ms]);
});
