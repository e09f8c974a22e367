/** What is followed until it is stopped. */
export interface Following {
  readonly stopped: boolean;
  /** Resolves when it is. */
  readonly stop: Promise<void>;
}

/** Begins what goes on until the answer is called. */
export function following(begin: (begun: Following) => Promise<void>): () => void {
  let end = () => {};
  const begun = { stopped: false, stop: new Promise<void>((resolve) => (end = resolve)) };
  void begin(begun);
  return () => {
    begun.stopped = true;
    end();
  };
}

/** Resolves after so many milliseconds, or as soon as nothing is followed any more. */
export function rest(milliseconds: number, { stop }: Following): Promise<void> {
  return Promise.race([new Promise<void>((resolve) => setTimeout(resolve, milliseconds)), stop]);
}
