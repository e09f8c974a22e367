import { expect, it } from 'vitest';
import { chartCsv } from './chart-csv';

it('has a row for each step and a column for each line and each test on all images', () => {
  const text = chartCsv(
    {
      lines: [
        { key: 'digit', role: 'train', task: 0, points: [{ x: 2, y: 0.5 }, { x: 10, y: 0.25 }] },
        { key: 'test digit', role: 'test', task: 0, points: [{ x: 5, y: 0.75 }] },
      ],
      fullTests: [{ task: 0, x: 10, y: 0.2 }],
    },
    { step: 'step', line: ({ role }) => `Digit, ${role} "a"`, full: () => 'Digit' },
  );
  expect(text.split('\r\n')).toEqual(['step,"Digit, train ""a""","Digit, test ""a""",Digit', '2,0.5,,', '5,,0.75,', '10,0.25,,0.2', '']);
});
