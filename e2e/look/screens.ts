import type { Locator, Page } from 'playwright/test';
import { applyCommand, type CommandArguments, type CommandId } from '../../src/experiment/commands';
import { defaultExperiment } from '../../src/experiment/default-experiment';
import { encodeLink } from '../../src/experiment/link/link-codec';
import type { Experiment } from '../../src/experiment/schema';
import type { Translate } from '../../src/i18n/translate';
import { openPage, runReached, settled, tested } from '../playground';
import { briefExperiment as small, quickExperiment } from '../small-experiment';
import { twelveTasks } from '../twelve-tasks';
import { templates } from '../../src/experiment/templates/templates';

/** A state of the page that is looked at. */
export interface Screen {
  /** Names the pictures. */
  readonly id: string;
  /** Brings an empty tab there, by what is visible in the language of the texts. */
  readonly show: (page: Page, t: Translate) => Promise<void>;
  /**
   * What is opened afresh in every size, such as a menu, which stands beside its button; Escape
   * closes it.
   */
  readonly open?: (page: Page, t: Translate) => Promise<void>;
  /** Only where the side panels are drawers. */
  readonly narrowOnly?: true;
}

/** The start experiment after a command. */
function edited<Id extends CommandId>(id: Id, args: CommandArguments<Id>, start: Experiment = quickExperiment): Experiment {
  const result = applyCommand(start, id, args);
  if (!result.ok) throw new Error(`the command ${id} was refused: ${result.error.code}`);
  return result.value;
}

function at(experiment: Experiment) {
  return (page: Page) => openPage(page, encodeLink(experiment));
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const quick = at(quickExperiment);

async function press(page: Page, what: Locator): Promise<void> {
  await what.click();
  await settled(page);
}

async function trained(page: Page, t: Translate): Promise<void> {
  await quick(page);
  await press(page, button(page, t('topbar.play')));
  await runReached(page, 40);
  await press(page, button(page, t('topbar.pause')));
  await tested(page);
}

async function finished(page: Page, t: Translate): Promise<void> {
  await at({ ...quickExperiment, training: { ...quickExperiment.training, epochs: 1 } })(page);
  await press(page, button(page, t('topbar.play')));
  await runReached(page, 'done');
  await settled(page);
}

async function tab(page: Page, name: string): Promise<void> {
  await press(page, page.getByRole('tab', { name, exact: true }));
}

async function compared(page: Page, t: Translate): Promise<void> {
  await at(small)(page);
  await tab(page, t('compare.tab'));
  await press(page, button(page, t('compare.start')));
  await page.waitForFunction(() => window.playground?.state().studies[0]?.over === true);
  await settled(page);
}

/** A layer chosen with the keyboard, which does not depend on where the network lies. */
async function select(page: Page, layer: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${layer}"]`).focus();
  await page.keyboard.press('Enter');
  await settled(page);
}

/** In the order in which a newcomer meets them. */
export const screens: readonly Screen[] = [
  { id: 'first', show: (page) => openPage(page) },
  { id: 'trained', show: trained },
  { id: 'finished', show: finished },
  {
    id: 'layer',
    show: async (page) => {
      await quick(page);
      await select(page, 'conv-1');
    },
  },
  {
    id: 'head',
    show: async (page, t) => {
      await trained(page, t);
      await select(page, 'head-digit');
    },
  },
  {
    id: 'predictions',
    show: async (page, t) => {
      await trained(page, t);
      await tab(page, t('gallery.tab'));
    },
  },
  {
    id: 'conflict',
    show: async (page, t) => {
      await trained(page, t);
      await tab(page, t('curves.tabConflict'));
    },
  },
  {
    id: 'compare',
    show: async (page, t) => {
      await quick(page);
      await tab(page, t('compare.tab'));
    },
  },
  { id: 'compared', show: compared },
  {
    id: 'runs',
    show: async (page, t) => {
      await compared(page, t);
      await tab(page, t('runs.tab'));
    },
  },
  { id: 'pcgrad', show: at(edited('balancing.method', { method: 'pcgrad' })) },
  { id: 'cifar10', show: at(edited('data.dataset', { dataset: 'cifar10' })) },
  { id: 'digit-hunt', show: at(edited('data.dataset', { dataset: 'digit-hunt' })) },
  { id: 'two-digits', show: at(edited('data.dataset', { dataset: 'two-digits' })) },
  { id: 'ple', show: at(edited('network.start-from', { template: templates.ple })) },
  { id: 'mtan', show: at(edited('network.start-from', { template: templates.mtan })) },
  { id: 'sluice', show: at(edited('network.start-from', { template: templates.sluice })) },
  { id: 'twelve-tasks', show: at(twelveTasks()) },
  { id: 'faulty', show: at(edited('wire.remove', { wires: [{ from: 'pool-1', to: 'conv-2' }] })) },
  {
    id: 'added-task',
    show: async (page, t) => {
      await trained(page, t);
      await press(page, button(page, t('tasks.add')));
      await page.keyboard.press('Enter');
      await settled(page);
    },
  },
  { id: 'damaged', show: (page) => openPage(page, `${encodeLink(defaultExperiment).slice(0, -9)}xxxxxxxxx`) },
  { id: 'menu-start', show: quick, open: (page, t) => press(page, button(page, t('canvas.start-from'))) },
  { id: 'menu-share', show: quick, open: (page, t) => press(page, button(page, t('sharing.share'))) },
  { id: 'menu-bar', show: quick, open: (page, t) => press(page, button(page, t('topbar.menu'))) },
  {
    id: 'commands',
    show: quick,
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await settled(page);
    },
  },
  {
    id: 'drawer-setup',
    narrowOnly: true,
    show: quick,
    open: async (page, t) => press(page, page.getByRole('button', { name: t('common.panel.setup') })),
  },
  {
    id: 'drawer-inspector',
    narrowOnly: true,
    show: quick,
    open: async (page, t) => press(page, page.getByRole('button', { name: t('common.panel.inspector') })),
  },
];
