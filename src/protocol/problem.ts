/** Something that went wrong, as a code for the text catalogue. */
export interface Problem {
  readonly code:
    | 'network-faulty'
    | 'data-not-prepared'
    | 'data-unreachable'
    | 'data-damaged'
    | 'too-few-images'
    | 'no-device'
    | 'device-lost'
    | 'out-of-memory'
    /** A loss became NaN or infinite; the last good weights are kept. figures: task (id), step. */
    | 'not-finite'
    /** A balancing method's solver did not converge at a step; the run goes on. */
    | 'not-converged'
    | 'worker-unresponsive'
    | 'no-such-run'
    | 'internal';
  readonly figures: Readonly<Record<string, string | number>>;
  /** Technical, for reports; not translated. */
  readonly detail: string;
  readonly canContinue: boolean;
}
