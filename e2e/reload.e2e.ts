import { expect, test } from 'playwright/test';
import { defaultExperiment } from '../src/experiment/default-experiment';
import { encodeLink } from '../src/experiment/link/link-codec';
import { openPage } from './playground';

// The link is written half a second after an edit, the database a third of one: reloads are asked
// for before, between and behind them, and answered at once, later, and after the link has been
// written.
const moments = [0, 250, 400, 1000];
const answers = [0, 700];

test('no edit is lost by a reload, whenever it is asked for and answered', async ({ page }) => {
  // The images of CIFAR-10 are not loaded before anybody presses play: the page is there sooner.
  const data = { ...defaultExperiment.data, dataset: 'cifar10' as const };
  await openPage(page, encodeLink({ ...defaultExperiment, data, tasks: defaultExperiment.tasks.slice(0, 1) }));
  let answersAfter = 0;
  await page.route(/\/else\/$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, answersAfter));
    await route.continue();
  });
  const edits: string[] = [];
  const seen: (string | undefined)[] = [];
  const editAndReload = async (name: string, moment: number, key: string) => {
    await page.getByRole('textbox', { name: 'Name of the experiment' }).fill(name);
    const loaded = page.waitForEvent('domcontentloaded');
    await page.evaluate(
      ([pressed, after]) => {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
        setTimeout(() => window.location.reload(), after);
      },
      [key, moment] as const,
    );
    await loaded;
    await page.waitForFunction(() => window.playground !== undefined, undefined, { polling: 20 });
    edits.push(name);
    seen.push(await page.evaluate(() => window.playground?.state().experiment.name));
  };
  for (const answer of answers) {
    answersAfter = answer;
    for (const moment of moments) await editAndReload(`Reloaded after ${moment} ms, answered after ${answer} ms`, moment, 'Enter');
  }
  await editAndReload('Typed only', 0, 'Shift');
  expect(seen).toEqual(edits);
});
