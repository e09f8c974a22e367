import { memo } from 'react';
import type { ChartData } from '../../../state/charts/chart-data';
import { useText } from '../../common/texts/use-text';
import hidden from '../../widgets/hidden.module.css';
import { lineText } from './chart-text';

/** The newest value of every line of a chart, for those who do not see it. */
export function ValuesTable({ title, data, names, text }: { title: string; data: ChartData; names: readonly string[]; text: (value: number) => string }) {
  const texts = useText();
  const { t, format } = texts;
  const full = data.fullTests.filter((test) => test.x === data.fullTests.at(-1)?.x);
  return (
    <div className={hidden['hidden']}>
      <table>
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
