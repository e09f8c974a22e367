/** Bytes [height, width] with one channel. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Half-open pixels: the right column and the bottom row are the first ones outside. */
export interface PixelBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An empty drawing. */
export function blank(width: number, height: number): Drawing {
  return { width, height, pixels: new Uint8Array(width * height) };
}

/**
 * The tight bounds of all pixels that are at least `least`, which is 1 or more; all 0 where there
 * is none.
 */
export function boundsOf({ width, height, pixels }: Drawing, least: number): PixelBounds {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[y * width + x] ?? 0) < least) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  return right === 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : { left, top, right, bottom };
}

/**
 * A drawing in another size and place, sampled bilinearly: the point (x, y) of `from`, in pixels
 * from its upper left corner, comes to (left + scale · x, top + scale · y) of a new drawing of
 * width × height. Around `from` all is 0.
 */
export function resampled(from: Drawing, scale: number, left: number, top: number, width: number, height: number): Drawing {
  const to = blank(width, height);
  const columns = samplesAlong(from.width, scale, left, width);
  const rows = samplesAlong(from.height, scale, top, height);
  for (let y = rows.first; y < rows.end; y += 1) {
    const upper = from.width * (rows.near[y] ?? 0);
    const lower = from.width * (rows.far[y] ?? 0);
    const upperShare = rows.nearShare[y] ?? 0;
    const lowerShare = rows.farShare[y] ?? 0;
    for (let x = columns.first; x < columns.end; x += 1) {
      const near = columns.near[x] ?? 0;
      const far = columns.far[x] ?? 0;
      const nearShare = columns.nearShare[x] ?? 0;
      const farShare = columns.farShare[x] ?? 0;
      const above = (from.pixels[upper + near] ?? 0) * nearShare + (from.pixels[upper + far] ?? 0) * farShare;
      const below = (from.pixels[lower + near] ?? 0) * nearShare + (from.pixels[lower + far] ?? 0) * farShare;
      to.pixels[y * width + x] = Math.round(above * upperShare + below * lowerShare);
    }
  }
  return to;
}

/**
 * A drawing in another size, each pixel being the one of `from` in which its centre lies: what
 * Pillow's nearest neighbour does.
 */
export function nearest(from: Drawing, width: number, height: number): Drawing {
  const to = blank(width, height);
  for (let y = 0; y < height; y += 1) {
    const row = from.width * Math.floor(((y + 0.5) * from.height) / height);
    for (let x = 0; x < width; x += 1) to.pixels[y * width + x] = from.pixels[row + Math.floor(((x + 0.5) * from.width) / width)] ?? 0;
  }
  return to;
}

/** For each place along one side: the two pixels that it lies between, and the share of each. */
interface Samples {
  /** The places, from `first` to before `end`, that lie between pixels of which one exists. */
  readonly first: number;
  readonly end: number;
  readonly near: Int32Array;
  readonly far: Int32Array;
  readonly nearShare: Float64Array;
  readonly farShare: Float64Array;
}

function samplesAlong(from: number, scale: number, start: number, to: number): Samples {
  const [near, far] = [new Int32Array(to), new Int32Array(to)];
  const [nearShare, farShare] = [new Float64Array(to), new Float64Array(to)];
  let [first, end] = [to, 0];
  for (let place = 0; place < to; place += 1) {
    // The centre of a pixel lies half a pixel behind its beginning, here and there.
    const at = (place + 0.5 - start) / scale - 0.5;
    const pixel = Math.floor(at);
    if (pixel < -1 || pixel >= from) continue;
    first = Math.min(first, place);
    end = place + 1;
    near[place] = Math.max(pixel, 0);
    far[place] = Math.min(pixel + 1, from - 1);
    nearShare[place] = pixel < 0 ? 0 : 1 - (at - pixel);
    farShare[place] = pixel + 1 < from ? at - pixel : 0;
  }
  return { first, end, near, far, nearShare, farShare };
}

/**
 * Puts a drawing on another one, its upper left corner at (left, top): where both have ink, the
 * brighter pixel stays. It must lie inside.
 */
export function drawBrighter(on: Drawing, { width, height, pixels }: Drawing, left: number, top: number): void {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (top + y) * on.width + left + x;
      on.pixels[at] = Math.max(on.pixels[at] ?? 0, pixels[y * width + x] ?? 0);
    }
  }
}

/** How much ink two drawings have in common where drawBrighter would put one on the other. */
export function commonInk(on: Drawing, { width, height, pixels }: Drawing, left: number, top: number): number {
  let sum = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      sum += Math.min(on.pixels[(top + y) * on.width + left + x] ?? 0, pixels[y * width + x] ?? 0);
    }
  }
  return sum;
}
