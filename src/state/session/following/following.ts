/** What is followed until it is stopped. */
export interface Following {
  readonly stopped: boolean;
  /** Resolves when it is. */
  readonly stop: Promise<void>;
}

/** Resolves after so many milliseconds, or as soon as nothing is followed any more. */
export function rest(milliseconds: number, { stop }: Following): Promise<void> {
  return Promise.race([new Promise<void>((resolve) => setTimeout(resolve, milliseconds)), stop]);
}
