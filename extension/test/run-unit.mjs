// Bundles each *.test.ts and runs them with node's own runner.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../out');
const tests = readdirSync(here).filter(name => name.endsWith('.test.ts'));
await build({
  entryPoints: tests.map(name => join(here, name)), outdir: out, outExtension: { '.js': '.cjs' },
  bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode', 'vscode-oniguruma'], logLevel: 'warning',
});
const files = tests.map(name => join(out, name.replace(/\.ts$/, '.cjs')));
process.exit(spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], { stdio: 'inherit', cwd: join(here, '..') }).status ?? 1);
