import { commandOptions } from './command-options.mjs';
import { runTool } from './setup.mjs';

commandOptions({}, 'npm run fuzz:import   damages files of every format that can be imported, 2,000 times each; takes no options');

if (!runTool('vitest/vitest.mjs', ['run', 'src/data/import/fuzz.test.ts'], { FUZZ_TRIES: '2000' })) process.exitCode = 1;
