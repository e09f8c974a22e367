import { useMemo } from 'react';
import type { Activations } from '../../protocol/inspections';
import { useApp } from '../common/app-store';
import { Picture } from '../common/answers/picture';
import { useText } from '../common/texts/use-text';
import { Bars } from './bars';
import { Part } from './part';
import { spanOf } from './span';
import { useFinding } from './use-finding';
import styles from './inside-panel.module.css';

/** Maps of more channels would be too small to see. */
const mostMaps = 64;

/** What a layer makes of the chosen test image: a picture for each channel, or a bar for each unit. */
export function Maps({ layer }: { readonly layer: string }) {
  const { t, format } = useText();
  const image = useApp((state) => state.view.example);
  const question = useMemo(() => ({ kind: 'activations', layer, images: [image] }) as const, [layer, image]);
  const found = useFinding(question);
  return (
    <Part title={t('inside.maps', { number: format.integer(image + 1) })} found={found}>
      {(value) => (value.shape.length === 4 ? <Grid activations={value} /> : <Bars values={value.values} label={t('inside.bars')} />)}
    </Part>
  );
}

function Grid({ activations }: { readonly activations: Activations }) {
  const { t, format } = useText();
  const { shape, values } = activations;
  const [, height = 0, width = 0, channels = 0] = shape;
  const { lowest, highest } = spanOf(values);
  const maps = useMemo(() => {
    // One scale for all, so that a weak map looks weak.
    const scaled = (value: number) => (highest > lowest ? (value - lowest) / (highest - lowest) : 0);
    return Array.from({ length: Math.min(channels, mostMaps) }, (_, channel) => Float32Array.from({ length: height * width }, (_value, place) => scaled(values[place * channels + channel] ?? 0)));
  }, [values, height, width, channels, lowest, highest]);
  return (
    <>
      <ul className={styles['maps']}>
        {maps.map((map, channel) => (
          <li key={channel}>
            <Picture shape={[height, width, 1]} pixels={map} factor={255} label={t('inside.map', { number: format.integer(channel + 1) })} />
          </li>
        ))}
      </ul>
      <p className={styles['soft']}>
        {t('inside.scale', { lowest: format.significant(lowest), highest: format.significant(highest) })}{' '}
        {channels > mostMaps ? t('inside.first', { shown: format.integer(mostMaps), all: format.integer(channels) }) : ''}
      </p>
    </>
  );
}
