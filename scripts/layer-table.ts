/**
 * Who may import whom: the table of docs/architecture.md, and the only place where it is written as
 * rules (`layer-rules.ts` checks them). `from` is a folder (or a file) below the root; the longest
 * one that fits a file counts. `may` lists what its files may import besides their own folder:
 * folders, or folders with `/*` for the files directly in them. `typesOf`: the same for `import
 * type` alone. `packages`: packages by name, a trailing * stands for the rest.
 */
export interface LayerRule {
  readonly from: string;
  readonly may: readonly string[];
  readonly typesOf?: readonly string[];
  readonly packages: readonly string[];
  /**
   * A layer that this folder is a room of: it may import what the layer may; of the layer's other
   * rooms only those in `may`.
   */
  readonly roomOf?: string;
  /** Files that may be started with new Worker(new URL(…)). */
  readonly workers?: readonly string[];
}

const PAGE = ['src/lib', 'src/domain', 'src/experiment', 'src/data', 'src/state', 'src/export', 'src/i18n'];
const UI_PACKAGES = ['react', 'react/*', 'react-dom', 'react-dom/*'];
// zustand only for the hook that reads the store; the store itself is made in state/.
const WIDGETS = [
  '@xyflow/react',
  '@xyflow/react/*',
  'recharts',
  'recharts/*',
  'lucide-react',
  '@dagrejs/dagre',
  'zustand',
];

/**
 * Rooms of the engine, from the lowest floor up; tests beside the source may import all of the
 * engine.
 */
const ENGINE_ROOMS: readonly LayerRule[] = [
  room('src/engine', 'operations', []),
  room('src/engine', 'layers', ['operations']),
  room('src/engine', 'losses', ['operations']),
  room('src/engine', 'measures', ['operations']),
  room('src/engine', 'optimizers', ['operations']),
  room('src/engine', 'kernels', ['operations', 'optimizers']),
  // What the kernels are tested with.
  room('src/engine', 'kernels/webgpu/cases', ['kernels', 'operations', 'optimizers', 'layers', 'losses', 'measures']),
  room('src/engine', 'backend', ['kernels']),
  room('src/engine', 'data', ['operations']),
  room('src/engine', 'import', ['data']),
  room('src/engine', 'balancing', ['operations']),
  room(
    'src/engine',
    'step',
    ['operations', 'layers', 'losses', 'measures', 'optimizers', 'data', 'balancing', 'revision.ts'],
    ['trainer-contract.ts'],
  ),
  room('src/engine', 'evaluation', ['operations', 'measures', 'data', 'step'], ['trainer-contract.ts']),
  room('src/engine', 'inspect', ['operations', 'data', 'step', 'evaluation'], ['trainer-contract.ts']),
  room(
    'src/engine',
    'session',
    ['data', 'evaluation', 'inspect', 'kept-start.ts', 'revision.ts', 'trainer.ts'],
    ['backend', 'step', 'trainer-contract.ts'],
  ),
  room('src/engine', 'testing', ['']),
];

/** Rooms of the page's state. `app-state.ts` is the type of all slices together. */
const STATE_ROOMS: readonly LayerRule[] = [
  room('src/state', 'runs', [], ['app-state.ts']),
  room('src/state', 'charts', ['runs', 'measured.ts'], ['app-state.ts']),
  room('src/state', 'document', [], ['app-state.ts']),
  room('src/state', 'view', [], ['app-state.ts']),
  room('src/state', 'persistence', ['runs', 'new-id.ts'], ['app-state.ts']),
  room('src/state', 'imports', []),
  room('src/state', 'library', ['runs', 'persistence'], ['app-state.ts']),
  room('src/state', 'session', ['runs', 'view', 'imports', 'measured.ts', 'new-id.ts'], ['app-state.ts']),
  room('src/state', 'studies', ['runs', 'session', 'imports', 'new-id.ts'], ['app-state.ts']),
];

