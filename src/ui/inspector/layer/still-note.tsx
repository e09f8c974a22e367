import type { Layer } from '../../../domain/network/network';
import { liveSettings } from '../../../experiment/live-settings';
import { hasMoved, whyStill } from '../../../experiment/still-layers';
import { useApp } from '../../common/app-store';
import { matchingRun } from '../../common/live-readings';
import { analysisOf } from '../../common/use-analysis';
import { useText } from '../../common/texts/use-text';
import styles from '../layer-inspector.module.css';

/**
 * Why a layer stands still, and a warning where its running statistics are still those of before
 * the first step; nothing where it may move.
 */
export function StillNote({ layer }: { readonly layer: Layer }) {
  const { t } = useText();
  const still = useApp(({ document: { experiment } }) => whyStill(experiment, analysisOf(experiment), layer.id, liveSettings(experiment)));
  const remembers = useApp((state) => (analysisOf(state.document.experiment).statistics.get(layer.id)?.length ?? 0) > 0);
  const trained = useApp((state) => {
    const run = matchingRun(state);
    return run !== undefined && hasMoved(run, analysisOf(state.document.experiment), layer.id);
  });
  if (still === undefined) return layer.frozen === true ? <p className={styles['hint']}>{t('canvas.frozen-now')}</p> : null;
  const texts = { frozen: 'canvas.frozen-now', 'left-out': 'canvas.left-out-now' } as const;
  const normTexts = { frozen: 'canvas.frozen-now.statistics', 'left-out': 'canvas.left-out-now.statistics' } as const;
  return (
    <>
      {remembers && !trained && (
        <p className={styles['fault']} role="status">
          {t('canvas.untrained-statistics')}
        </p>
      )}
      <p className={styles['hint']}>{t((remembers ? normTexts : texts)[still])}</p>
    </>
  );
}
