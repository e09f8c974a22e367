import { ChartAxes, type ChartAxesProps } from '../../charts/chart-axes';
import { linePath, spreadLabels, xAt, yAt } from '../../charts/chart-layout';
import { runLetter, runStroke } from './run-colours';
import styles from './runs-chart.module.css';

interface RunLinesProps extends Omit<ChartAxesProps, 'marks'> {
  /** `place`: of the run, which gives its letter, its colour and its dash. */
  readonly lines: readonly { readonly key: string; readonly place: number; readonly points: readonly { readonly x: number; readonly y: number }[] }[];
}

const noMarks: ChartAxesProps['marks'] = [];

/** Lines of several runs over one pair of axes, each with its letter at its end. */
export function RunLines({ lines, ...axes }: RunLinesProps) {
  const { plot, steps, scale } = axes;
  // Lines that end close to one another have their letters one below the other.
  const ends = lines.map(({ points }) => yAt(plot, scale, points.at(-1)?.y ?? scale.low));
  const heights = spreadLabels(ends, 13, plot.top, plot.bottom);
  return (
    <div aria-hidden className={styles['drawing']}>
      <ChartAxes {...axes} marks={noMarks} />
      <svg className={styles['lines']} width={plot.width} height={plot.height}>
        {lines.map(({ key, place, points }, index) => {
          const last = points.at(-1);
          return (
            <g key={key}>
              <path d={linePath(plot, steps, scale, points)} fill="none" strokeLinejoin="round" {...runStroke(place)} />
              {last === undefined ? undefined : (
                <text className={styles['letter']} x={xAt(plot, steps, last.x) + 4} y={heights[index]} dy="0.35em">
                  {runLetter(place)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
