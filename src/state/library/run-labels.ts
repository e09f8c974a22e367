import * as v from 'valibot';

/** What a person wrote about a run. */
export interface RunLabel {
  /** In place of the name that its differences give; '' for that one. */
  readonly name: string;
  readonly note: string;
  /** Stands before all others in the list. */
  readonly isPinned: boolean;
}

/** Labels by the runs' own ids. */
export type RunLabels = Readonly<Record<string, RunLabel>>;

export const noLabel: RunLabel = { name: '', note: '', isPinned: false };

/** The longest name and note, in characters. */
export const longestLabel = { name: 80, note: 500 } as const;

const key = 'multitask-playground.run-labels';
/** More than runs are kept; beyond it the labels that were written first go. */
const most = 400;

// What a later version adds to a label is left out; a field that is missing is as if nothing was written.
const labelSchema = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(longestLabel.name)), ''),
  note: v.optional(v.pipe(v.string(), v.maxLength(longestLabel.note)), ''),
  isPinned: v.optional(v.boolean(), false),
});
const storedSchema = v.record(v.string(), v.unknown());

/** The labels in what was kept, as text; one that is damaged is left out, and the others stay. */
export function readLabels(text: string | null): RunLabels {
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  const stored = v.safeParse(storedSchema, raw);
  if (!stored.success) return {};
  return Object.fromEntries(
    Object.entries(stored.output).flatMap(([id, one]) => {
      const label = v.safeParse(labelSchema, one);
      return label.success ? [[id, label.output]] : [];
    }),
  );
}

/** The labels with that of one run changed; one that says nothing is forgotten. */
export function withLabel(labels: RunLabels, id: string, label: RunLabel): RunLabels {
  const { [id]: _, ...others } = labels;
  if (label.name === '' && label.note === '' && !label.isPinned) return others;
  return Object.fromEntries([...Object.entries(others), [id, label] as const].slice(-most));
}

/**
 * The labels of all runs of this browser, kept beside its other settings: every tab shows the same.
 * Where the browser allows no storage they last as long as the page.
 */
export class LabelStore {
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly #listeners = new Set<() => void>();
  #labels: RunLabels;

  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => window.localStorage) {
    this.#storage = storage;
    this.#labels = this.#kept() ?? {};
  }

  readonly get = (): RunLabels => this.#labels;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up what another tab wrote. */
  readonly refresh = (): void => {
    this.#set(this.#kept() ?? this.#labels);
  };

  /** Writes one label; those that another tab wrote meanwhile stay. */
  write(id: string, label: RunLabel): void {
    const next = withLabel(this.#kept() ?? this.#labels, id, label);
    try {
      this.#storage().setItem(key, JSON.stringify(next));
    } catch {
      // It lasts as long as the page.
    }
    this.#set(next);
  }

  #kept(): RunLabels | undefined {
    try {
      return readLabels(this.#storage().getItem(key));
    } catch {
      return undefined;
    }
  }

  #set(labels: RunLabels): void {
    this.#labels = labels;
    for (const listener of this.#listeners) listener();
  }
}
