/** What a document may hold at the most. Pairs are inclusive ranges. */
export const limits = {
  /** Bytes of a decoded link, without what it carries beside the document. */
  decodedBytes: 64 * 1024,
  /**
   * Bytes of what links and files carry beside the document, as JSON, and how often lists and
   * objects may be nested in it.
   */
  carriedBytes: 32 * 1024,
  carriedDepth: 32,
  /** Characters of a link, and of a file, before anything is decoded. */
  linkCharacters: 200_000,
  fileCharacters: 1_000_000,
  /** Bytes of a file before it is read: what so many characters take at the most in UTF-8. */
  fileBytes: 3_000_000,
  /**
   * Bytes that training a network may take, as `memory.ts` estimates them: WebAssembly has 4 GiB,
   * with gaps between what lies in them.
   */
  memory: 3.5 * 2 ** 30,
  layers: 200,
  wires: 600,
  ties: 200,
  tieStrength: [0, 1e6],
  tasks: 12,
  taskName: 40,
  /** Classes of a field, their indices, and the names of groups of them. */
  classes: 256,
  classIndex: [0, 9999],
  className: 40,
  name: 120,
  note: 2000,
  images: [1, 60_000],
  validation: [0, 0.5],
  fold: [0, 9],
  /** Pixels. */
  shift: [0, 4],
  /** Degrees. */
  rotate: [0, 45],
  /** Shares of the size, of the value of a pixel, and of the range from black to white. */
  zoom: [0, 0.5],
  contrast: [0, 0.5],
  brightness: [0, 0.5],
  crop: [0, 0.5],
  noise: [0, 0.5],
  /** Of the shorter side. */
  cutout: [0, 0.75],
  /** How often the first class is labelled for once of the last. */
  imbalance: [1, 100],
  weight: 1000,
  learningRate: [1e-7, 10],
  warmup: [0, 100_000],
  penalty: [0, 1],
  clipNorm: [0, 1e4],
  batchSize: [1, 4096],
  epochs: 1000,
  evaluateEvery: [1, 10_000],
  seed: [0, 2 ** 31 - 1],
  /** Pixels of the canvas. */
  position: 100_000,
} as const;
