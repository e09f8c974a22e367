import { describe, expect, it } from 'vitest';
import type { MetricsBatch } from '../../../protocol/metrics';
import { createOutbox, mostWaitingSteps } from './outbox';

function batch(firstStep: number, steps: number): MetricsBatch {
  const losses = Float32Array.from({ length: steps }, (_, row) => firstStep + row);
  const none = new Float32Array(0);
  return { firstStep, steps, losses, sums: none, totals: none, weights: none, tests: [], conflicts: [], examplesPerSecond: firstStep };
}

function recorded() {
  const sent: MetricsBatch[] = [];
  const outbox = createOutbox((metrics) => sent.push(metrics));
  return { sent, outbox };
}

describe('outbox', () => {
  it('has one batch under way and merges what comes meanwhile', () => {
    const { sent, outbox } = recorded();
    for (const [first, steps] of [[0, 2], [2, 3], [5, 1]] as const) outbox.add(batch(first, steps));
    expect(sent.map((metrics) => metrics.steps)).toEqual([2]);
    outbox.acknowledge(1);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ firstStep: 2, steps: 4, examplesPerSecond: 5 });
    expect([...(sent[1]?.losses ?? [])]).toEqual([2, 3, 4, 5]);
    outbox.acknowledge(2);
    expect(sent).toHaveLength(2);
    outbox.add(batch(6, 1));
    expect(sent).toHaveLength(3);
  });

  it('takes no acknowledgement of something older for the one it waits for', () => {
    const { sent, outbox } = recorded();
    outbox.add(batch(0, 1));
    outbox.acknowledge(0);
    outbox.add(batch(1, 1));
    expect(sent).toHaveLength(1);
  });

  it('keeps apart what does not follow on', () => {
    const { sent, outbox } = recorded();
    for (const [first, steps] of [[0, 5], [5, 5], [10, 2], [8, 3]] as const) outbox.add(batch(first, steps));
    outbox.acknowledge(1);
    outbox.acknowledge(2);
    expect(sent.map(({ firstStep, steps }) => [firstStep, steps])).toEqual([[0, 5], [5, 7], [8, 3]]);
  });

  it('has no room for ever more until it is acknowledged', async () => {
    const { outbox } = recorded();
    outbox.add(batch(0, 1));
    await outbox.room();
    outbox.add(batch(1, mostWaitingSteps));
    let roomy = false;
    const waiting = outbox.room().then(() => {
      roomy = true;
    });
    await Promise.resolve();
    expect(roomy).toBe(false);
    outbox.acknowledge(1);
    await waiting;
    expect(roomy).toBe(true);
  });

  it('merges what only some batches have: conflict by place, cosines, lengths, notes, steps on one task', () => {
    const { sent, outbox } = recorded();
    const column = (step: number, layer: string | undefined) => ({
      layer, tasks: [0, 1], steps: Uint32Array.of(step), grams: Float32Array.of(step, 0, 0, step),
    });
    const rows = (first: number) => ({ ...batch(first, 1), weights: Float32Array.of(1, 2) });
    outbox.add(batch(0, 1));
    outbox.add({ ...rows(1), conflicts: [column(2, undefined), column(2, 'a')], notes: [{ note: 'singular', count: 1, first: 2, last: 2 }] });
    outbox.add({ ...rows(2), cosines: Float32Array.of(0.5, -0.5), lengths: Float32Array.of(3), taskSteps: [{ step: 3, task: 1 }] });
    outbox.add({ ...rows(3), conflicts: [column(4, undefined)], notes: [{ note: 'singular', count: 1, first: 4, last: 4 }] });
    outbox.acknowledge(1);
    expect(sent[1]?.conflicts).toEqual([
      { layer: undefined, tasks: [0, 1], steps: Uint32Array.of(2, 4), grams: Float32Array.of(2, 0, 0, 2, 4, 0, 0, 4) },
      column(2, 'a'),
    ]);
    expect([...(sent[1]?.cosines ?? [])]).toEqual([Number.NaN, Number.NaN, 0.5, -0.5, Number.NaN, Number.NaN]);
    expect([...(sent[1]?.lengths ?? [])]).toEqual([Number.NaN, 3, Number.NaN]);
    expect(sent[1]?.notes).toEqual([{ note: 'singular', count: 2, first: 2, last: 4 }]);
    expect(sent[1]?.taskSteps).toEqual([{ step: 3, task: 1 }]);
    expect(sent[0]).not.toHaveProperty('notes');
  });
});
