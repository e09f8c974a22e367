import { describe, expect, it } from 'vitest';
import { installReport } from './setup.mjs';

function told(isTTY: boolean, counts: readonly number[]): string {
  let text = '';
  const report = installReport(160, { isTTY, write: (part) => (text += part) });
  for (const count of counts) report.tell(count);
  report.end();
  return text;
}

describe('the report of an installation', () => {
  it('counts in one line on a terminal', () => {
    expect(told(true, [0, 3, 3, 90, 160])).toBe('\r  3 of 160\r  90 of 160\r  160 of 160\n');
    expect(told(true, [0])).toBe('');
  });

  it('has a line for each quarter elsewhere', () => {
    expect(told(false, [0, 3, 41, 42, 79, 130, 160])).toBe('  41 of 160\n  130 of 160\n  160 of 160\n');
  });
});
