import type { Page } from 'playwright/test';
import { encodeLink } from '../../src/experiment/link/link-codec';
import type { Translate } from '../../src/i18n/translate';
import { openPage, runReached, settled, tested } from '../playground';
import { quickExperiment } from '../small-experiment';

/** A state of the page that is looked at. */
export interface Screen {
  /** Names the pictures. */
  readonly id: string;
  /** Brings an empty tab there, by what is visible in the language of the texts. */
  readonly show: (page: Page, t: Translate) => Promise<void>;
  /** Only where the side panels are drawers. */
  readonly narrowOnly?: true;
}

const quick = encodeLink(quickExperiment);

async function trained(page: Page, t: Translate): Promise<void> {
  await openPage(page, quick);
  await page.getByRole('button', { name: t('topbar.play'), exact: true }).click();
  await runReached(page, 40);
  await page.getByRole('button', { name: t('topbar.pause'), exact: true }).click();
  await tested(page);
}

/** In the order in which a newcomer meets them. */
export const screens: readonly Screen[] = [
  { id: 'first', show: (page) => openPage(page) },
  { id: 'trained', show: trained },
  {
    id: 'layer',
    show: async (page) => {
      await openPage(page, quick);
      await page.locator('.react-flow__node[data-id="conv-1"]').click();
      await settled(page);
    },
  },
];
