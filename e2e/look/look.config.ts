import { defineConfig } from 'playwright/test';
import base from '../playwright.config';

/** `npm run look`: every screen in every size, theme and language, as pictures and as a check. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.look.ts',
  outputDir: '../../test-results/look-traces',
  // Ten sizes and themes a test, each looked at by axe as well.
  timeout: 900_000,
  reporter: [['list']],
  webServer: { ...([base.webServer].flat()[0] ?? { command: '' }), cwd: '../..' },
});
