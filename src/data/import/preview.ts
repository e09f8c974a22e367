import { randomKey, randomPermutation } from '../../lib/random';
import { ok, type Result } from '../../lib/result';
import { buildInput } from './build-input';
import { columnField } from './column-fields';
import type { ImportChoices } from './choices';
import type { ImportFault } from './fault';
import type { Column, Found } from './found';
import { classNames } from './names';
import type { DecodePicture } from './pictures/picture';

/** One example as it will be: its image, and what is said of it. */
export interface PreviewExample {
  /** [height, width, channels]; undefined where examples are numbers. */
  readonly pixels: Uint8Array | undefined;
  readonly said: string;
  /** Its boxes [left, top, right, bottom] and masks [height, width], in the order of the columns. */
  readonly areas: readonly PreviewArea[];
}

export interface PreviewArea {
  readonly kind: 'box' | 'mask';
  readonly values: Uint8Array | Int32Array;
}

/** A few examples by chance, the same ones whatever is chosen. Faults: those of pictures. */
export async function previewOf(found: Found, choices: ImportChoices, decode: DecodePicture, count: number): Promise<Result<readonly PreviewExample[], ImportFault>> {
  const rows = randomPermutation(randomKey('preview'), found.rows).subarray(0, count);
  const input = found.input.kind === 'numbers' ? undefined : buildInput(found.input, choices, decode, rows);
  const areas = found.columns.flatMap((column) => {
    const field = column.kind === 'boxes' || column.kind === 'masks' ? columnField(column, choices, rows, decode) : undefined;
    return field === undefined ? [] : [{ kind: column.kind === 'boxes' ? ('box' as const) : ('mask' as const), numbers: field.numbers }];
  });
  const examples: PreviewExample[] = [];
  for (const row of rows) {
    const example = await input?.example(row, false);
    if (example?.ok === false) return example;
    const numbers = example?.value.numbers;
    const drawn: PreviewArea[] = [];
    for (const { kind, numbers: numbersOf } of areas) {
      const area = await numbersOf(row, example?.value.shown ?? { left: 0, top: 0, width: 1, height: 1 });
      if (!area.ok) return area;
      if (area.value !== undefined) drawn.push({ kind, values: kind === 'box' ? Int32Array.from(area.value) : Uint8Array.from(area.value) });
    }
    const said = found.columns.flatMap((column) => ((choices.kinds[column.id] ?? 'none') === 'none' ? [] : (saidBy(column, row) ?? [])));
    // A copy: a view would be sent with all of its file.
    examples.push({ pixels: numbers instanceof Uint8Array ? numbers.slice() : undefined, said: said.join(' · '), areas: drawn });
  }
  return ok(examples);
}

/** What a column says of a row, in short; undefined for nothing. */
function saidBy(column: Column, row: number): string | undefined {
  switch (column.kind) {
    case 'labels':
      return column.classes[column.values[row] ?? -1];
    case 'numbers': {
      const value = column.values[row * column.size] ?? Number.NaN;
      return Number.isNaN(value) ? undefined : String(Number(value.toPrecision(4)));
    }
    case 'flags':
      return classNames(column.names).filter((_, place) => column.values[row * column.names.length + place] === 1).join(' ');
    default:
      return undefined;
  }
}
