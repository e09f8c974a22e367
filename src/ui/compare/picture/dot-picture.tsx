import type { ReactNode } from 'react';
import { percentText } from '../../common/texts/metric-text';
import { useText } from '../../common/texts/use-text';
import { placeOnScale, scaleReach, type Dot, type DotTexts } from './dot-scale';
import styles from './dot-picture.module.css';

/** A row of the picture: what it is of, its figures, and a dot with its interval. */
export interface DotRow extends Dot, DotTexts {
  readonly key: string;
  readonly label: ReactNode;
}

interface DotPictureProps {
  readonly label: string;
  readonly rows: readonly DotRow[];
  /** What lies to the left and to the right of zero. */
  readonly sides: readonly [worse: string, better: string];
  /** How the rows come onto one scale. */
  readonly scale: string;
}

/**
 * Dots with intervals round a zero line, a row each, worse to the left and better to the right.
 * Everything that it shows stands beside it in words.
 */
export function DotPicture({ label, rows, sides: [worse, better], scale }: DotPictureProps) {
  const texts = useText();
  const reach = scaleReach(rows);
  const endText = (value: number) => percentText(texts, value, reach < 1 ? 2 : reach < 10 ? 1 : 0);
  return (
    <figure className={styles['picture']}>
      <ul className={styles['rows']} aria-label={label} data-testid="dots">
        {rows.map(({ key, label: name, figures, says, shown, ...dot }) => (
          <li key={key} className={styles['row']} data-shown={shown}>
            <span className={styles['label']}>{name}</span>
            <span className={styles['figures']}>{figures}</span>
            <DotOnScale dot={dot} reach={reach} />
            <span className={styles['says']}>{says}</span>
          </li>
        ))}
        <li className={styles['row']} aria-hidden>
          <span className={styles['ends']}>
            <span>{endText(-reach)}</span>
            <span>0</span>
            <span>{endText(reach)}</span>
            <span className={styles['side']}>← {worse}</span>
            <span />
            <span className={styles['side']}>{better} →</span>
          </span>
        </li>
      </ul>
      <figcaption className={styles['scale']}>{scale}</figcaption>
    </figure>
  );
}

function DotOnScale({ dot: { at, low, high }, reach }: { dot: Dot; reach: number }) {
  const [from, to] = [placeOnScale(low, reach), placeOnScale(high, reach)];
  return (
    <span className={styles['plot']} aria-hidden>
      {Number.isFinite(at) ? (
        <>
          {Number.isFinite(low) && Number.isFinite(high) ? (
            <span className={styles['interval']} data-cut={`${low < -reach ? 'low' : ''} ${high > reach ? 'high' : ''}`} style={{ left: `${from}%`, width: `${to - from}%` }} />
          ) : undefined}
          <span className={styles['dot']} data-place={placeOnScale(at, reach)} style={{ left: `${placeOnScale(at, reach)}%` }} />
        </>
      ) : undefined}
    </span>
  );
}
