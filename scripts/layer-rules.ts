import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';
import { commandOptions } from './command-options.mjs';
import { FOLDER_SIZE, LAYERS, SHARED_PANELS, TEST_PACKAGES, type LayerRule } from './layer-table';

const SOURCE = /\.(ts|tsx|mts|js|mjs)$/;
const TEST = /\.test(-helpers)?\.tsx?$/;

export type RuleId =
  | 'folder'
  | 'types-only'
  | 'panel'
  | 'package'
  | 'worker'
  | 'cycle'
  | 'barrel'
  | 'unresolved'
  | 'unplaced'
  | 'crowded'
  | 'empty';

export interface Violation {
  readonly rule: RuleId;
  /** Path below the root, with slashes. */
  readonly file: string;
  readonly detail: string;
}

interface Import {
  readonly specifier: string;
  readonly kind: 'static' | 'dynamic' | 'worker';
  /** Gone after compilation: import type, export type, the type import('…'). */
  readonly typeOnly: boolean;
}

interface Module {
  readonly file: string;
  readonly imports: readonly Import[];
  /** True when it does nothing but hand on other modules' names. */
  readonly barrel: boolean;
}

/**
 * Checks every module below src, e2e and bench of the root against the table. `modules` is the
 * number of files read.
 */
export function checkLayers(root: string): { readonly modules: number; readonly violations: readonly Violation[] } {
  const modules = ['src', 'e2e', 'bench'].flatMap((folder) => sourcesBelow(root, folder)).map((file) => readModule(root, file));
  if (modules.length === 0) {
    const detail = 'not one module was found: the check looks in the wrong place';
    return { modules: 0, violations: [{ rule: 'empty', file: '.', detail }] };
  }
  const runtime = new Map<string, string[]>();
  const violations = modules.flatMap((module) => checkModule(root, module, runtime));
  return { modules: modules.length, violations: [...violations, ...findCycles(runtime), ...crowdedFolders(modules)] };
}

function sourcesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(sep).join('/')}`)
    .filter((file) => SOURCE.test(file) && !file.endsWith('.d.ts') && statSync(join(root, file)).isFile())
    .sort();
}

function readModule(root: string, file: string): Module {
  const { program, module, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message ?? ''}`);
  const imports: Import[] = [];
  new Visitor({
    ImportDeclaration: (node) => {
      const isType = (one: (typeof node.specifiers)[number]) => one.type === 'ImportSpecifier' && one.importKind === 'type';
      const allTypes = node.specifiers.length > 0 && node.specifiers.every(isType);
      imports.push({ specifier: node.source.value, kind: 'static', typeOnly: node.importKind === 'type' || allTypes });
    },
    ExportAllDeclaration: (node) => {
      imports.push({ specifier: node.source.value, kind: 'static', typeOnly: node.exportKind === 'type' });
    },
    ExportNamedDeclaration: (node) => {
      if (node.source) imports.push({ specifier: node.source.value, kind: 'static', typeOnly: node.exportKind === 'type' });
    },
    TSImportType: (node) => {
      imports.push({ specifier: node.source.value, kind: 'static', typeOnly: true });
    },
    ImportExpression: (node) => {
      const literal = node.source.type === 'Literal' && typeof node.source.value === 'string' ? node.source.value : undefined;
      imports.push({ specifier: literal ?? '(computed)', kind: 'dynamic', typeOnly: false });
    },
    NewExpression: (node) => {
      if (node.callee.type !== 'Identifier' || !/^(Shared)?Worker$/.test(node.callee.name)) return;
      const address = node.arguments[0];
      const path = address?.type === 'NewExpression' ? address.arguments[0] : undefined;
      const literal = path?.type === 'Literal' && typeof path.value === 'string' ? path.value : undefined;
      imports.push({ specifier: literal ?? '(computed)', kind: 'worker', typeOnly: false });
    },
  }).visit(program);
  const handsOn = module.staticExports.some((statement) => statement.entries.some((entry) => entry.moduleRequest));
  const declares = program.body.some(
    (statement) => !/^(Import|Export)/.test(statement.type) || ('declaration' in statement && statement.declaration !== null),
  );
  return { file, imports, barrel: handsOn && !declares };
}

function checkModule(root: string, module: Module, runtime: Map<string, string[]>): Violation[] {
  const violations: Violation[] = [];
  const blame = (rule: RuleId, detail: string): void => {
    violations.push({ rule, file: module.file, detail });
  };
  const layer = layerOf(module.file);
  if (layer === undefined) {
    blame('unplaced', 'lies in a folder that the table of layers does not know');
    return violations;
  }
  if (module.barrel) blame('barrel', 'only hands on what other modules export; import from those');
  const targets: string[] = [];
  runtime.set(module.file, targets);
  for (const one of module.imports) {
    const target = targetOf(root, module.file, one.specifier);
    if (target === undefined) blame('unresolved', `${one.specifier} is no file and no package`);
    else if ('package' in target) {
      if (!packageAllowed(module.file, layer, target.package)) blame('package', `may not import the package ${target.package}`);
    } else {
      const reason = refusal(module.file, layer, one, target.file);
      if (reason !== undefined) blame(reason, `may not import ${target.file}${one.typeOnly ? '' : ' as code'}`);
      if (one.kind === 'static' && !one.typeOnly) targets.push(target.file);
    }
  }
  return violations;
}

