import { useState } from 'react';
import { useApp } from '../common/app-store';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import { useAnalysis } from '../common/use-analysis';
import { Button } from '../widgets/button';
import { Select } from '../widgets/select';
import { Filters } from './filters';
import { Histogram } from './histogram';
import { Maps } from './maps';
import { Pixels } from './pixels';
import { Units } from './units';
import styles from './inside-panel.module.css';

const views = ['maps', 'pixels', 'units'] as const;

/** The selected layer large; without one, the layers to choose from. */
export default function InsidePanel() {
  const { t } = useText();
  const words = useNetworkText();
  const { order, weights } = useAnalysis();
  const layers = useApp((state) => state.document.experiment.network.layers);
  const selected = useApp((state) => state.view.selectedLayers[0]);
  const select = useApp((state) => state.view.select);
  const [view, show] = useState<(typeof views)[number]>('maps');
  const layer = layers.find(({ id }) => id === selected);
  if (layer === undefined)
    return (
      <div className={styles['panel']}>
        <p className={styles['soft']}>{t('inside.none')}</p>
        <div role="group" aria-label={t('inside.layers')} className={styles['choices']}>
          {order.map((id) => (
            <Button key={id} onClick={() => select([id])}>
              {words.name(id)}
            </Button>
          ))}
        </div>
      </div>
    );
  const hasFilters = weights.get(layer.id)?.some(({ shape }) => shape.length === 4) === true;
  const offered = order.includes(layer.id) ? order : [...order, layer.id];
  return (
    <div className={styles['panel']}>
      <div className={styles['choices']}>
        <label className={styles['choice']}>
          {t('inside.layer')}
          <Select label={t('inside.layer')} value={layer.id} onChange={(id) => select([id])} options={offered.map((id) => ({ value: id, label: words.name(id) }))} />
        </label>
        <div role="group" aria-label={t('inside.views')} className={styles['choices']}>
          {views.map((one) => (
            <Button key={one} aria-pressed={one === view} onClick={() => show(one)}>
              {t(`inside.view.${one}`)}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles['parts']} key={layer.id}>
        {view === 'maps' ? (
          <>
            <Maps layer={layer.id} />
            {hasFilters ? <Filters layer={layer.id} /> : undefined}
            <Histogram layer={layer.id} />
          </>
        ) : undefined}
        {view === 'pixels' ? <Pixels /> : undefined}
        {view === 'units' ? <Units layer={layer.id} /> : undefined}
      </div>
    </div>
  );
}
