// The address of a page about GPUs: which Dockerfile, and which of its stages. Without the editor, so
// that it can be tested.

export const scheme = 'dockwright-gpu';

export interface Page {
  /** The Dockerfile's URI. */
  readonly source: string;
  /** Absent for the last stage. */
  readonly stage?: number;
}

/** The name is what the tab shows; the rest is kept for `pageOf`. */
export function address(page: Page): { scheme: string; path: string; query: string } {
  const name = decodeURIComponent(page.source.split(/[?#]/)[0]?.split('/').at(-1) ?? '') || 'Dockerfile';
  return { scheme, path: `/GPU Compatibility of ${name}.md`, query: JSON.stringify(page) };
}

/** Undefined for an address that is none of ours. */
export function pageOf(query: string): Page | undefined {
  try {
    const page: unknown = JSON.parse(query);
    if (typeof page !== 'object' || page === null || !('source' in page) || typeof page.source !== 'string') { return undefined; }
    return 'stage' in page && typeof page.stage === 'number' ? { source: page.source, stage: page.stage } : { source: page.source };
  } catch {
    return undefined;
  }
}
