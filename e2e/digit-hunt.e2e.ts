import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import type { Experiment } from '../src/experiment/schema';
import { templates } from '../src/experiment/templates/templates';
import { openPage, runReached, settled } from './playground';

const data: Experiment['data'] = { dataset: 'digit-hunt', train: 64, test: 16, validation: 0 };
const tasks = (['digit', 'box', 'mask', 'ordinal'] as const).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
/** A digit among fragments: its class, its box, its pixels and its size. */
const hunt: Experiment = {
  ...defaultExperiment,
  data,
  tasks,
  weightsSumToOne: false,
  network: templates.skips.build(data, tasks),
  training: { ...defaultExperiment.training, batchSize: 8, epochs: 1000, evaluateEvery: 4 },
};

test('a digit is sought among fragments: what the network says of box, mask and size stands with the images', async ({ page }) => {
  await openPage(page, encodeLink(hunt));
  await expect(page.getByRole('region', { name: 'Data' })).toContainText('Digit hunt');
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 4);
  await page.getByRole('button', { name: 'Pause' }).click();
  await settled(page);
  for (const id of ['digit', 'box', 'mask']) await expect(page.getByTestId(`metric-${id}`)).toHaveText(/%$/);
  await expect(page.getByTestId('metric-ordinal')).toHaveText(/^\d/);
  const strip = page.getByTestId('test-images');
  await expect(strip.getByRole('radio', { name: /Box: covers the truth by \d+\s%/ })).toHaveCount(8);
  await expect(strip.getByRole('radio', { name: /Mask: covers the truth by \d+\s%/ })).toHaveCount(8);
  await expect(strip.getByRole('radio', { name: /Level: (small|medium|large); the truth is (small|medium|large)$/ })).toHaveCount(8);
  for (const said of [/^Box: covers the truth/, /^Mask: covers the truth/, /^Level: /]) await expect(page.getByTestId('example').getByText(said)).toHaveCount(1);
  // Coloured pixels over an image of grey ones: an answer is drawn in.
  const coloured = await strip.locator('canvas').first().evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const bytes = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    return Array.from({ length: bytes.length / 4 }, (_, pixel) => bytes[4 * pixel] !== bytes[4 * pixel + 1]).filter(Boolean).length;
  });
  expect(coloured).toBeGreaterThan(20);
});

test('two digits are told as tags, and a reload brings the answers back', async ({ page }) => {
  const twoData: Experiment['data'] = { dataset: 'two-digits', train: 64, test: 16, validation: 0 };
  const tags = [{ id: 'tags', kind: 'tags' as const, colour: 0, weight: 1 }];
  const both: Experiment = { ...hunt, data: twoData, tasks: tags, network: templates['small-cnn'].build(twoData, tags) };
  await openPage(page, encodeLink(both));
  await page.getByRole('button', { name: /^Play/ }).first().click();
  await runReached(page, 4);
  await page.getByRole('button', { name: 'Pause' }).click();
  await settled(page);
  const strip = page.getByTestId('test-images');
  await expect(strip.getByRole('radio', { name: /Tags: .+; the truth is \d( \d)?$/ })).toHaveCount(8);
  await expect(page.getByTestId('metric-tags')).toHaveText(/%$/);
  const shown = await page.getByTestId('metric-tags').textContent();
  await page.reload();
  await page.waitForFunction(() => window.playground !== undefined);
  await settled(page);
  await expect(page.getByTestId('metric-tags')).toHaveText(shown ?? '');
});
