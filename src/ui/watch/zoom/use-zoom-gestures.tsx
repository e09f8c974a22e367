import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from 'react';
import { stepAt, type Plot } from '../../charts/chart-layout';
import { useZoom } from './zoom-context';
import { shownSteps, zoomBetween, zoomBy, zoomFactor } from './zoom';
import styles from './zoom.module.css';

/** A part that is narrower than this was no drag, in pixels. */
const still = 4;

interface ZoomGestures {
  /** Each is true where the gesture was one of the zoom. */
  readonly down: (event: PointerEvent<HTMLElement>) => boolean;
  readonly move: (event: PointerEvent<HTMLElement>) => boolean;
  readonly up: () => void;
  readonly keys: (event: KeyboardEvent) => boolean;
  readonly whole: () => void;
  /** What is being chosen, as a band. */
  readonly band: ReactNode;
}

/**
 * Zooming over the lines of a chart: dragging with Shift (or once it was asked for) chooses a part, Ctrl (or ⌘) with the wheel
 * zooms around the pointer, + and − around the step that is shown, 0 shows the whole run.
 * @param now the step that keys zoom around
 */
export function useZoomGestures(area: RefObject<HTMLElement | null>, plot: Plot, planned: number, now: number): ZoomGestures {
  const { zoom, setZoom, isChoosing, setChoosing } = useZoom();
  const steps = shownSteps(zoom, planned);
  const [chosen, setChosen] = useState<{ readonly from: number; readonly to: number }>();
  const start = useRef<number>(undefined);
  const place = ({ clientX, currentTarget }: { readonly clientX: number; readonly currentTarget: HTMLElement }) =>
    Math.min(plot.right, Math.max(plot.left, plot.left + clientX - currentTarget.getBoundingClientRect().left));

  useEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      // The browser would zoom the page.
      event.preventDefault();
      const x = plot.left + event.clientX - element.getBoundingClientRect().left;
      setZoom(zoomBy(zoom, planned, stepAt(plot, steps, x), 2 ** Math.max(-1, Math.min(1, event.deltaY / 100))));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [area, plot, planned, zoom, steps, setZoom]);

  const end = () => {
    start.current = undefined;
    setChosen(undefined);
  };
  return {
    down: (event) => {
      if (!(event.shiftKey || isChoosing) || event.button !== 0) return false;
      start.current = place(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      return true;
    },
    move: (event) => {
      if (start.current === undefined) return false;
      setChosen({ from: start.current, to: place(event) });
      return true;
    },
    up: () => {
      if (start.current !== undefined) setChoosing(false);
      if (chosen !== undefined && Math.abs(chosen.to - chosen.from) >= still) setZoom(zoomBetween(stepAt(plot, steps, chosen.from), stepAt(plot, steps, chosen.to), planned));
      end();
    },
    keys: ({ key, ctrlKey, metaKey, altKey }) => {
      if (ctrlKey || metaKey || altKey) return false;
      if (key === '+' || key === '=') setZoom(zoomBy(zoom, planned, now, zoomFactor));
      else if (key === '-' || key === '−') setZoom(zoomBy(zoom, planned, now, 1 / zoomFactor));
      else if (key === '0') setZoom(undefined);
      else return false;
      return true;
    },
    whole: () => setZoom(undefined),
    band:
      chosen === undefined ? undefined : (
        <div className={styles['band']} data-testid="zoom-band" style={{ left: Math.min(chosen.from, chosen.to) - plot.left, width: Math.abs(chosen.to - chosen.from) }} />
      ),
  };
}
