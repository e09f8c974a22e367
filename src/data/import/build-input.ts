import { sizeOf } from '../../domain/shape';
import type { FieldNumbers } from '../../domain/targets/target';
import type { OwnData } from '../../experiment/own-data';
import { ok, type Result } from '../../lib/result';
import type { ImportChoices } from './choices';
import { sharesShown } from './column-fields';
import type { ImportFault } from './fault';
import type { FoundInput } from './found';
import { decodeFile, type DecodePicture, type Pixels } from './pictures/picture';
import { asImage, type Part } from './pictures/resize';

/** What networks look at, example by example. */
export interface BuiltInput {
  /** Of the field. */
  readonly name: string;
  readonly room: (examples: number) => FieldNumbers;
  /** The numbers of a row, with what they show of the image there. Those of train rows count in the facts. */
  readonly example: (row: number, isTrain: boolean) => Promise<Result<{ readonly numbers: FieldNumbers; readonly shown: Part }, ImportFault>>;
  /** Once all train rows were asked for. */
  readonly facts: () => OwnData['fields'][string];
}

/** A deviation of nothing would make what is normalised by it infinite. */
const leastDeviation = 1 / 255;
const whole: Part = { left: 0, top: 0, width: 1, height: 1 };

/** How the input of a data set is made of what was found. */
export function buildInput(input: FoundInput, choices: ImportChoices, decode: DecodePicture, train: Uint32Array): BuiltInput {
  return input.kind === 'numbers' ? vectorInput(input, train) : imageInput(input, choices, decode);
}

function imageInput(input: Exclude<FoundInput, { kind: 'numbers' }>, choices: ImportChoices, decode: DecodePicture): BuiltInput {
  const { size, channels, fit } = choices;
  const [height, width] = size;
  const pixels = sizeOf(size);
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let counted = 0;

  async function pixelsOf(row: number): Promise<Result<Pixels & { readonly natural?: { readonly height: number; readonly width: number } }, ImportFault>> {
    if (input.kind === 'pixels') return ok(input.at(row));
    const file = input.files[row];
    if (file === undefined) throw new Error(`there is no row ${row}`);
    return decodeFile(file, decode);
  }

  return {
    name: 'image',
    room: (examples) => new Uint8Array(examples * pixels * channels),
    example: async (row, isTrain) => {
      const image = await pixelsOf(row);
      if (!image.ok) return image;
      const { data } = asImage(image.value, size, channels, fit);
      if (isTrain) {
        counted += pixels;
        for (let at = 0; at < data.length; at += 1) {
          const value = (data[at] ?? 0) / 255;
          sums[at % channels] = (sums[at % channels] ?? 0) + value;
          squares[at % channels] = (squares[at % channels] ?? 0) + value * value;
        }
      }
      return ok({ numbers: data, shown: sharesShown(image.value.natural ?? image.value, choices) });
    },
    facts: () => {
      const mean = [...sums].map((sum) => sum / counted);
      const deviation = mean.map((value, channel) => Math.max(leastDeviation, Math.sqrt(Math.max(0, (squares[channel] ?? 0) / counted - value * value))));
      return { kind: 'image', shape: [height, width, channels], mean, deviation };
    },
  };
}

/** Numbers as they are; networks standardise them by the mean and deviation of the train rows. */
function vectorInput({ size, values }: Extract<FoundInput, { kind: 'numbers' }>, train: Uint32Array): BuiltInput {
  return {
    name: 'input',
    room: (examples) => new Float32Array(examples * size),
    example: (row) => Promise.resolve(ok({ numbers: values.subarray(row * size, (row + 1) * size), shown: whole })),
    facts: () => {
      const scales = Array.from({ length: size }, (_, place) => scaleOf(Float64Array.from(train, (row) => values[row * size + place] ?? 0)));
      return { kind: 'vector', size, mean: scales.map(({ mean }) => mean), deviation: scales.map(({ deviation }) => deviation) };
    },
  };
}

/** Mean and deviation of those numbers that are there; a deviation of 1 where all are the same. */
function scaleOf(column: Float64Array): { readonly mean: number; readonly deviation: number } {
  const known = column.filter((value) => !Number.isNaN(value));
  const count = Math.max(1, known.length);
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  return { mean, deviation: deviation > 1e-12 ? deviation : 1 };
}
