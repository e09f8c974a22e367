import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChartData } from '../../../state/charts/chart-data';
import { chartNumbers, numbersAsCsv, numbersAsJson } from './chart-numbers';

const heads = { chart: 'chart', line: 'line', step: 'step', value: 'value' };
const names = { line: ({ key }: { readonly key: string }) => `Digit, "${key}"`, full: (task: number) => `all ${task}` };
const data: ChartData = {
  lines: [
    { key: 'train', role: 'train', task: 0, points: [{ x: 2, y: 0.5 }, { x: 10, y: 0.25 }] },
    { key: 'test', role: 'test', task: 0, points: [{ x: 5, y: 0.75 }] },
  ],
  fullTests: [{ task: 0, x: 10, y: 0.2 }],
};

it('one chart has a row for each step and a column for each line and each test on all images', () => {
  const text = numbersAsCsv([chartNumbers('Loss', data, names)], heads);
  expect(text.split('\r\n')).toEqual(['step,"Digit, ""train""","Digit, ""test""",all 0', '2,0.5,,', '5,,0.75,', '10,0.25,,0.2', '']);
});

it('several charts have a row for each point', () => {
  const text = numbersAsCsv([chartNumbers('Loss', data, names), chartNumbers('F1', { lines: [], fullTests: data.fullTests }, names)], heads);
  expect(text.split('\r\n').slice(0, 2)).toEqual(['chart,line,step,value', 'Loss,"Digit, ""train""",2,0.5']);
  expect(text).toContain('F1,all 0,10,0.2\r\n');
});

it('a file opens again as numbers equal to those of the chart', () => {
  const points = fc.uniqueArray(fc.record({ x: fc.nat(5000), y: fc.double({ noNaN: true, noDefaultInfinity: true }) }), { selector: ({ x }) => x });
  const sorted = points.map((some) => some.toSorted((one, other) => one.x - other.x));
  const chart = fc.tuple(sorted, sorted).map(([first, second]): ChartData => {
    return { lines: [first, second].map((some, task) => ({ key: `${task}`, role: 'train', task, points: some })), fullTests: [] };
  });
  fc.assert(
    fc.property(chart, (drawn) => {
      const numbers = chartNumbers('Loss', drawn, names);
      const body = numbersAsCsv([numbers], heads).split('\r\n').slice(1, -1).map((row) => row.split(','));
      const columns = drawn.lines.map((_, place) => body.flatMap((row) => (row[place + 1] === '' ? [] : [{ x: Number(row[0]), y: Number(row[place + 1]) }])));
      // A file has no −0.
      const plain = drawn.lines.map((line) => line.points.map(({ x, y }) => ({ x, y: y + 0 })));
      expect(columns).toEqual(plain);
      expect(JSON.parse(numbersAsJson([numbers]))).toEqual({
        title: 'Loss',
        lines: numbers.lines.map(({ name, points: written }) => ({ name, points: written.map(({ step, value }) => ({ step, value: value + 0 })) })),
      });
    }),
  );
});
