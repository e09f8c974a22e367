import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';
import { languages, loadLanguage, loadLateTexts, translator } from '../../src/i18n/translate';
import { settled } from '../playground';
import { faultsOnScreen } from './faults';
import { screens } from './screens';

/** Width and height in pixels: a phone, a tablet, a small laptop, a laptop, a projector. */
const allSizes = [
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1440, 900],
  [2560, 1440],
] as const;

/** LOOK_WIDTHS=390,1440 looks at these widths alone. */
const asked = process.env['LOOK_WIDTHS']?.split(',').map(Number);
const sizes = allSizes.filter(([width]) => asked === undefined || asked.includes(width));

/** Where axe looks too: what it finds depends on what is in sight, less on the exact width. */
const lookedAtByAxe: ReadonlySet<number> = new Set([390, 1440]);

test.beforeAll(async () => {
  await loadLateTexts();
  await loadLanguage('zh-CN');
});

for (const locale of languages) {
  test.describe(locale, () => {
    test.use({ locale });
    for (const { id, show, open, narrowOnly } of screens) {
      test(`${id}, ${locale}`, async ({ page }) => {
        await page.setViewportSize({ width: narrowOnly === true ? 1024 : 1440, height: 900 });
        const t = translator(locale);
        await show(page, t);
        const found: string[] = [];
        for (const [width, height] of sizes) {
          if (narrowOnly === true && width > 1024) continue;
          await page.setViewportSize({ width, height });
          for (const colorScheme of ['light', 'dark'] as const) {
            // Still, so that no picture shows a drawer on its way out after the change of width.
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            // No help beside what a press before left the pointer on.
            await page.mouse.move(0, 0);
            await open?.(page, t);
            await settled(page);
            await page.screenshot({ path: `test-results/look/${id}-${locale}-${width}-${colorScheme}.png` });
            // The themes differ in colours alone.
            const first = colorScheme === 'light';
            const here = first ? await page.evaluate(faultsOnScreen) : [];
            if (lookedAtByAxe.has(width)) here.push(...(await seriousFindings(page, first)));
            found.push(...here.map((fault) => `${width} ${colorScheme}: ${fault}`));
            if (open !== undefined) await page.keyboard.press('Escape');
          }
        }
        expect(found).toEqual([]);
      });
    }
  });
}

/** What axe finds serious or critical in the page, in words; of contrast alone where that is asked. */
async function seriousFindings(page: Page, ofAll: boolean): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (ofAll ? axe : axe.withRules(['color-contrast'])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
