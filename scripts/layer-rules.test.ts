import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers, type RuleId } from './layer-rules';
import { LAYERS } from './layer-table';

const ROOT = resolve(import.meta.dirname, '..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project of its own with the files given: path below the root → text. */
function plant(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'layer-rules-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

function rulesBroken(files: Readonly<Record<string, string>>): RuleId[] {
  return checkLayers(plant(files)).violations.map((violation) => violation.rule);
}

const THING = 'export const thing = 1;\nexport interface Thing { a: number }\n';
const USE = 'console.log(thing);\n';

describe('the real tree', () => {
  it('keeps to the table of layers', () => {
    const { modules, violations } = checkLayers(ROOT);
    expect(modules).toBeGreaterThan(100);
    expect(violations).toEqual([]);
  });
});

describe('the picture of folders in docs/architecture.md', () => {
  it('names every folder of the source', () => {
    const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
    const picture = text.split('\n').filter((line) => /^ {4}(src\/| *[│├└]| {9})/.test(line));
    const named = picture.flatMap((line) => line.match(/[a-z][a-zA-Z0-9-]*(?=\/)/g) ?? []).filter((name) => name !== 'src');
    const folders = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures')
      .map(({ name }) => name);
    expect([...new Set(named)].toSorted()).toEqual([...new Set(folders)].toSorted());
  });
});

describe('a planted violation', () => {
  // importer, imported; each pair breaks one line of the table.
  const FORBIDDEN = [
    ['src/lib/a.ts', 'src/domain/shape.ts'],
    ['src/domain/datasets/a.ts', 'src/domain/tasks/b.ts'],
    ['src/domain/losses/a.ts', 'src/domain/tasks/b.ts'],
    ['src/domain/targets/a.ts', 'src/domain/tasks/b.ts'],
    ['src/domain/tasks/a.ts', 'src/domain/network/b.ts'],
    ['src/domain/network/a.ts', 'src/domain/balancing/b.ts'],
    ['src/domain/balancing/a.ts', 'src/domain/tasks/b.ts'],
    ['src/domain/optimizers/a.ts', 'src/domain/network/b.ts'],
    ['src/domain/schedules/a.ts', 'src/domain/tasks/b.ts'],
    ['src/domain/metrics/a.ts', 'src/domain/network/b.ts'],
    ['src/domain/a.ts', 'src/experiment/b.ts'],
    ['src/experiment/a.ts', 'src/protocol/b.ts'],
    ['src/plan/a.ts', 'src/engine/b.ts'],
    ['src/data/a.ts', 'src/plan/b.ts'],
    ['src/data/import/a.ts', 'src/plan/b.ts'],
    ['src/protocol/a.ts', 'src/client/b.ts'],
    ['src/engine/a.ts', 'src/client/b.ts'],
    ['src/engine/operations/a.ts', 'src/engine/layers/b.ts'],
    ['src/engine/layers/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/losses/a.ts', 'src/engine/measures/b.ts'],
    ['src/engine/measures/a.ts', 'src/engine/losses/b.ts'],
    ['src/engine/optimizers/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/kernels/a.ts', 'src/engine/layers/b.ts'],
    ['src/engine/kernels/webgpu/cases/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/backend/a.ts', 'src/engine/trainer.ts'],
    ['src/engine/data/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/import/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/balancing/a.ts', 'src/engine/step/b.ts'],
    ['src/engine/step/a.ts', 'src/engine/evaluation/b.ts'],
    ['src/engine/evaluation/a.ts', 'src/engine/inspect/b.ts'],
    ['src/engine/inspect/a.ts', 'src/engine/session/b.ts'],
    ['src/engine/session/a.ts', 'src/engine/testing/b.ts'],
    ['src/engine/testing/a.ts', 'src/state/b.ts'],
    ['src/client/a.ts', 'src/state/b.ts'],
    ['src/client/a.ts', 'src/engine/session/session.ts'],
    ['src/state/a.ts', 'src/ui/b.ts'],
    ['src/state/runs/a.ts', 'src/state/session/b.ts'],
    ['src/state/charts/a.ts', 'src/state/session/b.ts'],
    ['src/state/document/a.ts', 'src/state/runs/b.ts'],
    ['src/state/view/a.ts', 'src/state/document/b.ts'],
    ['src/state/persistence/a.ts', 'src/state/library/b.ts'],
    ['src/state/imports/a.ts', 'src/state/session/b.ts'],
    ['src/state/library/a.ts', 'src/state/session/b.ts'],
    ['src/state/session/a.ts', 'src/state/studies/b.ts'],
    ['src/state/studies/a.ts', 'src/state/library/b.ts'],
    ['src/domain/papers/a.ts', 'src/domain/tasks/b.ts'],
    ['src/export/a.ts', 'src/state/b.ts'],
    ['src/i18n/a.ts', 'src/state/b.ts'],
    ['src/ui/widgets/a.ts', 'src/domain/b.ts'],
    ['src/ui/a.ts', 'src/client/b.ts'],
    ['src/app/a.ts', 'src/engine/b.ts'],
    ['src/main.tsx', 'src/engine/b.ts'],
    ['e2e/a.e2e.ts', 'src/state/b.ts'],
    ['bench/a.ts', 'src/engine/b.ts'],
    ['bench/workers/a.ts', 'src/ui/b.ts'],
    ['bench/reference/a.ts', 'src/lib/b.ts'],
  ] as const;

  it.each(FORBIDDEN)('%s imports %s', (importer, imported) => {
    const back = '../'.repeat(importer.split('/').length - 1);
    const from = `${back}${imported.replace('.ts', '')}`;
    const specifier = from.startsWith('.') ? from : `./${from}`;
    for (const text of [
      `import { thing } from '${specifier}';\n${USE}`,
      `import type { Thing } from '${specifier}';\nexport type A = Thing;\n`,
      `console.log(await import('${specifier}'));\n`,
      `export type A = import('${specifier}').Thing;\n`,
      `export { thing } from '${specifier}';\nexport const own = 1;\n`,
    ]) {
      expect(rulesBroken({ [importer]: text, [imported]: THING })).toEqual(['folder']);
    }
  });

  it('covers every layer of the table', () => {
    const planted = new Set(FORBIDDEN.map(([importer]) => importer));
    const uncovered = LAYERS.filter(({ from }) => ![...planted].some((file) => file === from || dirname(file) === from));
    expect(uncovered.map(({ from }) => from)).toEqual([]);
  });

  it('a layer that may only know types takes code', () => {
    const use = (clause: string): RuleId[] => {
      const text = `import ${clause} from '../domain/b';\nexport type A = Thing;\n`;
      return rulesBroken({ 'src/protocol/a.ts': text, 'src/domain/b.ts': THING });
    };
    expect(use('type { Thing }')).toEqual([]);
    expect(use('{ type Thing }')).toEqual([]);
    expect(use('{ type Thing, thing }')).toEqual(['types-only']);
  });

  it('a package in the wrong folder', () => {
    const use = (file: string, name: string): RuleId[] =>
      rulesBroken({ [file]: `import * as all from '${name}';\nconsole.log(all);\n` });
    for (const file of ['src/ui/a.ts', 'src/app/a.ts', 'src/state/a.ts', 'src/domain/a.ts', 'src/client/a.ts']) {
      expect(use(file, '@tensorflow/tfjs-core')).toEqual(['package']);
    }
    for (const name of ['@xyflow/react', 'recharts', 'lucide-react']) {
      expect(use('src/app/a.ts', name)).toEqual(['package']);
      expect(use('src/ui/network/a.ts', name)).toEqual([]);
    }
    expect(use('src/engine/a.ts', '@tensorflow/tfjs-core')).toEqual([]);
    expect(use('src/engine/a.ts', 'react')).toEqual(['package']);
    expect(use('src/domain/a.ts', 'valibot')).toEqual(['package']);
    expect(use('src/lib/a.ts', 'node:fs')).toEqual(['package']);
    expect(use('src/lib/a.ts', 'fs')).toEqual(['package']);
    expect(use('src/lib/a.test.ts', 'node:fs')).toEqual([]);
    expect(use('src/lib/a.test-helpers.ts', 'fast-check')).toEqual([]);
  });

  it('one panel imports another', () => {
    const use = (folder: string): RuleId[] =>
      rulesBroken({ 'src/ui/curves/a.ts': `import { thing } from '../${folder}/b';\n${USE}`, [`src/ui/${folder}/b.ts`]: THING });
    expect(use('canvas')).toEqual(['panel']);
    expect(use('common')).toEqual([]);
    const shared = { 'src/ui/common/a.ts': `import { thing } from '../canvas/b';\n${USE}`, 'src/ui/canvas/b.ts': THING };
    expect(rulesBroken(shared)).toEqual(['panel']);
  });

  it('a room that may only know types of another takes code', () => {
    const use = (clause: string, file = 'src/engine/session/a.ts'): RuleId[] => {
      const text = `import ${clause} from '../backend/b';\nexport type A = Thing;\n`;
      return rulesBroken({ [file]: text, 'src/engine/backend/b.ts': THING });
    };
    expect(use('type { Thing }')).toEqual([]);
    expect(use('{ type Thing, thing }')).toEqual(['types-only']);
    // Tests of a room may use the whole layer.
    expect(use('{ type Thing, thing }', 'src/engine/session/a.test.ts')).toEqual([]);
  });

  it('what may be imported among rooms', () => {
    const use = (importer: string, imported: string): RuleId[] => {
      const text = `import { thing } from '${'../'.repeat(importer.split('/').length - 1)}${imported.replace('.ts', '')}';\n${USE}`;
      return rulesBroken({ [importer]: text, [imported]: THING });
    };
    expect(use('src/engine/a.ts', 'src/engine/step/b.ts')).toEqual([]);
    expect(use('src/engine/step/strategies/a.ts', 'src/engine/step/b.ts')).toEqual([]);
    expect(use('src/engine/step/a.ts', 'src/plan/b.ts')).toEqual([]);
    expect(use('src/engine/step/a.ts', 'src/engine/trainer-contract.ts')).toEqual(['types-only']);
    expect(use('src/ui/common/a.ts', 'src/ui/widgets/b.ts')).toEqual([]);
    expect(use('src/ui/widgets/a.ts', 'src/ui/common/b.ts')).toEqual(['folder']);
  });

  it('a folder with more files than a reader can keep in mind', () => {
    const files = (count: number, folder: string, ending: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/file-${index}${ending}`, THING]));
    expect(rulesBroken(files(14, 'src/ui/runs', '.tsx'))).toEqual([]);
    expect(rulesBroken(files(15, 'src/ui/runs', '.tsx'))).toEqual(['crowded']);
    expect(rulesBroken({ ...files(14, 'src/ui/runs', '.tsx'), ...files(9, 'src/ui/runs', '.test.ts') })).toEqual([]);
    expect(rulesBroken(files(15, 'src/engine/layers', '.ts'))).toEqual([]);
  });

  it('a worker is started elsewhere, or another one', () => {
    const start = (file: string, worker: string): RuleId[] =>
      rulesBroken({
        [file]: `export const w = new Worker(new URL('../engine/${worker}.ts', import.meta.url), { type: 'module' });\n`,
        [`src/engine/${worker}.ts`]: THING,
      });
    expect(start('src/client/a.ts', 'training.worker')).toEqual([]);
    expect(start('src/client/a.ts', 'session')).toEqual(['worker']);
    expect(start('src/app/a.ts', 'training.worker')).toEqual(['worker']);
  });

  it('a cycle, a barrel, a missing file, a computed import, a folder that nobody knows, nothing at all', () => {
    const cycle = {
      'src/lib/a.ts': "import { b } from './b';\nexport const a = () => b();\n",
      'src/lib/b.ts': "import { c } from './c';\nexport const b = () => c();\n",
      'src/lib/c.ts': "import { a } from './a';\nexport const c = () => a();\n",
    };
    expect(rulesBroken(cycle)).toEqual(['cycle']);
    expect(rulesBroken({ 'src/lib/index.ts': "export * from './b';\n", 'src/lib/b.ts': THING })).toEqual(['barrel']);
    expect(rulesBroken({ 'src/lib/index.ts': "export { thing } from './b';\n", 'src/lib/b.ts': THING })).toEqual(['barrel']);
    expect(rulesBroken({ 'src/lib/a.ts': "import './nowhere';\n" })).toEqual(['unresolved']);
    expect(rulesBroken({ 'src/lib/a.ts': 'export const load = (name: string) => import(name);\n' })).toEqual(['unresolved']);
    expect(rulesBroken({ 'src/helpers/a.ts': THING })).toEqual(['unplaced']);
    for (const helper of ['b.test', 'b.test-helpers']) {
      const files = { 'src/lib/a.ts': `import { thing } from './${helper}';\n${USE}`, [`src/lib/${helper}.ts`]: THING };
      expect(rulesBroken(files)).toEqual(['folder']);
    }
    expect(rulesBroken({ 'elsewhere/a.ts': THING })).toEqual(['empty']);
  });
});

describe('the linter', () => {
  it('catches what compilers let pass', () => {
    const root = plant({
      'src/lib/any.ts': 'export const loose: any = 1;\n',
      'src/lib/bang.ts': 'export const first = (all: readonly number[]): number => all[0]!;\n',
      'src/lib/cast.ts': 'export const forced = (value: unknown): number => value as number;\n',
      'src/lib/float.ts': 'export function start(): void {\n  Promise.resolve(1);\n}\n',
      'src/lib/sync.ts': 'export const read = (t: { dataSync(): number }): number => t.dataSync();\n',
      'src/lib/fine.ts': "export const fine = ['a', 'b'] as const;\n",
      'src/ui/hooks.tsx':
        "import { useState } from 'react';\nexport function Odd(props: { on: boolean }): number {\n" +
        '  if (props.on) return 0;\n  const [n] = useState(1);\n  return n;\n}\n',
      'src/ui/alt.tsx': 'export function Picture() {\n  return <img src="a.png" />;\n}\n',
    });
    cpSync(join(ROOT, '.oxlintrc.json'), join(root, '.oxlintrc.json'));
    cpSync(join(ROOT, 'tsconfig.json'), join(root, 'tsconfig.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
    const tool = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const done = spawnSync(process.execPath, [tool, '--type-aware', '--format', 'unix', 'src'], { cwd: root, encoding: 'utf8' });
    const found = done.stdout.split('\n').filter((line) => line.startsWith('src/'));
    const catches = (file: string, rule: string): boolean => found.some((line) => line.startsWith(file) && line.includes(rule));
    expect(catches('src/lib/any.ts', 'no-explicit-any')).toBe(true);
    expect(catches('src/lib/bang.ts', 'no-non-null-assertion')).toBe(true);
    expect(catches('src/lib/cast.ts', 'consistent-type-assertions')).toBe(true);
    expect(catches('src/lib/float.ts', 'no-floating-promises')).toBe(true);
    expect(catches('src/lib/sync.ts', 'no-restricted-properties')).toBe(true);
    expect(catches('src/ui/hooks.tsx', 'rules-of-hooks')).toBe(true);
    expect(catches('src/ui/alt.tsx', 'alt-text')).toBe(true);
    expect(found.filter((line) => line.startsWith('src/lib/fine.ts'))).toEqual([]);
    expect(done.status).not.toBe(0);
  });
});
