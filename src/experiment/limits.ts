/** What a document may hold at the most. Ranges are inclusive. */
export const limits = {
  /** Bytes of a decoded link. */
  decodedBytes: 64 * 1024,
  layers: 200,
  wires: 600,
  tasks: 6,
  name: 120,
  note: 2000,
  images: [1, 60_000],
  weight: 1000,
  learningRate: [1e-7, 10],
  epochs: 1000,
  /** Pixels of the canvas. */
  position: 100_000,
} as const;