/** Folders with more sources directly in them than a reader can keep in mind. */
function crowdedFolders(modules: readonly Module[]): Violation[] {
  const counts = new Map<string, number>();
  for (const { file } of modules) {
    const folder = posix.dirname(file);
    if (TEST.test(file) || !isListed(file, FOLDER_SIZE.folders) || isListed(file, FOLDER_SIZE.registries)) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > FOLDER_SIZE.most)
    .map(([folder, count]) => ({
      rule: 'crowded',
      file: folder,
      detail: `${count} sources lie directly in it, at most ${FOLDER_SIZE.most} may`,
    }));
}

function layerOf(file: string): LayerRule | undefined {
  return LAYERS.filter((layer) => isBelow(file, layer.from)).sort((a, b) => b.from.length - a.from.length)[0];
}

/** The layer that a room is of; undefined for a whole layer. */
function houseOf(layer: LayerRule): LayerRule | undefined {
  return LAYERS.find(({ from }) => from === layer.roomOf);
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function isListed(file: string, list: readonly string[]): boolean {
  return list.some((entry) => (entry.endsWith('/*') ? posix.dirname(file) === entry.slice(0, -2) : isBelow(file, entry)));
}

type Target = { readonly file: string } | { readonly package: string };

function targetOf(root: string, importer: string, specifier: string): Target | undefined {
  const bare = specifier.split('?')[0] ?? '';
  if (!bare.startsWith('.')) {
    if (bare === '(computed)' || bare === '' || bare.startsWith('/')) return undefined;
    return { package: builtinModules.includes(bare) ? `node:${bare}` : bare };
  }
  const path = resolve(root, dirname(importer), bare);
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')].find(
    (candidate) => existsSync(candidate) && statSync(candidate).isFile(),
  );
  return found === undefined ? undefined : { file: relative(root, found).split(sep).join('/') };
}

function packageAllowed(file: string, layer: LayerRule, name: string): boolean {
  const test = TEST.test(file) ? TEST_PACKAGES : [];
  const allowed = [...layer.packages, ...(houseOf(layer)?.packages ?? []), ...test];
  return allowed.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry));
}

/** The rule that an import of a file of the project breaks, or undefined when it is allowed. */
function refusal(file: string, layer: LayerRule, one: Import, target: string): RuleId | undefined {
  if (one.kind === 'worker') return layer.workers?.includes(target) === true ? undefined : 'worker';
  if (isBelow(file, 'src/ui')) {
    const own = panelOf(file);
    const other = panelOf(target);
    // What lies directly in src/ui puts the panels together.
    if (other !== undefined && own !== undefined && own !== other && !SHARED_PANELS.includes(other)) return 'panel';
  }
  if (TEST.test(target) && !TEST.test(file)) return 'folder';
  const house = houseOf(layer);
  const other = layerOf(target);
  // What lies directly in a layer puts its rooms together; tests of a room may use them all.
  if (other === layer || other?.roomOf === layer.from || (house !== undefined && TEST.test(file) && isBelow(target, house.from)))
    return undefined;
  if (isListed(target, [...layer.may, ...(house?.may ?? [])])) return undefined;
  // A test may take the values too, as when it asks whether every id has its texts: it is in no
  // bundle.
  if (isListed(target, [...(layer.typesOf ?? []), ...(house?.typesOf ?? [])])) return one.typeOnly || TEST.test(file) ? undefined : 'types-only';
  // Style sheets, pictures and fixtures lie in folders too, but a fixture outside src is data of a
  // test.
  return TEST.test(file) && target.endsWith('.json') ? undefined : 'folder';
}

function panelOf(file: string): string | undefined {
  const [, , panel, rest] = file.split('/');
  return isBelow(file, 'src/ui') && rest !== undefined ? panel : undefined;
}

/**
 * Cycles of imports that are there at run time: by depth-first search, one report for each closing
 * import.
 */
function findCycles(runtime: ReadonlyMap<string, readonly string[]>): Violation[] {
  const violations: Violation[] = [];
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (finished.has(file)) return;
    const start = path.indexOf(file);
    if (start >= 0) {
      violations.push({ rule: 'cycle', file, detail: [...path.slice(start), file].join(' → ') });
      return;
    }
    path.push(file);
    for (const next of runtime.get(file) ?? []) visit(next);
    path.pop();
    finished.add(file);
  };
  for (const file of runtime.keys()) visit(file);
  return violations;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  commandOptions({}, 'npm run layers   checks who imports whom by scripts/layer-table.ts; takes no options');
  const { modules, violations } = checkLayers(resolve(import.meta.dirname, '..'));
  for (const violation of violations) console.error(`${violation.file}: ${violation.detail} (${violation.rule})`);
  console.log(`${modules} modules read, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
