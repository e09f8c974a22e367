import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../scripts/setup.mjs';

/** Where the built benchmark lies, below a folder that is not kept: page/ with its workers, app/ with the playground, data/. */
export const site = join(ROOT, '.cache', 'bench');

/** Builds the benchmark's page and workers, and the playground as it is now if its page is to be measured. */
export async function buildSite({ app }: { readonly app: boolean }): Promise<void> {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  link(join(site, 'data'));
  await build({
    configFile: false,
    root: join(ROOT, 'bench', 'page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'es2023', outDir: join(site, 'page'), emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  });
  if (!app) return;
  await build({ root: ROOT, logLevel: 'error', build: { outDir: join(site, 'app'), emptyOutDir: true, copyPublicDir: false } });
  link(join(site, 'app', 'data'));
}

/** The prepared data are large: they are linked and not copied. */
function link(path: string): void {
  symlinkSync(join(ROOT, 'public', 'data'), path, 'junction');
}
