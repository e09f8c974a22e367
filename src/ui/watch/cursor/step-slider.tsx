import { useContext, useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { valuesAt, type ChartData } from '../../../state/charts/chart-data';
import { stepAt, type Plot } from '../../charts/chart-layout';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import { lineText, valueText, type ChartKind } from '../chart/chart-text';
import type { WatchedRun } from '../use-watched-run';
import { useZoomGestures } from '../zoom/use-zoom-gestures';
import { shownSteps } from '../zoom/zoom';
import { useZoom } from '../zoom/zoom-context';
import { CursorContext } from './step-cursor';
import styles from './step-slider.module.css';

interface StepSliderProps {
  readonly title: string;
  readonly kind: ChartKind;
  readonly run: Pick<WatchedRun, 'names' | 'planned'>;
  readonly plot: Plot;
  readonly data: ChartData;
  /** Beyond what was measured there is nothing to tell. */
  readonly newest: number;
}

/** Marks the areas over which a pointer asks for a step. */
const area = 'data-step-area';
/** A press that moves less than this is no drag, in pixels. */
const still = 4;
/** An arrow key goes so far, as a share of the planned run. */
const stride = 1 / 100;

/**
 * The area in which a chart's lines run. A pointer asks all charts for their values at a step: a
 * mouse as long as it is there, a finger, which would hide what it asks for, until it taps
 * elsewhere. Dragging, or the arrow keys, have the page look back to a step; Home goes to the first,
 * End back to now. Zooming has gestures and keys of its own.
 */
export function StepSlider({ title, kind, run: { names, planned }, plot, data, newest }: StepSliderProps) {
  const texts = useText();
  const { t, format } = texts;
  const cursor = useContext(CursorContext);
  const atStep = useApp((state) => state.view.atStep);
  const lookBack = useApp((state) => state.view.lookBack);
  const { zoom, isChoosing } = useZoom();
  const element = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ readonly x: number; readonly isDrag: boolean }>(undefined);
  useEffect(() => {
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Element && target.closest(`[${area}]`) !== null)) cursor.set(undefined);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [cursor]);

  const steps = shownSteps(zoom, planned);
  const zooming = useZoomGestures(element, plot, planned, atStep ?? newest);
  const stepOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => Math.min(newest, stepAt(plot, steps, plot.left + clientX - currentTarget.getBoundingClientRect().left));
  const down = (event: PointerEvent<HTMLElement>) => {
    cursor.set(stepOf(event));
    if (zooming.down(event) || event.button !== 0) return;
    pressed.current = { x: event.clientX, isDrag: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const step = stepOf(event);
    cursor.set(step);
    if (zooming.move(event)) return;
    if (pressed.current === undefined) return;
    const isDrag = pressed.current.isDrag || Math.abs(event.clientX - pressed.current.x) >= still;
    pressed.current = { ...pressed.current, isDrag };
    if (isDrag && step !== atStep) lookBack(step);
  };
  const release = () => {
    zooming.up();
    pressed.current = undefined;
  };
  const keys = (event: KeyboardEvent) => {
    if (zooming.keys(event)) {
      event.preventDefault();
      return;
    }
    const from = atStep ?? newest;
    const by = Math.max(1, Math.round(planned * stride));
    const to = { ArrowLeft: from - by, ArrowDown: from - by, ArrowRight: from + by, ArrowUp: from + by, PageDown: from - 10 * by, PageUp: from + 10 * by, Home: 1, End: newest }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    lookBack(to >= newest ? undefined : Math.max(1, to));
  };
  const now = atStep === undefined ? newest : Math.min(atStep, newest);
  const values = valuesAt(data, now)
    .filter(({ line }) => line.role !== 'before')
    .map(({ line, point }) => `${lineText(texts, names, line)} ${valueText(texts, kind, point.y)}`)
    .join('; ');
  return (
    <div
      ref={element}
      {...{ [area]: true }}
      role="slider"
      tabIndex={0}
      aria-label={t('curves.lookBack.drag', { title })}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, newest)}
      aria-valuenow={Math.max(1, now)}
      aria-valuetext={t('curves.lookBack.value', { step: format.integer(now), values })}
      className={styles['area']}
      data-choosing={isChoosing}
      style={{ left: plot.left, top: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top }}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        release();
        cursor.set(undefined);
      }}
      onPointerLeave={({ pointerType }) => {
        if (pointerType !== 'touch') cursor.set(undefined);
      }}
      onDoubleClick={zooming.whole}
      onKeyDown={keys}
    >
      {zooming.band}
    </div>
  );
}