export const LAYERS: readonly LayerRule[] = [
  { from: 'src/lib', may: [], packages: [] },
  { from: 'src/domain', may: ['src/lib'], packages: [] },
  { from: 'src/domain/papers', may: ['src/lib'], packages: [] },
  { from: 'src/domain/datasets', may: ['src/lib', 'src/domain/*'], packages: [] },
  { from: 'src/domain/losses', may: ['src/lib', 'src/domain/*'], typesOf: ['src/domain/targets', 'src/domain/papers'], packages: [] },
  { from: 'src/domain/targets', may: ['src/lib', 'src/domain/*', 'src/domain/datasets'], packages: [] },
  {
    from: 'src/domain/tasks',
    may: ['src/lib', 'src/domain/*', 'src/domain/datasets', 'src/domain/targets'],
    typesOf: ['src/domain/losses', 'src/domain/metrics'],
    packages: [],
  },
  { from: 'src/domain/network', may: ['src/lib', 'src/domain/*', 'src/domain/tasks'], packages: [] },
  { from: 'src/domain/balancing', may: ['src/lib', 'src/domain/*'], typesOf: ['src/domain/papers'], packages: [] },
  { from: 'src/domain/optimizers', may: ['src/lib', 'src/domain/*'], typesOf: ['src/domain/papers'], packages: [] },
  { from: 'src/domain/schedules', may: ['src/lib', 'src/domain/*'], packages: [] },
  { from: 'src/domain/metrics', may: ['src/lib', 'src/domain/*', 'src/domain/tasks'], typesOf: ['src/domain/targets'], packages: [] },
  { from: 'src/experiment', may: ['src/lib', 'src/domain'], packages: ['valibot', 'fflate'] },
  // Problems are told in the words of the protocol.
  { from: 'src/plan', may: ['src/lib', 'src/domain', 'src/experiment'], typesOf: ['src/protocol'], packages: [] },
  { from: 'src/data', may: ['src/lib', 'src/domain', 'src/experiment'], typesOf: ['src/protocol'], packages: [] },
  // Files that people bring.
  { from: 'src/data/import', may: ['src/lib', 'src/domain', 'src/experiment', 'src/data'], packages: ['fflate', 'papaparse', 'modern-tar'] },
  { from: 'src/protocol', may: [], typesOf: ['src/lib', 'src/domain', 'src/experiment', 'src/data'], packages: [] },
  { from: 'src/engine', may: ['src/lib', 'src/domain', 'src/experiment', 'src/plan', 'src/data', 'src/protocol'], packages: ['@tensorflow/*'] },
  ...ENGINE_ROOMS,
  {
    from: 'src/client',
    may: ['src/lib', 'src/protocol', 'src/experiment'],
    typesOf: ['src/domain'],
    packages: [],
    workers: ['src/engine/training.worker.ts', 'src/engine/import/import.worker.ts'],
  },
  {
    from: 'src/state',
    may: ['src/lib', 'src/domain', 'src/experiment', 'src/data', 'src/protocol', 'src/client'],
    typesOf: ['src/i18n'],
    packages: ['zustand', 'zustand/*', 'idb', 'valibot'],
  },
  ...STATE_ROOMS,
  { from: 'src/export', may: ['src/lib', 'src/domain', 'src/experiment'], packages: [] },
  { from: 'src/i18n', may: ['src/lib'], typesOf: ['src/domain', 'src/experiment', 'src/protocol'], packages: [] },
  // Widgets know nothing of the product.
  { from: 'src/ui/widgets', may: ['src/lib'], packages: [...UI_PACKAGES, 'lucide-react'] },
  { from: 'src/ui', may: [...PAGE, 'src/ui/widgets'], typesOf: ['src/protocol'], packages: [...UI_PACKAGES, ...WIDGETS] },
  { from: 'src/app', may: [...PAGE, 'src/protocol', 'src/client', 'src/ui'], packages: UI_PACKAGES },
  { from: 'src/main.tsx', may: [...PAGE, 'src/protocol', 'src/client', 'src/ui', 'src/app'], packages: UI_PACKAGES },
  {
    from: 'e2e',
    may: ['src/experiment', 'src/i18n', 'src/data/testing', 'scripts/browser.mjs', 'scripts/serve.mjs'],
    typesOf: ['src/lib', 'src/domain', 'src/engine/testing'],
    packages: ['playwright', 'playwright/*', '@axe-core/playwright', 'fflate', 'vite', 'node:*'],
  },
  {
    from: 'bench',
    may: ['src/lib', 'src/domain', 'src/experiment', 'src/protocol', 'src/client', 'src/data/testing', 'scripts'],
    typesOf: ['src/app'],
    packages: ['playwright', 'vite', 'fflate', 'jpeg-js', 'node:*'],
    workers: ['bench/workers/ours.worker.ts', 'bench/reference/stock.worker.ts', 'src/engine/training.worker.ts'],
  },
  {
    from: 'bench/workers',
    may: ['src/lib', 'src/domain', 'src/experiment', 'src/plan', 'src/data', 'src/protocol', 'src/engine', 'bench/*'],
    packages: ['@tensorflow/*'],
  },
  // Nothing of the playground: what it is compared with is built of stock parts alone.
  { from: 'bench/reference', may: ['bench/workers'], typesOf: ['bench/*'], packages: ['@tensorflow/*', 'convnetjs'] },
];

/**
 * Folders of the page that every panel may use; all others are panels, which do not import each
 * other.
 */
export const SHARED_PANELS: readonly string[] = ['widgets', 'common', 'charts'];

/** What tests beside the source, and their helpers, may import besides what their folder may. */
export const TEST_PACKAGES = ['vitest', 'fast-check', 'node:*'];

/**
 * How many sources may lie directly in a folder below `folders`, tests not counted; more means that
 * a room is missing. `registries`: one file for each kind or kernel, as many as there are.
 */
export const FOLDER_SIZE = {
  most: 14,
  folders: ['src/engine', 'src/state', 'src/ui', 'src/plan', 'src/data', 'src/client', 'src/app'],
  registries: ['src/engine/layers', 'src/engine/losses', 'src/engine/operations', 'src/engine/kernels', 'src/engine/inspect'],
} as const;

/**
 * A folder of a layer as a rule: `may` and `typesOf` are paths below the layer, '' for all of it.
 */
function room(layer: string, name: string, may: readonly string[], typesOf: readonly string[] = []): LayerRule {
  const below = (path: string) => (path === '' ? layer : `${layer}/${path}`);
  return { from: below(name), roomOf: layer, may: may.map(below), typesOf: typesOf.map(below), packages: [] };
}
