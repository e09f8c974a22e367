import { createContext, useContext, useSyncExternalStore } from 'react';
import { useApp } from '../../common/app-store';

/**
 * The step that a pointer rests on in one of the charts below the network: all of them show their
 * values at it. Outside the page's state, for it moves with the pointer.
 */
export class StepCursor {
  #step: number | undefined;
  readonly #listeners = new Set<() => void>();

  readonly get = (): number | undefined => this.#step;

  set(step: number | undefined): void {
    if (step === this.#step) return;
    this.#step = step;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const CursorContext = createContext(new StepCursor());

/** The step that all charts show their values at: under the pointer, else the one looked back to. */
export function useShownStep(): number | undefined {
  const cursor = useContext(CursorContext);
  const hovered = useSyncExternalStore(cursor.subscribe, cursor.get);
  const atStep = useApp((state) => state.view.atStep);
  return hovered ?? atStep;
}
