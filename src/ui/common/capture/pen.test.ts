import { describe, expect, it } from 'vitest';
import { movedByKey, padSide } from './pen';

describe('the pen under the keyboard', () => {
  it('moves by the arrow keys and stays on the pad', () => {
    const middle = { x: padSide / 2, y: padSide / 2 };
    expect(movedByKey(middle, 'ArrowRight')).toEqual({ x: middle.x + padSide / 28, y: middle.y });
    expect(movedByKey(middle, 'ArrowUp')).toEqual({ x: middle.x, y: middle.y - padSide / 28 });
    expect(movedByKey({ x: 3, y: padSide }, 'ArrowLeft')).toEqual({ x: 0, y: padSide });
    expect(movedByKey({ x: 3, y: padSide }, 'ArrowDown')).toEqual({ x: 3, y: padSide });
    expect(movedByKey(middle, 'a')).toBeUndefined();
  });
});
