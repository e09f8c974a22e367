import { commandOptions } from './command-options.mjs';
import { runTool } from './setup.mjs';

commandOptions({}, 'npm run types   compiles every wall of the project, without output; takes no options');

// One compiler run per wall: the domain without any DOM, the engine as a worker, the page with the
// DOM, then the tests.
const PROJECTS = [
  'src/domain',
  'src/engine',
  'tsconfig.json',
  'src/tsconfig.tests.json',
  'src/engine/tsconfig.tests.json',
  'scripts',
  'bench',
  'bench/workers',
  'bench/reference',
  'e2e',
];

const broken = PROJECTS.filter((project) => !runTool('typescript/bin/tsc', ['-p', project]));
if (broken.length > 0) {
  console.error(`Types do not fit in: ${broken.join(', ')}`);
  process.exit(1);
}
