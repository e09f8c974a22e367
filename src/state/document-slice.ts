import { applyCommand } from '../experiment/commands';
import type { Experiment } from '../experiment/schema';
import type { DocumentSlice } from './app-state';

/** Undo goes back this far. */
const historyLength = 200;

type Update = (change: (slice: DocumentSlice) => Partial<DocumentSlice>) => void;

/**
 * The document with its history.
 * @param update writes to the slice
 * @param read gives the slice as it is now
 */
export function createDocumentSlice(experiment: Experiment, update: Update, read: () => DocumentSlice): DocumentSlice {
  /** Where the gesture that is under way began. */
  let gestureBase: Experiment | undefined;
  /** The document that `repairs` speak of, as it was opened. */
  let mended: Experiment | undefined;

  const enter = (previous: Experiment, next: Experiment) =>
    update(({ past }) => ({
      experiment: next,
      past: [...past, previous].slice(-historyLength),
      future: [],
      refusal: undefined,
    }));

  const endGesture = () => {
    const base = gestureBase;
    gestureBase = undefined;
    if (base !== undefined && base !== read().experiment) enter(base, read().experiment);
  };

  return {
    experiment,
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
      update(({ past, future, experiment: current }) => {
        const previous = past.at(-1);
        if (previous === undefined) return {};
        // Undone, it is another document that lies on the desk, in which nothing was mended.
        const told = current === mended ? { repairs: [] } : {};
        return { experiment: previous, past: past.slice(0, -1), future: [current, ...future], ...told };
      });
    },
    redo: () => {
      endGesture();
      update(({ past, future, experiment: current }) => {
        const [next, ...rest] = future;
        return next === undefined ? {} : { experiment: next, past: [...past, current], future: rest };
      });
    },
    openDocument: (opened, repairs) => {
      endGesture();
      mended = opened;
      update(({ experiment: previous, past, opened: count }) => ({
        experiment: opened,
        past: [...past, previous].slice(-historyLength),
        future: [],
        refusal: undefined,
        repairs,
        unreadable: undefined,
        opened: count + 1,
      }));
    },
    showRepairs: (repairs) => update(() => ({ repairs })),
    refuseDocument: (error, desk = 'kept') => update(() => ({ unreadable: { ...error, desk } })),
    dismissRepairs: () => update(() => ({ repairs: [], unreadable: undefined })),
  };
}
