/** What the network says about the eight fixed test images. */
export interface Predictions {
  readonly step: number;
  readonly images: readonly {
    /** Pixels of the test image as bytes, [height, width, channels]. */
    readonly pixels: Uint8Array;
    /**
     * Per task, in the order of the document's tasks: probabilities, values in their own unit, or
     * pixels in [0, 1] (not clipped).
     */
    readonly outputs: readonly Float32Array[];
    /** Per task, the true answer in the same form: [class index], values, or pixels. */
    readonly targets: readonly Float32Array[];
  }[];
}
