import { join } from 'node:path';
import { portNotice, serve } from './serve.mjs';
import { checkNode, ensureBuild, ensureData, ensurePackages, hasData, ROOT, runTool } from './setup.mjs';

checkNode();
if (!(await ensurePackages())) process.exit(1);
if (!ensureData()) {
  console.log(
    hasData()
      ? 'Going on with the data that is there; the page shows what is missing.'
      : 'Going on without data: the page opens, but there is nothing to train on until npm run data succeeds.',
  );
}

if (process.argv.includes('--dev')) {
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
