import type { StepNote } from '../domain/balancing/step-notes';

/** Something that went wrong, as a code for the text catalogue. */
export interface Problem {
  readonly code:
    | 'network-faulty'
    | 'data-not-prepared'
    /** Data of a person's own that this browser does not have. params: name, fingerprint (cut). */
    | 'data-not-here'
    | 'data-unreachable'
    | 'data-damaged'
    | 'too-few-images'
    | 'no-device'
    | 'device-lost'
    /** The device answered nothing for too long and counts as lost. */
    | 'device-silent'
    | 'out-of-memory'
    /** Batch norm would have a single value per channel to normalise. */
    | 'one-value-per-channel'
    /** A loss became NaN or infinite; the last good weights are kept. params: task (id), step. */
    | 'not-finite'
    /**
     * What the balancing method says of some steps; the run goes on. params: count, first and last
     * (steps).
     */
    | StepNote
    /**
     * The browser lets the page start no worker: in a frame that is shut in, or by a policy of the
     * server's.
     */
    | 'no-worker'
    | 'worker-unresponsive'
    | 'no-such-run'
    /** The network that is trained has no such layer. params: layer (id). */
    | 'no-such-layer'
    /** params: images (how many there are), most (how many may be asked for at once). */
    | 'images-out-of-range'
    | 'internal';
  readonly params: Readonly<Record<string, string | number>>;
  /** Technical, for reports; not translated. */
  readonly detail: string;
  readonly canContinue: boolean;
}
