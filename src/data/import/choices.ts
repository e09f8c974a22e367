import { limits } from '../../experiment/limits';
import type { OwnData } from '../../experiment/own-data';
import type { Column, Found, FoundInput } from './found';
import type { Fit } from './pictures/resize';

/** What a column can become: a kind of field, or nothing. */
export type ColumnKind = 'class' | 'ordinal' | 'value' | 'tags' | 'box' | 'mask' | 'none';

/** What a person decides about an import; everything has a usual value. */
export interface ImportChoices {
  /** What the set is called. */
  readonly name: string;
  /** Height and width of its images; nothing where it has none. */
  readonly size: readonly [height: number, width: number];
  readonly channels: number;
  readonly fit: Fit;
  /** By the columns' ids. */
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  /** True where a mirrored image could be one of the set. */
  readonly mirrors: boolean;
  /** Share of the examples that is set aside for tests, where the files do not say. */
  readonly testShare: number;
  /** By what number the examples are shuffled. */
  readonly seed: number;
  /** The class that boxes are of, by its index; the largest box of any class where it is left out. */
  readonly boxClass?: number | undefined;
}

/** Sides that pictures are usually made, in pixels. */
export const usualSides = [16, 28, 32, 48, 64, 96, 128] as const;
const usualSide = 32;
/** Images of numbers up to this side keep their size. */
const keptSide = 64;
const usualTestShare = 0.2;

/** What a column may become, the usual kind first. */
export function kindsOf(column: Column): readonly ColumnKind[] {
  switch (column.kind) {
    case 'labels':
      return usedClasses(column) >= 2 && column.classes.length <= limits.classes ? ['class', 'ordinal', 'none'] : ['none'];
    case 'numbers': {
      const asClasses = isCountable(column) ? (['class', 'ordinal'] as const) : [];
      return column.size <= 64 && column.values.some((value) => !Number.isNaN(value)) ? ['value', ...asClasses, 'none'] : ['none'];
    }
    case 'flags':
      return column.names.length >= 2 ? ['tags', 'none'] : ['none'];
    case 'boxes':
      return column.boxes.some(({ length }) => length > 0) ? ['box', 'none'] : ['none'];
    case 'masks':
      return ['mask', 'none'];
  }
}

/** How many of the classes occur. */
function usedClasses({ values }: Extract<Column, { kind: 'labels' }>): number {
  const used = new Set(values);
  used.delete(-1);
  return used.size;
}

/** True where numbers are few different whole ones, which may be classes. */
function isCountable({ size, values }: Extract<Column, { kind: 'numbers' }>): boolean {
  if (size !== 1) return false;
  const different = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false;
    different.add(value);
    if (different.size > limits.classes) return false;
  }
  return different.size >= 2;
}

/**
 * The usual choices for what was found. With the facts of a data set, those that would lead to it:
 * whoever was sent an experiment and loads its data need not know them.
 */
export function usualChoices(found: Found, name: string, facts?: OwnData): ImportChoices {
  const kinds = Object.fromEntries(found.columns.map((column) => [column.id, kindIn(column, facts)]));
  const image = Object.values(facts?.fields ?? {}).find((field) => field.kind === 'image');
  const [height, width, channels] = image?.shape ?? usualShape(found.input);
  const share = facts === undefined ? usualTestShare : facts.test / (facts.train + facts.test);
  return {
    name: facts?.name ?? name,
    size: [height, width],
    channels,
    fit: facts?.prepared?.fit ?? (found.columns.some(({ kind }) => kind === 'boxes' || kind === 'masks') ? 'stretch' : 'crop'),
    kinds,
    mirrors: facts?.mirrors ?? (found.format === 'cifar' || found.input.kind === 'pictures'),
    testShare: share,
    seed: facts?.prepared?.seed ?? 1,
    ...(facts?.prepared?.boxClass === undefined ? {} : { boxClass: facts.prepared.boxClass }),
  };
}

function kindIn(column: Column, facts: OwnData | undefined): ColumnKind {
  const kinds = kindsOf(column);
  const field = facts?.fields[column.id]?.kind;
  const known = facts === undefined ? kinds[0] : kinds.find((kind) => kind === (field ?? 'none'));
  return known ?? kinds[0] ?? 'none';
}

function usualShape(input: FoundInput): readonly [number, number, number] {
  if (input.kind === 'numbers') return [1, 1, 1];
  if (input.kind === 'pictures') return [usualSide, usualSide, 3];
  const [height, width, channels] = input.shape;
  const larger = Math.max(height, width);
  if (larger <= keptSide) return [height, width, channels];
  const scale = keptSide / larger;
  return [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale)), channels];
}
