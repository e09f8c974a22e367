/*
 * The row of an image and how it is moved, in one int32, so that a batch costs one upload,
 * augmented or not. From the lowest bit on: 22 bits for the row, 1 for mirrored, 4 each, in two's
 * complement, for right and down. What is not moved is its row alone. The kernels read the same
 * layout: kernels/wasm/assembly/gathering.ts and kernels/webgpu/gather.ts.
 */

/**
 * How an image is changed: mirrored left-right, then moved by whole pixels from −8 to 7; what comes
 * in is byte 0.
 */
export interface Move {
  readonly right: number;
  readonly down: number;
  readonly mirrored: boolean;
}

const rowBits = 22;

/** The bits of the row. */
export const rowMask = 2 ** rowBits - 1;

/** The bit of an image that is mirrored. */
export const mirroredBit = 2 ** rowBits;

/** A move as bits, to be added to a row. */
export function moveBits({ right, down, mirrored }: Move): number {
  return ((right & 15) << 23) | ((down & 15) << 27) | (mirrored ? mirroredBit : 0);
}

/** The move of a row. */
export function moveOf(movedRow: number): Move {
  return { right: (movedRow << 5) >> 28, down: (movedRow << 1) >> 28, mirrored: (movedRow & mirroredBit) !== 0 };
}
