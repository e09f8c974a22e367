import { describe, expect, it } from 'vitest';
import { splitOf } from '../../experiment/studies/kinds/split';
import { trainSample } from './train-sample';

describe('the sample of the images that are trained on', () => {
  it('has as many as there are test images, each once, in rising order, and none that is set aside', () => {
    for (const fold of [0, 1, 2]) {
      const { train, validation } = splitOf(300, 0.2, 7, fold);
      const sample = trainSample(train, 100, 7);
      expect(new Set(sample).size).toBe(100);
      expect([...sample]).toEqual([...sample].toSorted((one, other) => one - other));
      const [trained, aside] = [new Set(train), new Set(validation)];
      expect(sample.every((image) => trained.has(image) && !aside.has(image))).toBe(true);
    }
  });

  it('is the same for the same seed, and reaches all over', () => {
    const { train } = splitOf(1000, 0, 7, 0);
    const sample = trainSample(train, 100, 7);
    expect(trainSample(train, 100, 7)).toEqual(sample);
    expect(trainSample(train, 100, 8)).not.toEqual(sample);
    // Of 100 drawn evenly, 15 to 35 lie in a quarter (19 times in 20; this seed is fixed).
    for (const quarter of [0, 1, 2, 3]) {
      const within = sample.filter((image) => Math.floor(image / 250) === quarter).length;
      expect(within).toBeGreaterThan(14);
      expect(within).toBeLessThan(36);
    }
  });

  it('is all of them where there are no more', () => {
    const { train } = splitOf(50, 0.3, 7, 1);
    expect(trainSample(train, 35, 7)).toEqual(train);
    expect(trainSample(train, 1000, 7)).toEqual(train);
  });
});
