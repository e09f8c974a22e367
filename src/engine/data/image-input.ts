import type { DataField } from '../../domain/datasets/dataset';
import { sizeOf } from '../../domain/shape';
import type { ImageShape } from '../../data/example-shard';
import type { ByteRange } from '../operations/gather';

/** The images of a field as a network sees them: normalised by channel. */
export interface ImageInput {
  readonly name: string;
  readonly shape: ImageShape;
  /** How many numbers an image has. */
  readonly size: number;
  /** What normalises a byte. */
  readonly range: ByteRange;
  /** Writes an image [height, width, channels] in bytes, which need not be whole ones, normalised. */
  readonly write: (bytes: Uint8Array | Float32Array, to: Float32Array, at: number) => void;
}

/** The images of a field of that name. */
export function imageInput(name: string, { shape, mean, deviation }: Extract<DataField, { readonly kind: 'image' }>): ImageInput {
  const [height = 0, width = 0, channels = 0] = shape;
  const normalised = (byte: number, channel: number) => (byte / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
  /** Per channel, the normalised value of each whole byte. */
  const tables = mean.map((_, channel) => Float32Array.from({ length: 256 }, (__, byte) => normalised(byte, channel)));
  return {
    name,
    shape: [height, width, channels],
    size: sizeOf(shape),
    range: {
      scale: mean.map((_, channel) => 1 / (255 * (deviation[channel] ?? 1))),
      offset: mean.map((centre, channel) => -centre / (deviation[channel] ?? 1)),
    },
    write: (bytes, to, at) => {
      const areWhole = bytes instanceof Uint8Array;
      for (let place = 0; place < bytes.length; place += 1) {
        const [byte, channel] = [bytes[place] ?? 0, place % channels];
        to[at + place] = areWhole ? (tables[channel]?.[byte] ?? 0) : normalised(byte, channel);
      }
    },
  };
}
