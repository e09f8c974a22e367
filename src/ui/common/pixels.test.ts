import { describe, expect, it } from 'vitest';
import { rgba } from './pixels';

describe('rgba', () => {
  it('makes sharp squares of grey pixels', () => {
    const bytes = rgba([0, 255], 1, 2, 1, 1, 2);
    const columns = [0, 1, 2, 3].map((column) => Array.from(bytes.subarray(4 * column, 4 * column + 4)));
    expect(columns).toEqual([[0, 0, 0, 255], [0, 0, 0, 255], [255, 255, 255, 255], [255, 255, 255, 255]]);
    expect(bytes.subarray(16)).toEqual(bytes.subarray(0, 16));
  });

  it('keeps colours in order and cuts off what no screen can show', () => {
    expect([...rgba([1.5, -0.5, 0.5], 1, 1, 3, 255, 1)]).toEqual([255, 0, 128, 255]);
  });
});
