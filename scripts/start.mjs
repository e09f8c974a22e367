import { join } from 'node:path';
import { commandOptions } from './command-options.mjs';
import { portNotice, serve } from './serve.mjs';
import { checkNode, ensureBuild, ensureData, ensurePackages, hasData, ROOT, runTool } from './setup.mjs';

const USAGE = `npm start      installs, prepares the data, builds and serves the page, each only if needed, and prints its address
npm run dev    the same with hot reload and without a build; options behind -- go to vite, such as --port 3000`;

checkNode();
// What follows --dev is vite's, save --help.
const dev = process.argv.includes('--dev');
commandOptions({ dev: { type: 'boolean' } }, USAGE, dev && !process.argv.includes('--help') ? ['--dev'] : undefined);
if (!(await ensurePackages())) process.exit(1);
if (!ensureData()) {
  console.log(
    hasData()
      ? 'Going on with the data that is there; the page shows what is missing.'
      : 'Going on without data: the page opens, but there is nothing to train on until npm run data succeeds.',
  );
}

if (dev) {
  const rest = process.argv.slice(2).filter((option) => option !== '--dev');
  process.exit(runTool('vite/bin/vite.js', rest) ? 0 : 1);
}

if (!ensureBuild()) {
  console.error('The build failed; the reason is above.');
  process.exit(1);
}
const PORT = 4173;
const { url, port } = await serve({ root: join(ROOT, 'dist'), port: PORT });
const notice = portNotice(PORT, port);
if (notice !== undefined) console.log(`\n  ${notice}`);
console.log(`\n  Multitask Playground is at  ${url}\n  Ctrl-C ends it.\n`);
