import { useEffect, useRef, type CSSProperties } from 'react';
import styles from './slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as it is read out. */
  readonly valueText: string;
  /** Colour or stripes of the filled part, in CSS. */
  readonly colour: string;
  /** Called while the thumb is dragged. */
  readonly onPreview: (value: number) => void;
  /** Called once when the gesture is over. */
  readonly onCommit: () => void;
}

/** A slider whose movements can be followed and whose end is one edit. */
export function Slider({ label, value, min, max, step, valueText, colour, onPreview, onCommit }: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const commit = useRef(onCommit);
  useEffect(() => {
    commit.current = onCommit;
  });
  useEffect(() => {
    // React calls "change" what the platform calls "input"; the end of a gesture is the platform's
    // "change".
    const element = input.current;
    const changed = () => commit.current();
    element?.addEventListener('change', changed);
    return () => element?.removeEventListener('change', changed);
  }, []);
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  const style: CSSProperties & Record<'--share' | '--colour', string> = { '--share': `${100 * share}%`, '--colour': colour };
  return (
    <input
      ref={input}
      type="range"
      className={styles['slider']}
      style={style}
      aria-label={label}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onPreview(event.target.valueAsNumber)}
    />
  );
}
