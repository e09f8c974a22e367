import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/node-backends';
import type { Result } from '../../../lib/result';
import type { Problem } from '../../../protocol/problem';
import { tangled, train } from '../../testing/small-experiments';
import { activations } from '../activations';
import { disposeSubject, inParts, onTinyData, subjectOf } from '../subjects.test-helpers';
import { activationSummary } from './activation-summary';

beforeAll(() => useBackend('cpu'));

function found<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const images = Array.from({ length: 20 }, (_, image) => image);

describe('a summary of activations', () => {
  it('is of the tensors of the forward pass, with the units that are 0 everywhere', async () => {
    const experiment = onTinyData(tangled);
    const subject = await subjectOf(experiment);
    await train(subject.trainer, experiment, 2);
    const { shape, values } = found(await activations.answer({ kind: 'activations', layer: 'conv', images }, subject));
    const summary = found(await activationSummary.answer({ kind: 'activation-summary', layer: 'conv', images }, inParts(subject, 6)));
    expect([summary.step, summary.images, summary.units]).toEqual([2, 20, shape.at(-1)]);
    expect([summary.lowest, summary.highest]).toEqual([expect.closeTo(Math.min(...values), 5), expect.closeTo(Math.max(...values), 5)]);
    expect(summary.counts.reduce((sum, count) => sum + count, 0)).toBe(values.filter((value) => value !== 0).length);
    const quiet = [0, 1].filter((unit) => values.every((value, at) => at % 2 !== unit || value === 0));
    expect(summary.dead).toEqual(quiet);
    disposeSubject(subject);
  });
});
