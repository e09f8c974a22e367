import type { Translate } from '../../../i18n/translate';

/** A speed limit in words; 0 is as fast as it goes. */
export function speedText(stepsPerSecond: number, t: Translate): string {
  if (stepsPerSecond === 0) return t('topbar.speed.full');
  return stepsPerSecond === 1 ? t('topbar.speed.one') : t('topbar.speed.steps', { steps: stepsPerSecond });
}
