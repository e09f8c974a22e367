import { useEffect, useId, useImperativeHandle, useRef, useState, type PointerEvent, type Ref } from 'react';
import { classNames } from '../../widgets/class-names';
import { useText } from '../texts/use-text';
import { pictureOf, type Capture } from './capture';
import { drawStroke, emptyPad, movedByKey, padSide, type Point } from './pen';
import styles from './capture.module.css';

interface DrawingPadProps {
  readonly ref: Ref<Capture>;
  /** Something was drawn, or all of it was wiped off. */
  readonly onChange?: (() => void) | undefined;
}

const middle: Point = { x: padSide / 2, y: padSide / 2 };

/**
 * A black square to draw on in white, by mouse, touch or pen; by keyboard the arrow keys move the pen,
 * Space puts it down and lifts it, Delete wipes the pad.
 */
export function DrawingPad({ ref, onChange }: DrawingPadProps) {
  const { t } = useText();
  const paper = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const help = useId();
  /** Where the pointer that is drawing was last. */
  const drawing = useRef<Point>(undefined);
  const isEmpty = useRef(true);
  const [pen, setPen] = useState({ at: middle, isDown: false });
  useEffect(() => {
    if (canvas.current !== null) emptyPad(canvas.current);
  }, []);

  const clear = () => {
    if (canvas.current === null || isEmpty.current) return;
    emptyPad(canvas.current);
    isEmpty.current = true;
    onChange?.();
  };
  useImperativeHandle(ref, () => ({
    take: () => (canvas.current === null || isEmpty.current ? Promise.resolve(undefined) : pictureOf(canvas.current, 'drawing')),
    clear,
  }));

  const draw = (from: Point, to: Point) => {
    if (canvas.current === null) return;
    drawStroke(canvas.current, from, to);
    isEmpty.current = false;
    onChange?.();
  };
  const pointOf = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point => {
    const { left, top, width, height } = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: ((clientX - left) / width) * padSide, y: ((clientY - top) / height) * padSide };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointOf(event);
    drawing.current = at;
    draw(at, at);
  };
  const goOn = (event: PointerEvent<HTMLCanvasElement>) => {
    // A fast hand moves further between two frames than one event tells.
    for (const one of event.nativeEvent.getCoalescedEvents()) {
      const [from, to] = [drawing.current, pointOf(one)];
      if (from === undefined) return;
      drawing.current = to;
      draw(from, to);
    }
  };
  const end = () => {
    drawing.current = undefined;
  };
  // An application takes keys by itself, as no other element without a role of a control may.
  const press = (event: KeyboardEvent) => {
    const to = movedByKey(pen.at, event.key);
    if (to !== undefined) {
      if (pen.isDown) draw(pen.at, to);
      setPen({ ...pen, at: to });
    } else if (event.key === ' ') {
      if (!pen.isDown) draw(pen.at, pen.at);
      setPen({ ...pen, isDown: !pen.isDown });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      clear();
    } else return;
    event.preventDefault();
  };
  useEffect(() => {
    const element = paper.current;
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  });
  return (
    <div role="application" tabIndex={0} aria-label={t('capture.pad')} aria-describedby={help} ref={paper} className={classNames(styles['square'], styles['paper'])}>
      <canvas
        ref={canvas}
        width={padSide}
        height={padSide}
        className={styles['pad']}
        onPointerDown={begin}
        onPointerMove={goOn}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <span className={styles['pen']} data-down={pen.isDown} style={{ left: `${(100 * pen.at.x) / padSide}%`, top: `${(100 * pen.at.y) / padSide}%` }} aria-hidden />
      <span id={help} hidden>
        {t('capture.padKeys')}
      </span>
      <span role="status" className={styles['told']}>
        {pen.isDown ? t('capture.penDown') : ''}
      </span>
    </div>
  );
}
