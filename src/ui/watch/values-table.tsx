import type { ChartData } from '../../state/chart-data';
import { useText } from '../common/use-text';
import { lineText } from './chart-text';
import styles from './hidden.module.css';

/** The newest value of every line of a chart, for those who do not see it. */
export function ValuesTable({ title, data, names, text }: { title: string; data: ChartData; names: readonly string[]; text: (value: number) => string }) {
  const texts = useText();
  const { t, format } = texts;
  const full = data.fullTests.filter((test) => test.x === data.fullTests.at(-1)?.x);
  return (
    <table className={styles['hidden']}>
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
            <tr key={line.key}>
              <th scope="row">{lineText(texts, names, line)}</th>
              <td>{text(point.y)}</td>
              <td>{format.integer(point.x)}</td>
            </tr>
          );
        })}
        {full.map((test) => (
          <tr key={`full ${test.task}`}>
            <th scope="row">{t('curves.lineFull', { task: names[test.task] ?? '' })}</th>
            <td>{text(test.y)}</td>
            <td>{format.integer(test.x)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
