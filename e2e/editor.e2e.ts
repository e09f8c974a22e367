import { expect, test, type Locator, type Page } from 'playwright/test';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage, runReached, seen, settled } from './playground';
import { quickExperiment } from './small-experiment';

const quick = encodeLink(quickExperiment);

/** The end of a wire at a layer: where wires leave it, or where they enter. */
function end(page: Page, layer: string, side: 'source' | 'target'): Locator {
  return page.locator(`.react-flow__node[data-id="${layer}"] .react-flow__handle.${side}`);
}

async function centre(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags a wire from one layer over another and holds it there. */
async function dragWire(page: Page, from: string, to: string): Promise<void> {
  const start = await centre(end(page, from, 'source'));
  const goal = await centre(end(page, to, 'target'));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + goal.x) / 2, (start.y + goal.y) / 2, { steps: 5 });
  await page.mouse.move(goal.x, goal.y, { steps: 5 });
}

/** The tasks whose strands run along a wire, from the outside in. */
async function strands(page: Page, wire: string): Promise<readonly (string | null)[]> {
  const drawn = page.getByTestId(`rf__edge-${wire}`).locator('[data-strand]');
  return drawn.evaluateAll((groups) => groups.map((group) => group.getAttribute('data-strand')));
}

test('a layer is added and wired with the mouse, strands follow, undo takes it back, and it trains', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  expect(await strands(page, 'pool-2>dense-1')).toEqual(['digit', 'parity']);

  await page.getByRole('group', { name: 'Canvas' }).getByRole('button', { name: 'Layer' }).click();
  await page.getByRole('menuitem', { name: /^Dense/ }).click();
  await settled(page);
  const added = (await seen(page)).experiment.network.layers.at(-1)?.id ?? '';
  expect(added).toMatch(/^dense-/);

  // The new layer may lie on a wire; to the side there is room.
  await page.locator(`.react-flow__node[data-id="${added}"]`).hover();
  await page.mouse.down();
  const at = await centre(page.locator('.react-flow__node[data-id="conv-1"]'));
  await page.mouse.move(at.x, at.y + 90, { steps: 8 });
  await page.mouse.up();
  await dragWire(page, 'pool-2', added);
  await page.mouse.up();
  await settled(page);
  // Leads nowhere yet: no strand runs along it.
  expect(await strands(page, `pool-2>${added}`)).toEqual([]);

  await page.getByTestId('rf__edge-dense-1>head-parity').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await dragWire(page, added, 'head-parity');
  // Before it is let go the strands show what it would do.
  await expect(page.getByTestId(`rf__edge-pool-2>${added}`).locator('[data-strand="parity"]')).toBeVisible();
  await page.mouse.up();
  await settled(page);
  expect(await strands(page, `pool-2>${added}`)).toEqual(['parity']);
  expect(await strands(page, 'pool-2>dense-1')).toEqual(['digit']);

  await page.getByRole('button', { name: 'Play' }).or(page.getByRole('button', { name: /Restart/ })).first().click();
  await runReached(page, 3);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect((await seen(page)).losses[1]?.every(Number.isFinite)).toBe(true);

  for (let entry = 0; entry < 10; entry += 1) {
    const undo = page.getByRole('button', { name: 'Undo' });
    if (await undo.isDisabled()) break;
    await undo.click();
  }
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
  expect(await strands(page, 'pool-2>dense-1')).toEqual(['digit', 'parity']);
});

test('a wire that cannot be is refused while it is dragged, with the reason', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  await dragWire(page, 'conv-2', 'conv-1');
  await expect(page.getByText('Part of a loop').first()).toBeVisible();
  await page.mouse.up();
  await settled(page);
  expect((await seen(page)).experiment).toEqual(before);
});

test('a broken network says what is wrong, and play says why it cannot start', async ({ page }) => {
  await openPage(page, quick);
  await page.getByTestId('rf__edge-dense-1>head-parity').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await settled(page);
  await expect(page.getByTestId('network')).toContainText('No input. Connect a layer to it.');
  await expect(page.getByRole('button', { name: 'Play' })).toBeDisabled();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled();
});

test('a weight moved while it trains acts at once and leaves a mark', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 10);
  await page.getByRole('slider', { name: 'Weight of Parity' }).focus();
  await page.keyboard.press('ArrowRight');
  await settled(page);
  await runReached(page, (await seen(page)).step + 10);
  const { marks, experiment, phase } = await seen(page);
  expect(phase).toBe('running');
  expect(marks.map((mark) => mark.field)).toContain('tasks.parity.weight');
  expect(experiment.tasks.reduce((sum, task) => sum + task.weight, 0)).toBeCloseTo(1, 10);
});

