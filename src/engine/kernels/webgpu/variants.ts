/**
 * What computes: a graphics processor, or a program that stands in for one, where a workgroup
 * barrier costs fifty times as much.
 */
export type AdapterClass = 'hardware' | 'software';

const classes = new WeakMap<GPUDevice, AdapterClass>();

/** Tells the kernels what a device is; they are chosen by it. */
export function declareAdapter(device: GPUDevice, software: boolean): void {
  classes.set(device, software ? 'software' : 'hardware');
}

/** What a device was declared to be. */
export function adapterClassOf(device: GPUDevice): AdapterClass {
  return classes.get(device) ?? 'hardware';
}

/** The results that one thread computes side by side, in registers. */
export interface Tile {
  readonly rows: number;
  /** A multiple of four. */
  readonly columns: number;
}

interface Limits {
  /** Threads of a workgroup. */
  readonly workgroup: number;
  /** Sums that a thread keeps. */
  readonly sums: number;
  readonly columns: number;
  readonly rows: number;
  /**
   * Multiplications written out in the body of the innermost loop: more of them take longer to
   * compile.
   */
  readonly unrolled: number;
  /** Threads below which a long sum is split up among more of them. */
  readonly threads: number;
}

/**
 * In software (SwiftShader) what costs is the load, some forty cycles for every number and four
 * threads whatever its address, so tiles are as large as compile time allows, although their sums
 * spill out of the registers. Graphics processors hide loads behind other threads and lose by
 * spilling: smaller tiles, and many threads.
 */
const limits: Readonly<Record<AdapterClass, Limits>> = {
  software: { workgroup: 8, sums: 128, columns: 16, rows: 16, unrolled: 448, threads: 64 },
  hardware: { workgroup: 64, sums: 32, columns: 8, rows: 4, unrolled: 160, threads: 16_384 },
};

/** Threads of a workgroup in which each has a tile of its own. */
export function workgroupSize(adapter: AdapterClass): number {
  return limits[adapter].workgroup;
}

/**
 * The tile for results [length, columns] whose sums take `taps` products for every pass of the
 * innermost loop.
 */
export function tileFor(adapter: AdapterClass, length: number, columns: number, taps: number): Tile {
  const limit = limits[adapter];
  const wide = evenly(Math.ceil(columns / 4), limit.columns / 4) * 4;
  const most = Math.min(limit.rows, limit.sums / wide, limit.unrolled / (wide * taps));
  return { rows: evenly(length, most), columns: wide };
}

/**
 * Multiplications below which a product is done before a large tile has paid for its compilation.
 */
const fewProducts = 500_000;

/** The tile for a product of matrices [rows, depth] · [depth, columns]. */
export function productTileFor(adapter: AdapterClass, rows: number, depth: number, columns: number): Tile {
  const limit = limits[adapter];
  if (rows < 4) return { rows: 1, columns: 4 };
  if (rows * depth * columns < fewProducts) return { rows: 4, columns: 4 };
  const wide = Math.ceil(columns / limit.columns) * limit.columns - columns < 4 ? limit.columns : evenly(Math.ceil(columns / 4), limit.columns / 4) * 4;
  return { rows: Math.min(8, limit.rows), columns: wide };
}

/**
 * The tile of a convolution's weight gradient: kernel rows, input channels and output channels per
 * thread, positions per pass.
 */
export interface WeightTile {
  readonly kernelRows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly positions: number;
}

/**
 * The tile for the gradient of a kernel [kh, kw, inputs, outputs] that moves over `length`
 * positions a row.
 */
export function weightTileFor(
  adapter: AdapterClass,
  [kernelHeight, kernelWidth, inputs, outputs]: readonly [number, number, number, number],
  length: number,
): WeightTile {
  const limit = limits[adapter];
  const wide = evenly(Math.ceil(outputs / 4), limit.columns / 8) * 4;
  const channels = evenly(inputs, limit.sums / (kernelWidth * wide));
  const kernelRows = channels * kernelHeight * kernelWidth * wide <= limit.sums ? kernelHeight : 1;
  const sums = channels * kernelRows * kernelWidth * wide;
  return { kernelRows, inputs: channels, outputs: wide, positions: evenly(length, Math.min(8, limit.unrolled / sums)) };
}

/**
 * How many results along the width a thread of a depthwise convolution has: few, since a channel is
 * one product deep.
 */
export function depthwiseRun(adapter: AdapterClass, length: number): number {
  return evenly(length, limits[adapter].rows / 2);
}

/**
 * Into how many parts sums over `length` entries are split where `threads` threads compute them; a
 * part has `least` at least.
 */
export function splitsFor(adapter: AdapterClass, threads: number, length: number, least: number): number {
  return Math.max(1, Math.min(Math.floor(length / least), Math.floor(limits[adapter].threads / Math.max(threads, 1)), 512));
}

/**
 * The largest part of a length, at most `most` and at least 1, such that equal parts overshoot it
 * the least.
 */
function evenly(length: number, most: number): number {
  const whole = Math.max(1, Math.floor(most));
  return Math.ceil(length / Math.ceil(length / whole));
}
