/** How many images of a split are prepared, and how many bytes are loaded for the first so many of them. */
interface PreparedSplit {
  readonly images: number;
  readonly shards: readonly { readonly images: number; readonly bytes: number }[];
}

/** What is prepared of a data set, as its index.json says. */
export interface PreparedDataset {
  readonly train: PreparedSplit;
  readonly test: PreparedSplit;
}

/** Reads an index; undefined for what is none (a start page that a server sends for every address, a damaged file). */
export function readDatasetIndex(json: unknown): PreparedDataset | undefined {
  const train = readSplit(field(json, 'train'));
  const test = readSplit(field(json, 'test'));
  return train === undefined || test === undefined ? undefined : { train, test };
}

/** Bytes that are transferred to train on the first `train` images and test on the first `test`: whole shards. */
export function bytesToLoad(prepared: PreparedDataset, train: number, test: number): number {
  return bytesOf(prepared.train, train) + bytesOf(prepared.test, test);
}

function bytesOf(split: PreparedSplit, images: number): number {
  let bytes = 0;
  let covered = 0;
  for (const shard of split.shards) {
    if (covered >= images) break;
    covered += shard.images;
    bytes += shard.bytes;
  }
  return bytes;
}

function readSplit(value: unknown): PreparedSplit | undefined {
  const listed = field(value, 'shards');
  if (!Array.isArray(listed)) return undefined;
  const shards = listed.map((entry: unknown) => ({ images: field(entry, 'images'), bytes: field(entry, 'bytes') }));
  const sound = shards.filter((shard): shard is { images: number; bytes: number } => isCount(shard.images) && isCount(shard.bytes));
  if (sound.length !== shards.length || sound.length === 0) return undefined;
  return { images: sound.reduce((sum, shard) => sum + shard.images, 0), shards: sound };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
