/**
 * TensorFlow.js' own programs that are being compiled, by backend and by the key of its list of
 * pipelines.
 */
const underWayOf = new WeakMap<object, Map<string, UnderWay>>();

interface UnderWay {
  readonly pipeline: Promise<unknown>;
  /** Resolves once it is in the list, or has failed. */
  readonly settled: Promise<void>;
}

/** TensorFlow.js' own programs, as far as they are being compiled ahead. */
export interface StockPipelines {
  /**
   * Puts those under way into TensorFlow.js' list, so that a warm-up does not begin them once more.
   */
  show(): void;
  /**
   * Takes those under way out of TensorFlow.js' list, which would refuse to run them; each comes
   * back when it is ready. One that is wanted sooner is compiled where it is used.
   */
  hide(): void;
  /** Those under way that are hidden; none rejects. */
  pending(): readonly Promise<void>[];
}

/**
 * The stock pipelines of a WebGPU backend. Throws where TensorFlow.js keeps them otherwise than in
 * version 4.22.
 */
export function stockPipelines(backend: object): StockPipelines {
  const known: unknown = 'pipelineCache' in backend ? backend.pipelineCache : undefined;
  if (typeof known !== 'object' || known === null) throw new Error('the WebGPU backend of TensorFlow.js keeps its pipelines otherwise than in version 4.22');
  const cache: object = known;
  const underWay = underWayOf.get(backend) ?? new Map<string, UnderWay>();
  underWayOf.set(backend, underWay);

  async function settle(key: string, pipeline: Promise<unknown>): Promise<void> {
    try {
      const ready = await pipeline;
      if (!isReady(cache, key)) Reflect.set(cache, key, ready);
    } catch {
      // Compiled anew where it is used, which says what is wrong.
      if (!isReady(cache, key)) Reflect.deleteProperty(cache, key);
    }
    underWay.delete(key);
  }

  return {
    show: () => {
      for (const [key, { pipeline }] of underWay) if (!(key in cache)) Reflect.set(cache, key, pipeline);
    },
    hide: () => {
      for (const [key, pipeline] of Object.entries(cache)) {
        if (!(pipeline instanceof Promise)) continue;
        Reflect.deleteProperty(cache, key);
        if (!underWay.has(key)) underWay.set(key, { pipeline, settled: settle(key, pipeline) });
      }
    },
    pending: () => [...underWay.values()].map(({ settled }) => settled),
  };
}

function isReady(cache: object, key: string): boolean {
  const there: unknown = Reflect.get(cache, key);
  return there !== undefined && !(there instanceof Promise);
}
