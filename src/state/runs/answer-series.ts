import type { Predictions } from '../../protocol/predictions';

/** The most that one run may keep of its answers, in bytes. */
const answerBudget = 2 ** 20;

/** Numbers as bytes: value = offset + scale · byte. */
interface Quantised {
  readonly offset: number;
  readonly scale: number;
  readonly bytes: Uint8Array;
}

/** The answers to all shown images at one step: [images][tasks]. */
interface Frame {
  /** Its number among all that came. */
  readonly turn: number;
  readonly step: number;
  readonly outputs: readonly (readonly Quantised[])[];
  readonly size: number;
}

/**
 * What a run answered to the shown test images while it trained, to be looked back on: a byte for
 * each number, the images and the right answers once. Beyond the budget every second frame goes,
 * again and again, so that those kept stay evenly spaced. Grows outside React, and is not stored.
 */
export class AnswerSeries {
  #frames: Frame[] = [];
  #turns = 0;
  #every = 1;
  #images: Predictions['images'] = [];
  #told: { readonly frame: Frame; readonly predictions: Predictions } | undefined;

  readonly #budget: number;

  /** @param budget the most bytes that the answers may take */
  constructor(budget: number = answerBudget) {
    this.#budget = budget;
  }

  /** Bytes that the kept answers take. */
  get size(): number {
    return this.#frames.reduce((sum, { size }) => sum + size, 0);
  }

  /** The steps of which answers are kept, ascending. */
  get steps(): readonly number[] {
    return this.#frames.map(({ step }) => step);
  }

  /** Adds the answers at a step; those that were there of this step or later ones go. */
  add({ step, images }: Predictions): void {
    this.cutAfter(step - 1);
    this.#images = images;
    const turn = this.#turns;
    this.#turns += 1;
    if (turn % this.#every !== 0) return;
    const outputs = images.map((image) => image.outputs.map(quantised));
    const size = outputs.flat().reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.#frames.push({ turn, step, outputs, size });
    while (this.size > this.#budget) {
      this.#every *= 2;
      const kept = this.#frames.filter((frame) => frame.turn % this.#every === 0);
      // One that is too large by itself cannot be thinned out.
      this.#frames = kept.length === this.#frames.length && kept.length === 1 ? [] : kept;
    }
  }

  /** Forgets what came after a step. */
  cutAfter(step: number): void {
    const kept = this.#frames.findLastIndex((frame) => frame.step <= step) + 1;
    if (kept < this.#frames.length) this.#frames.length = kept;
  }

  /**
   * The newest answers that are no newer than a step, or the first ones; undefined while none are
   * kept. The same object until others are asked for.
   */
  at(step: number): Predictions | undefined {
    const frame = this.#frames.findLast((one) => one.step <= step) ?? this.#frames[0];
    if (frame === undefined) return undefined;
    if (this.#told?.frame !== frame) {
      const images = this.#images.map((image, index) => ({ ...image, outputs: (frame.outputs[index] ?? []).map(restored) }));
      this.#told = { frame, predictions: { step: frame.step, images } };
    }
    return this.#told.predictions;
  }
}

/** Whole numbers within 255 of one another stay exact, as classes of pixels and levels are. */
function quantised(values: Float32Array): Quantised {
  let [low, high, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    isWhole &&= Number.isInteger(value);
  }
  const span = high - low;
  const scale = isWhole && span <= 255 ? 1 : span / 255;
  const bytes = Uint8Array.from(values, (value) => (scale === 0 ? 0 : Math.round((value - low) / scale)));
  return { offset: low, scale, bytes };
}

function restored({ offset, scale, bytes }: Quantised): Float32Array {
  return Float32Array.from(bytes, (byte) => offset + scale * byte);
}
