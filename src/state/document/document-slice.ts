import { applyCommand } from '../../experiment/commands';
import type { Carried, OpenedDocument } from '../../experiment/link/linked-document';
import type { Experiment } from '../../experiment/schema';
import type { DeskDocument, DocumentSlice } from './document-state';

/** Undo goes back this far. */
const historyLength = 200;

type Update = (change: (slice: DocumentSlice) => Partial<DocumentSlice>) => void;

/**
 * The document with its history.
 * @param update writes to the slice
 * @param read gives the slice as it is now
 * @param carried what the document carries for its links and files
 */
export function createDocumentSlice(
  experiment: Experiment,
  update: Update,
  read: () => DocumentSlice,
  carried?: Carried,
): DocumentSlice {
  /** Where the gesture that is under way began. */
  let gestureBase: Experiment | undefined;
  /** The document that `repairs` speak of, as it was opened. */
  let repaired: Experiment | undefined;

  const enter = (previous: Experiment, next: Experiment) =>
    update((slice) => ({ experiment: next, past: pastOf(slice, previous), future: [], refusal: undefined }));

  const endGesture = () => {
    const base = gestureBase;
    gestureBase = undefined;
    if (base !== undefined && base !== read().experiment) enter(base, read().experiment);
  };

  return {
    experiment,
    source: sourceOf(experiment, carried),
    past: [],
    future: [],
    opened: 0,
    repairs: [],
    unreadable: undefined,
    refusal: undefined,
    execute: (id, args) => {
      endGesture();
      const before = read().experiment;
      const outcome = applyCommand(before, id, args);
      if (!outcome.ok) update(() => ({ refusal: outcome.error }));
      else if (outcome.value !== before) enter(before, outcome.value);
    },
    preview: (id, args) => {
      gestureBase ??= read().experiment;
      const outcome = applyCommand(gestureBase, id, args);
      update(() => (outcome.ok ? { experiment: outcome.value, refusal: undefined } : { refusal: outcome.error }));
    },
    commitGesture: endGesture,
    undo: () => {
      endGesture();
      update(({ past, future, experiment: current, source }) => {
        const previous = past.at(-1);
        if (previous === undefined) return {};
        // Undone, it is another document that lies on the desk, in which nothing was repaired.
        const told = current === repaired ? { repairs: [] } : {};
        return { ...previous, past: past.slice(0, -1), future: [{ experiment: current, source }, ...future], ...told };
      });
    },
    redo: () => {
      endGesture();
      update(({ past, future, experiment: current, source }) => {
        const [next, ...rest] = future;
        return next === undefined ? {} : { ...next, past: [...past, { experiment: current, source }], future: rest };
      });
    },
    openDocument: (opened, repairs, carried) => {
      endGesture();
      repaired = opened;
      update((slice) => ({
        experiment: opened,
        source: sourceOf(opened, carried),
        past: pastOf(slice, slice.experiment),
        future: [],
        refusal: undefined,
        repairs,
        unreadable: undefined,
        opened: slice.opened + 1,
      }));
    },
    showRepairs: (repairs) => update(() => ({ repairs })),
    refuseDocument: (error, desk = 'kept') => update(() => ({ unreadable: { ...error, desk } })),
    dismissRepairs: () => update(() => ({ repairs: [], unreadable: undefined })),
  };
}

/** The past with one more document, of the same source as the one on the desk. */
function pastOf({ past, source }: DocumentSlice, experiment: Experiment): readonly DeskDocument[] {
  return [...past, { experiment, source }].slice(-historyLength);
}

function sourceOf(experiment: Experiment, carried: Carried = {}): OpenedDocument | undefined {
  return Object.keys(carried).length === 0 ? undefined : { experiment, ...carried };
}
