import { useMemo } from 'react';
import { manyImages } from '../../state/session/many-images';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import { HelpTerm } from '../widgets/popups/help';
import { Bars } from './bars';
import { Part } from './part';
import { useFinding } from './use-finding';
import styles from './inside-panel.module.css';

/** A layer's activations over many test images, and the units that never answer. */
export function Histogram({ layer }: { readonly layer: string }) {
  const { t, format } = useText();
  const test = useApp((state) => state.document.experiment.data.test);
  const question = useMemo(() => ({ kind: 'activation-summary', layer, images: manyImages(test) }) as const, [layer, test]);
  const found = useFinding(question);
  return (
    <Part title={t('inside.histogram')} found={found}>
      {({ images, units, counts, zeros, dead, lowest, highest }) => (
        <>
          <Bars values={counts} caption={t('inside.histogram.about', { lowest: format.significant(lowest), highest: format.significant(highest) })} />
          <p className={styles['line']}>{t('inside.zeros', { share: format.percent(zeros), images: format.integer(images) })}</p>
          <p className={styles['line']} data-testid="dead-units">
            <HelpTerm text={{ about: t('inside.dead.about', { images: format.integer(images) }) }}>{t('inside.dead')}</HelpTerm>{' '}
            {t('inside.deadCount', { dead: format.integer(dead.length), units: format.integer(units) })}
          </p>
        </>
      )}
    </Part>
  );
}
