import { randomKey, randomPermutation } from '../../lib/random';
import { ok, type Result } from '../../lib/result';
import { buildInput } from './build-input';
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
}

/** A few examples by chance, the same ones whatever is chosen. Faults: those of pictures. */
export async function previewOf(found: Found, choices: ImportChoices, decode: DecodePicture, count: number): Promise<Result<readonly PreviewExample[], ImportFault>> {
  const rows = randomPermutation(randomKey('preview'), found.rows).subarray(0, count);
  const input = found.input.kind === 'numbers' ? undefined : buildInput(found.input, choices, decode, rows);
  const examples: PreviewExample[] = [];
  for (const row of rows) {
    const example = await input?.example(row, false);
    if (example?.ok === false) return example;
    const numbers = example?.value.numbers;
    const said = found.columns.flatMap((column) => ((choices.kinds[column.id] ?? 'none') === 'none' ? [] : (saidBy(column, row) ?? [])));
    examples.push({ pixels: numbers instanceof Uint8Array ? numbers : undefined, said: said.join(' · ') });
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
