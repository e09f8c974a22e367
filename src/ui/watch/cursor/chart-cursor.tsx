import { valuesAt, type ChartData } from '../../../state/charts/chart-data';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import { xAt, type Plot } from '../../charts/chart-layout';
import type { Steps } from '../../charts/steps';
import type { WatchedRun } from '../use-watched-run';
import { changeText, lineText, valueText, type ChartKind } from '../chart/chart-text';
import styles from './chart-cursor.module.css';

interface ChartCursorProps {
  readonly run: Pick<WatchedRun, 'names' | 'colours' | 'namesById' | 'marks'>;
  /** Those along the chart. */
  readonly steps: Steps;
  readonly kind: ChartKind;
  readonly plot: Plot;
  readonly data: ChartData;
  readonly step: number;
}

/** From a mark to the pointer, in pixels, so that the mark is told. */
const near = 5;

/** A line through a chart at a step, and the chart's values there beside it. */
export function ChartCursor({ run, steps, kind, plot, data, step }: ChartCursorProps) {
  const { names, colours, namesById, marks } = run;
  const texts = useText();
  const { t } = texts;
  const x = xAt(plot, steps, step);
  const left = x > (plot.left + plot.right) / 2;
  const place = left ? { right: plot.width - x + 10 } : { left: x + 10 };
  const full = data.fullTests.filter((test) => test.x === step);
  const close = marks.filter((group) => Math.abs(xAt(plot, steps, group.step) - x) < near);
  return (
    <div aria-hidden className={styles['layer']} data-testid="chart-cursor">
      <div className={styles['line']} style={{ left: x, top: plot.top, height: plot.bottom - plot.top }} />
      <div className={styles['box']} style={{ ...place, top: plot.top + 4 }}>
        <div className={styles['step']}>{t('curves.step', { step: texts.format.integer(step) })}</div>
        {close.flatMap((group) =>
          group.marks.map((mark) => (
            <div key={`${group.step} ${mark.field}`} className={styles['mark']}>
              {changeText(texts, namesById, mark)}
            </div>
          )),
        )}
        <table className={styles['values']}>
          <tbody>
            {valuesAt(data, step)
              .filter(({ line }) => line.role !== 'before')
              .map(({ line, point }) => (
                <tr key={line.key}>
                  <td>{line.task < 0 ? undefined : <TaskSwatch colour={colours[line.task] ?? 0} />}</td>
                  <td>{lineText(texts, names, line)}</td>
                  <td className={styles['number']}>{valueText(texts, kind, point.y)}</td>
                  <td className={styles['range']}>
                    {point.low === undefined || point.high === undefined || point.low === point.high
                      ? undefined
                      : t('curves.range', { low: valueText(texts, kind, point.low), high: valueText(texts, kind, point.high) })}
                  </td>
                </tr>
              ))}
            {full.map((test) => (
              <tr key={`full ${test.task}`}>
                <td>
                  <TaskSwatch colour={colours[test.task] ?? 0} />
                </td>
                <td>{t('curves.lineFull', { task: names[test.task] ?? '' })}</td>
                <td className={styles['number']}>{valueText(texts, kind, test.y)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
