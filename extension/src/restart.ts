// When a server that ended by itself is started again. Pure: times are milliseconds of any one clock.

/** Ends that lie further back than this are forgiven. */
export const window_ms = 3 * 60_000;

/** The wait before each start within that time; an end after the last one is final. */
const waits_ms = [250, 1_000, 4_000, 15_000] as const;

export interface Decision {
  /** How long to wait before the next start; undefined: don't start it again. */
  readonly wait: number | undefined;
  /** The ends to give to the next call. */
  readonly ends: readonly number[];
}

export function afterEnd(earlierEnds: readonly number[], now: number): Decision {
  const recent = earlierEnds.filter(end => now - end < window_ms);
  return { wait: waits_ms[recent.length], ends: [...recent, now] };
}
