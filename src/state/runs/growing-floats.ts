/** A typed array that grows; what was never written in between reads as not-a-number. */
export class GrowingFloats {
  #values: Float32Array;
  length: number;

  constructor(stored?: Float32Array) {
    this.#values = stored ?? new Float32Array(1024);
    this.length = stored?.length ?? 0;
  }

  /** Writes from a place on; what stood behind the last of these values is gone. */
  write(at: number, values: Float32Array): void {
    const end = at + values.length;
    if (end > this.#values.length) {
      const grown = new Float32Array(Math.max(end, 2 * this.#values.length));
      grown.set(this.#values.subarray(0, this.length));
      this.#values = grown;
    }
    if (at > this.length) this.#values.fill(Number.NaN, this.length, at);
    this.#values.set(values, at);
    this.length = end;
  }

  /** Not-a-number beyond the end. */
  at(index: number): number {
    return index < this.length ? (this.#values[index] ?? Number.NaN) : Number.NaN;
  }

  /** The last place with a number in it; −1 where there is none. */
  newest(): number {
    return this.#values.subarray(0, this.length).findLastIndex((value) => !Number.isNaN(value));
  }

  copy(): Float32Array {
    return this.#values.slice(0, this.length);
  }
}
