import { loadLateTexts } from '../i18n/translate';
import { pendingUntil } from '../lib/pending';

const texts = loadLateTexts();

async function withTexts<Panel>(panel: Promise<Panel>): Promise<Panel> {
  const [loaded] = await Promise.all([panel, texts]);
  return loaded;
}

/**
 * Side panels and charts come right behind the network, each into the place that the desk keeps for
 * it, with the texts that only they use.
 */
export const early = {
  setup: pendingUntil('setup', withTexts(import('../ui/setup/setup-panel'))),
  watch: pendingUntil('watch', withTexts(import('../ui/watch/watch-pane'))),
  problems: pendingUntil('problems', withTexts(import('../ui/top-bar/run/problem-line'))),
  inspector: pendingUntil('inspector', withTexts(import('../ui/inspector/inspector'))),
};
