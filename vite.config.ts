import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { networkStyles } from './scripts/network-styles.mjs';
import { thirdPartyNotices } from './scripts/notices.mjs';
import { pagePolicy } from './scripts/page-policy.mjs';

// The kernels of src/engine/kernels/wasm are compiled beforehand, with AssemblyScript's library.
const notices = thirdPartyNotices(['assemblyscript']);

/**
 * Unit tests that need a world of their own: no vector instructions from the start, no language
 * loaded yet.
 */
const apart = ['src/engine/kernels/wasm/without-vectors.test.ts', 'src/i18n/catalogue.test.ts'];

/**
 * Modules that stay apart from the page's one file: what awaits at the top level, since files that
 * are loaded later import that one file and would wait for it too.
 */
const entries = [/\/index\.html$/, /\/src\/main\.tsx$/];

/**
 * What every visit loads right behind the network: one file, for each more costs the browser some
 * milliseconds in four of its processes.
 */
const behind = [
  'app/early',
  'canvas/hands/hands',
  'canvas/hands/palette-entries',
  'inspector/inspector',
  'routes/route',
  'en/late-namespaces',
  'setup/setup-panel',
  'setup/balancing/picture/method-picture',
  'setup/tasks/class-groups-dialog',
  'top-bar/commands/commands-dialog',
  'top-bar/device-dialog',
  'top-bar/run/problem-line',
  'top-bar/sharing/link-dialog',
  'watch/watch-pane',
].map((path) => new RegExp(`/src/.*${path}\\.tsx?$`));

export default defineConfig({
  // Relative addresses only: the built page works under any path of any static server.
  base: './',
  plugins: [networkStyles(), react(), pagePolicy(), notices.ofPage],
  worker: { format: 'es', plugins: () => [notices.ofWorkers] },
  build: {
    target: 'es2023',
    // The size budget follows the page's static imports through it.
    manifest: true,
    // The worker holds TensorFlow.js with four backends; the page's own budget is checked by
    // scripts/size-budget.ts.
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      output: {
        // What is needed at once comes in one file, which compresses better than some thirty that
        // are split by who shares them later.
        codeSplitting: {
          groups: [
            { name: 'page', priority: 2, tags: ['$initial'], test: (id) => !entries.some((entry) => entry.test(id)) },
            { name: 'desk', priority: 1, test: (id) => behind.some((module) => module.test(id)) },
          ],
        },
      },
    },
  },
  // Named because the scan for packages enters neither workers nor what loads late: found then,
  // they would reload the page.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-backend-webgl',
      '@dagrejs/dagre',
      'recharts',
    ],
  },
  server: { port: 5173 },
  test: {
    environment: 'node',
    // Two cores are the machine to be fast on.
    maxWorkers: 2,
    // Only what hangs may run into these, on a slow machine with other work too.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...apart],
          // Files of a worker share what they import, TensorFlow.js above all: loading it for each
          // took two fifths of the time. What a test changes for others (spies, clocks, globals) it
          // puts back, and it asks for its backend itself.
          isolate: false,
          setupFiles: ['scripts/left-pending.test-setup.ts'],
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
});
