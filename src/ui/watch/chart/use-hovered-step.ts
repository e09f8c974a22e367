import { useEffect, useState, type PointerEvent, type RefObject } from 'react';

/**
 * The step that a pointer asks for, and the handlers for the area over which it does. A mouse asks
 * as long as it is there; a finger, which would hide what it asks for, until it taps elsewhere or
 * scrolls the page.
 * @param stepOf the step so many pixels from the left of the area; undefined where there is nothing
 * to tell
 */
export function useHoveredStep(area: RefObject<HTMLElement | null>, stepOf: (x: number) => number | undefined) {
  const [step, setStep] = useState<number>();
  const asked = step !== undefined;
  useEffect(() => {
    if (!asked) return;
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node && area.current?.contains(target) === true)) setStep(undefined);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [asked, area]);

  const ask = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => setStep(stepOf(clientX - currentTarget.getBoundingClientRect().left));
  const handlers = {
    onPointerMove: ask,
    onPointerDown: ask,
    onPointerCancel: () => setStep(undefined),
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType !== 'touch') setStep(undefined);
    },
  };
  return [step, handlers] as const;
}
