import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../scripts/setup.mjs';

/**
 * Builds the benchmark's page and workers into page/ of a new folder that is not kept, and the
 * playground as it is now into app/ if its page is to be measured; data/ is there too. Resolves
 * with the folder.
 */
export async function buildSite({ app }: { readonly app: boolean }): Promise<string> {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const site = mkdtempSync(join(cache, 'bench-'));
  link(join(site, 'data'));
  await build({
    configFile: false,
    root: join(ROOT, 'bench', 'page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'es2023', outDir: join(site, 'page'), emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  });
  if (!app) return site;
  await build({ root: ROOT, logLevel: 'error', build: { outDir: join(site, 'app'), emptyOutDir: true, copyPublicDir: false } });
  link(join(site, 'app', 'data'));
  return site;
}

/**
 * The prepared data are large: they are linked and not copied. Who serves a site that was built has
 * to let links lead there.
 */
export const preparedData = join(ROOT, 'public', 'data');

function link(path: string): void {
  symlinkSync(preparedData, path, 'junction');
}
