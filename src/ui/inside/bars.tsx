import { useText } from '../common/texts/use-text';
import { spanOf } from './span';
import styles from './inside-panel.module.css';

const [width, height] = [320, 80];

/** Numbers side by side, a bar for each, upwards or downwards from 0; below, what they span unless something else is said. */
export function Bars({ values, label, caption }: { readonly values: ArrayLike<number>; readonly label?: string; readonly caption?: string }) {
  const { t, format } = useText();
  const span = spanOf(values);
  const [lowest, highest] = [Math.min(0, span.lowest), Math.max(0, span.highest)];
  const at = (value: number) => (highest > lowest ? (height * (highest - value)) / (highest - lowest) : height);
  const step = width / Math.max(1, values.length);
  // One path: a layer may have thousands of units.
  const bars = Array.from(values, (value, place) => `M${(place * step).toFixed(2)} ${at(0).toFixed(1)}V${at(value).toFixed(1)}h${(step * 0.8).toFixed(2)}V${at(0).toFixed(1)}z`);
  const said = caption ?? t('inside.span', { lowest: format.significant(span.lowest), highest: format.significant(span.highest) });
  return (
    <figure className={styles['figure']}>
      <svg viewBox={`0 0 ${width} ${height + 1}`} role="img" aria-label={label ?? said} className={styles['bars']} preserveAspectRatio="none">
        <path d={bars.join('')} fill="var(--ink)" />
        <path d={`M0 ${at(0)}H${width}`} stroke="var(--outline)" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles['soft']}>{said}</figcaption>
    </figure>
  );
}
