import { afterAll, expect, it } from 'vitest';
import { decodeLink } from '../src/experiment/link/link-codec';
import { useBackend } from '../src/engine/backend/node-backends';
import recorded from './recorded-runs-1.json';
import { prepareTraining, takeNextStep } from './training';

const dataFolder = new URL('../public/data/', import.meta.url);

/** The losses [step][task] of the first steps of a link's experiment on WASM. */
async function lossesOf(link: string, steps: number): Promise<number[][]> {
  const linked = decodeLink(link);
  if (!linked.ok) throw new Error(linked.error.code);
  const { data, trainer } = await prepareTraining(linked.value.experiment, 'wasm', dataFolder);
  const losses: number[][] = [];
  for (let step = 0; step < steps; step += 1) {
    await takeNextStep(data, trainer);
    losses.push([...(await trainer.drain()).losses]);
  }
  trainer.dispose();
  return losses;
}

afterAll(() => useBackend('cpu'));

// All start networks on both data sets, with ten methods, as they trained when links had version 1.
// Links are out in the world: whoever opens one gets the same run. Where a test fails, the engine's
// numbers have moved.
it.each(recorded)('trains to the same losses as ever: $what', { timeout: 60_000 }, async ({ link, losses }) => {
  expect(await lossesOf(link, losses.length)).toEqual(losses);
});
