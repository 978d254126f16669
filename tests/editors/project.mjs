// The folder that the editors open: one Dockerfile with three faults, of which one has a fix for its place.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const dockerfile = `FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS train
MAINTAINER lab@example.org
WORKDIR /workspace
ADD requirements.txt train.py ./
RUN pip install --no-cache-dir -r requirements.txt
CMD python3 train.py --epochs 10
`;

/** The ADD that should be a COPY. */
export const fault = { line: 4, title: /\bCOPY\b/, before: 'ADD requirements.txt train.py ./', after: 'COPY requirements.txt train.py ./' };

export function makeProject(files = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'dockwright-'));
  const folder = join(parent, 'training');
  for (const [name, text] of Object.entries({ Dockerfile: dockerfile, 'requirements.txt': 'torch==2.4.1\n', 'train.py': 'import torch\n', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
