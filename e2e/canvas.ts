import { expect, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

export const quick = encodeLink(quickExperiment);

export const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
export const port = (page: Page, id: string, side: 'source' | 'target') => node(page, id).locator(`.react-flow__handle.${side}`);
export const wire = (page: Page, key: string) => page.getByTestId(`rf__edge-${key}`);
export const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

/** The button is not there before the first edit, and is disabled once all are undone. */
export async function nothingToUndo(page: Page): Promise<void> {
  await settled(page);
  await expect(undo(page).and(page.locator(':enabled'))).toHaveCount(0);
}

export async function centre(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse from one place to another and lets go there. */
export async function drag(page: Page, from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await settled(page);
}

/** The ids of what is selected on the canvas, layers as well as wires. */
export async function selected(page: Page): Promise<readonly (string | null)[]> {
  const parts = page.locator('.react-flow__node.selected, .react-flow__edge.selected');
  return parts.evaluateAll((found) => found.map((part) => part.getAttribute('data-id')).sort());
}

export const wiresInto = async (page: Page, id: string) => (await seen(page)).experiment.network.wires.filter(({ to }) => to === id).map(({ from }) => from);
export const layerIds = async (page: Page) => (await seen(page)).experiment.network.layers.map(({ id }) => id);

/** A box around some layers, from the empty canvas above and left of them to below and right. */
export async function around(page: Page, first: string, last: string) {
  const [one, other] = [await node(page, first).boundingBox(), await node(page, last).boundingBox()];
  if (one === null || other === null) throw new Error('not on the screen');
  return [
    { x: one.x - 6, y: Math.min(one.y, other.y) - 30 },
    { x: other.x + other.width - 12, y: Math.max(one.y + one.height, other.y + other.height) + 8 },
  ] as const;
}
