import { memo } from 'react';
import type { ChartData } from '../../../state/charts/chart-data';
import { useText } from '../../common/texts/use-text';
import hidden from '../../widgets/hidden.module.css';
import styles from './values-table.module.css';
import { lineText } from '../chart/chart-text';

interface ValuesTableProps {
  readonly title: string;
  readonly data: ChartData;
  readonly names: readonly string[];
  /** False where it is only read out. */
  readonly isShown: boolean;
  readonly text: (value: number) => string;
}

/**
 * The newest value of every line of a chart: for those who do not see it, and for those who would
 * rather read.
 */
export function ValuesTable({ title, data, names, isShown, text }: ValuesTableProps) {
  const texts = useText();
  const { t, format } = texts;
  const full = data.fullTests.filter((test) => test.x === data.fullTests.at(-1)?.x);
  return (
    <div className={isShown ? styles['shown'] : hidden['hidden']} tabIndex={isShown ? 0 : undefined}>
      <table className={styles['table']}>
        <caption>{t('curves.tableCaption', { title })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('curves.tableLine')}</th>
            <th scope="col">{t('curves.tableValue')}</th>
            <th scope="col">{t('curves.tableStep')}</th>
          </tr>
        </thead>
        <tbody>
          {data.lines.map((line) => {
            const point = line.points.at(-1);
            return point === undefined ? undefined : (
              <Row key={line.key} name={lineText(texts, names, line)} value={text(point.y)} step={format.integer(point.x)} />
            );
          })}
          {full.map((test) => (
            <Row
              key={`full ${test.task}`}
              name={t('curves.lineFull', { task: names[test.task] ?? '' })}
              value={text(test.y)}
              step={format.integer(test.x)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Drawn again only when its words change: most lines gain no point at most draws. */
const Row = memo(function Row({ name, value, step }: { name: string; value: string; step: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value}</td>
      <td>{step}</td>
    </tr>
  );
});
