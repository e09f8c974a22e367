import { useEffect, useState, type ReactNode } from 'react';
import styles from '../hands.module.css';

/** How long a finger is held still before that means something, in milliseconds. */
const hold = 500;
/** Pixels that it may tremble. */
const still = 10;

/**
 * A finger that is held still on the canvas: a ring says that it was long enough. Lifted there it
 * asks for the menu; moved on the empty canvas it draws a box. Elsewhere it pans and taps as ever.
 * @param ask opens the menu of what lies there
 * @param draw begins a box
 * @returns the ring while it is there
 */
export function useHold(canvas: HTMLElement | null, ask: (target: Element, point: { readonly x: number; readonly y: number }) => void, draw: (event: PointerEvent) => void): ReactNode {
  const [ring, setRing] = useState<{ readonly x: number; readonly y: number }>();

  useEffect(() => {
    if (canvas === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let press: PointerEvent | undefined;
    /** The press was long enough, and the finger is still where it was. */
    let held = false;
    /** It was one, and the click that comes of it is none. */
    let swallows = false;
    const forget = () => {
      clearTimeout(timer);
      press = undefined;
      held = false;
      setRing(undefined);
    };
    const down = (event: PointerEvent) => {
      swallows = false;
      // A second finger zooms.
      if (event.pointerType !== 'touch' || !event.isPrimary) return forget();
      press = event;
      const begun = event;
      timer = setTimeout(() => {
        held = true;
        swallows = true;
        const edge = canvas.getBoundingClientRect();
        setRing({ x: begun.clientX - edge.x, y: begun.clientY - edge.y });
        if (begun.target instanceof Element && begun.target.matches('.react-flow__pane')) draw(begun);
      }, hold);
    };
    const move = (event: PointerEvent) => {
      if (press !== undefined && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > still) forget();
    };
    const up = () => {
      const { target, clientX: x, clientY: y } = press ?? {};
      const wasHeld = held;
      forget();
      if (!wasHeld || x === undefined || y === undefined) return;
      // What was pressed may be drawn anew meanwhile, as a layer's pictures are.
      const lies = target instanceof Element && target.isConnected ? target : document.elementFromPoint(x, y);
      // A popup that opens before the finger is lifted would be closed by that.
      if (lies !== null) setTimeout(() => ask(lies, { x, y }));
    };
    const click = (event: MouseEvent) => {
      if (!swallows) return;
      swallows = false;
      event.stopPropagation();
      event.preventDefault();
    };
    // What the browser makes of a long press.
    const menu = (event: MouseEvent) => {
      if (press === undefined) return;
      event.preventDefault();
      event.stopPropagation();
    };
    canvas.addEventListener('pointerdown', down, true);
    canvas.addEventListener('pointermove', move, true);
    canvas.addEventListener('pointerup', up, true);
    canvas.addEventListener('pointercancel', forget, true);
    canvas.addEventListener('click', click, true);
    canvas.addEventListener('contextmenu', menu, true);
    return () => {
      forget();
      canvas.removeEventListener('pointerdown', down, true);
      canvas.removeEventListener('pointermove', move, true);
      canvas.removeEventListener('pointerup', up, true);
      canvas.removeEventListener('pointercancel', forget, true);
      canvas.removeEventListener('click', click, true);
      canvas.removeEventListener('contextmenu', menu, true);
    };
  }, [canvas, ask, draw]);

  return ring === undefined ? undefined : <div className={styles['ring']} style={{ left: ring.x, top: ring.y }} data-testid="held" />;
}
