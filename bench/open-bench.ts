import { rmSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright';
import { browserArguments, ensureBrowser } from '../scripts/browser.mjs';
import { serve } from '../scripts/serve.mjs';
import { buildSite, preparedData } from './build';

/** The benchmark's page, open in a browser of its own. */
export interface OpenBench {
  readonly browser: Browser;
  readonly page: Page;
  /** Where prepared data are served, absolute, ends in '/'. */
  readonly dataUrl: string;
  /** The folder that is served: page/, data/, and app/ where it was built. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/**
 * Builds and serves the benchmark's page and opens it in a headless browser. Throws where there is
 * no browser.
 */
export async function openBench(options: { readonly app: boolean }): Promise<OpenBench> {
  const executablePath = ensureBrowser();
  if (executablePath === undefined) throw new Error('no browser to measure in');
  const folder = await buildSite(options);
  const server = await serve({ root: folder, linked: [preparedData] });
  const browser = await chromium.launch({ executablePath, args: browserArguments() });
  const page = await browser.newPage();
  await page.goto(`${server.url}page/`);
  await page.waitForFunction(() => window.bench !== undefined);
  return {
    browser,
    page,
    folder,
    dataUrl: `${server.url}data/`,
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