test('the keyboard alone can connect layers', async ({ page }) => {
  await openPage(page, quick);
  // Without its wire the head of parity has room for one.
  await page.getByTestId('rf__edge-dense-1>head-parity').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await page.locator('.react-flow__node[data-id="pool-2"]').focus();
  await page.keyboard.press('Enter');
  const connect = page.getByRole('region', { name: 'Outputs' }).getByRole('combobox');
  await connect.selectOption('head-parity');
  await settled(page);
  expect((await seen(page)).experiment.network.wires).toContainEqual({ from: 'pool-2', to: 'head-parity' });
  expect(await strands(page, 'pool-2>head-parity')).toEqual(['parity']);
  // An input hands on another field of the data set where it is told to, and the image again.
  const sources = async () => {
    await settled(page);
    return (await seen(page)).experiment.network.layers.flatMap(({ kind, values }) => (kind === 'input' ? [values['source']] : []));
  };
  await page.locator('.react-flow__node[data-id="input"]').focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('combobox', { name: 'Field', exact: true });
  await field.selectOption('digit');
  expect(await sources()).toEqual(['digit']);
  await expect(field).toHaveValue('digit');
  await field.selectOption('image');
  expect(await sources()).toEqual(['']);
});

test('PCGrad shows on each shared layer how the tasks pull', async ({ page }) => {
  await openPage(page, quick);
  await page.getByRole('combobox', { name: 'Balancing method' }).selectOption('pcgrad');
  await page.getByRole('button', { name: 'Play' }).click();
  await runReached(page, 12);
  await page.getByRole('button', { name: 'Pause' }).click();
  await settled(page);
  await expect(page.locator('.react-flow__node[data-id="conv-1"]')).toContainText(/[▲▼≈]\s*[−-]?\d/);
});

test('an edit that cannot be made changes nothing, and the status line says why', async ({ page }) => {
  await openPage(page, quick);
  for (const head of ['head-parity', 'head-reconstruction', 'head-digit']) {
    await page.locator(`.react-flow__node[data-id="${head}"]`).click();
    await page.keyboard.press('Delete');
    await settled(page);
  }
  await expect(page.getByText('Not done: At least one task must stay')).toHaveCount(1);
  expect((await seen(page)).experiment.tasks.map(({ id }) => id)).toEqual(['digit']);
});

/**
 * What has the focus: a node or a wire of the canvas by its id, the canvas itself, or the name of
 * the element.
 */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.closest('.react-flow') === null ? element.tagName : (element?.getAttribute('data-id') ?? 'canvas');
  });
}

test('Delete and Backspace take away what is selected only while the canvas has the focus', async ({ page }) => {
  await openPage(page, quick);
  const before = (await seen(page)).experiment;
  await page.locator('.react-flow__node[data-id="conv-1"]').click();
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
  const places: Readonly<Record<string, () => Promise<unknown>>> = {
    'nothing': () => page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur()),
    'a button of the top bar': () => button('Play').focus(),
    'a button of the canvas': () => button('Layer').focus(),
    'a link below the canvas': () => page.getByRole('link', { name: 'React Flow' }).focus(),
    'a button of a side panel': () => button(/^Delete layer/).focus(),
    'a word with help': () => button(/^Loss, relative/).focus(),
    'a slider': () => page.getByRole('slider', { name: 'Weight of Parity' }).focus(),
    'a choice': () => page.getByRole('combobox', { name: 'Balancing method' }).focus(),
    'a number': () => page.getByRole('spinbutton').first().focus(),
    'a menu': () => button('Layer').click(),
    'a popup': () => button(/Add (a )?task/).click(),
    'a dialog': async () => {
      await button('Play').focus();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  };
  for (const [place, enter] of Object.entries(places)) {
    await enter();
    for (const key of ['Delete', 'Backspace']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await settled(page);
    expect([place, (await seen(page)).experiment.network]).toEqual([place, before.network]);
  }
});

test('after a deletion the focus is next to where it was', async ({ page }) => {
  await openPage(page, quick);
  const layers = async () => (await seen(page)).experiment.network.layers.map(({ id }) => id);
  const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

  // By mouse and by keyboard, layers and a wire.
  await node('conv-1').click();
  await page.keyboard.press('Delete');
  await settled(page);
  expect([await layers(), await focused(page)]).toEqual([expect.not.arrayContaining(['conv-1']), 'pool-1']);
  const wire = page.getByTestId('rf__edge-pool-2>upsample-1');
  await wire.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await expect(wire).toHaveCount(0);
  expect(await focused(page)).toContain('>');
  await node('pool-1').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await settled(page);
  expect([await layers(), await focused(page)]).toEqual([expect.not.arrayContaining(['pool-1']), 'conv-2']);
  await node('conv-2').click();
  await node('dense-1').click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Delete');
  await settled(page);
  expect([await layers(), await focused(page)]).toEqual([expect.not.arrayContaining(['conv-2', 'dense-1']), expect.stringMatching(/^[a-z]+(-\w+)*$/)]);

  // By a button that goes with what it deletes, and by undo.
  await node('upsample-1').click();
  await page.getByRole('button', { name: /^Delete layer/ }).click();
  await settled(page);
  expect([await layers(), await focused(page)]).toEqual([expect.not.arrayContaining(['upsample-1']), expect.not.stringMatching('BODY')]);
  await node('pool-2').click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await settled(page);
  const copy = (await layers()).at(-1) ?? '';
  await node(copy).focus();
  await page.keyboard.press('Control+z');
  await settled(page);
  expect([await layers(), await focused(page)]).toEqual([expect.not.arrayContaining([copy]), expect.not.stringMatching('BODY')]);
});
