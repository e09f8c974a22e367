import { useEffect, type PointerEvent } from 'react';
import { useStepCursor } from './step-cursor';

/** Marks the areas over which a pointer asks for a step. */
const area = 'data-step-area';

/**
 * The step that a pointer asks for in any chart, and what is to be spread on the area over which it
 * does. A mouse asks as long as it is there; a finger, which would hide what it asks for, until it
 * taps elsewhere or scrolls the page.
 * @param stepOf the step so many pixels from the left of the area; undefined where there is nothing
 * to tell
 */
export function useHoveredStep(stepOf: (x: number) => number | undefined) {
  const [cursor, step] = useStepCursor();
  const isAsked = step !== undefined;
  useEffect(() => {
    if (!isAsked) return;
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Element && target.closest(`[${area}]`) !== null)) cursor.set(undefined);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [isAsked, cursor]);

  const ask = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => cursor.set(stepOf(clientX - currentTarget.getBoundingClientRect().left));
  const handlers = {
    [area]: true,
    onPointerMove: ask,
    onPointerDown: ask,
    onPointerCancel: () => cursor.set(undefined),
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') cursor.set(undefined);
    },
  };
  return [step, handlers] as const;
}
