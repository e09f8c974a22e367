import type { FullTest, valuesAt } from '../../../state/charts/chart-data';
import type { MarkGroup } from '../../../state/charts/chart-marks';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import type { Plot } from '../../charts/chart-layout';
import { changeText, lineText, valueText, type ChartKind } from './chart-text';
import styles from './chart-hover.module.css';

interface ChartHoverProps {
  readonly kind: ChartKind;
  readonly plot: Plot;
  /** Pixels from the left of the chart. */
  readonly x: number;
  readonly step: number;
  readonly values: ReturnType<typeof valuesAt>;
  readonly fullTests: readonly FullTest[];
  /** Names and colours of the tasks, in the order of the run's tasks. */
  readonly names: readonly string[];
  readonly colours: readonly number[];
  readonly namesById: ReadonlyMap<string, string>;
  readonly marks: readonly MarkGroup[];
}

/** The values at the step under the pointer, beside a line through it. */
export function ChartHover({ kind, plot, x, step, values, fullTests, names, colours, namesById, marks }: ChartHoverProps) {
  const texts = useText();
  const { t } = texts;
  const left = x > (plot.left + plot.right) / 2;
  const place = left ? { right: plot.width - x + 10 } : { left: x + 10 };
  const full = fullTests.filter((test) => test.x === step);
  return (
    <div aria-hidden className={styles['layer']}>
      <div className={styles['line']} style={{ left: x, top: plot.top, height: plot.bottom - plot.top }} />
      <div className={styles['box']} style={place}>
        <div className={styles['step']}>{t('curves.step', { step: texts.format.integer(step) })}</div>
        {marks.flatMap((group) =>
          group.marks.map((mark) => (
            <div key={`${group.step} ${mark.field}`} className={styles['mark']}>
              {changeText(texts, namesById, mark)}
            </div>
          )),
        )}
        <table className={styles['values']}>
          <tbody>
            {values
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
