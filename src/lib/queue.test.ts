import { describe, expect, it } from 'vitest';
import { createQueue } from './queue';

describe('a queue', () => {
  it('runs one task at a time, in the order of asking, past failures', async () => {
    const queue = createQueue();
    const heard: string[] = [];
    const task = (name: string, fails = false) => async () => {
      heard.push(`${name} begins`);
      await Promise.resolve();
      heard.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const [first, second, third] = [queue(task('first')), queue(task('second', true)), queue(task('third'))];
    await expect(second).rejects.toThrow('second');
    expect([await first, await third]).toEqual(['first', 'third']);
    expect(heard).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
  });
});
