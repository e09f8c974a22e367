/** One thing that was repaired in a document that came from outside. */
export interface Repair {
  /** Where, with dots: "network.layers.conv-1.values.filters". */
  readonly path: string;
  /** What was done, as a code for the text catalogue. */
  readonly code: /** Left out; `used` was taken. */
  | 'missing'
    /** Not of the right kind; `used` was taken. */
    | 'replaced'
    /** Out of range: `given` became `used`. */
    | 'clamped'
    | 'rounded'
    /** A list or a text was longer than `limit` allows. */
    | 'shortened'
    | 'characters-removed'
    /** The whole item was left out, because … */
    | 'dropped-bad-id'
    | 'dropped-duplicate'
    | 'dropped-unknown-kind'
    | 'dropped-unknown-parameter'
    | 'dropped-wire-to-nowhere'
    | 'dropped-tie-to-nowhere'
    | 'dropped-not-supported'
    | 'dropped-task-not-on-dataset'
    /** With its head, and what led to no other: more tasks than `limit`. */
    | 'dropped-too-many-tasks'
    | 'no-task-left'
    /** `count` layers of a group are not there, or in another one. */
    | 'dropped-from-group'
    | 'unknown-task'
    | 'weights-rescaled'
    /** Weights below 0 cannot sum to 1: they stay, and the switch went off. */
    | 'sum-to-one-off'
    /** Its run began with kept weights, which are not here: it begins with those of its seed. */
    | 'kept-weights-elsewhere'
    /** `count` further repairs are not listed. */
    | 'and-more';
  readonly params: Readonly<Record<string, string | number>>;
}

const LISTED = 50;

/** Collects what was repaired; a list of thousands would help nobody. */
export class RepairLog {
  readonly #repairs: Repair[] = [];
  #more = 0;

  /** Notes a repair. The path may hold text from outside: it is bounded. */
  note(path: string, code: Repair['code'], params: Repair['params'] = {}): void {
    if (this.#repairs.length < LISTED) this.#repairs.push({ path: path.slice(0, 120), code, params });
    else this.#more += 1;
  }

  /** What has been noted. */
  get repairs(): readonly Repair[] {
    return this.#more === 0 ? this.#repairs : [...this.#repairs, { path: '', code: 'and-more', params: { count: this.#more } }];
  }
}
