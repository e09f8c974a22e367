import { useMemo, useState } from 'react';
import type { LayerTensors } from '../../protocol/inspections';
import { Picture } from '../common/answers/picture';
import { useText } from '../common/texts/use-text';
import { Select } from '../widgets/select';
import { Part } from './part';
import { spanOf } from './span';
import { useFinding } from './use-finding';
import styles from './inside-panel.module.css';

const mostFilters = 64;

/** The filters of a convolution as it has learned them so far. */
export function Filters({ layer }: { readonly layer: string }) {
  const { t } = useText();
  const question = useMemo(() => ({ kind: 'weights', layer }) as const, [layer]);
  const found = useFinding(question);
  return (
    <Part title={t('inside.filters')} found={found}>
      {(value) => <Kernels tensors={value} />}
    </Part>
  );
}

function Kernels({ tensors }: { readonly tensors: LayerTensors }) {
  const { t, format } = useText();
  const [chosen, choose] = useState('0');
  // A depthwise kernel has one filter for each channel, in the place of its input channels.
  const kernel = tensors.weights.find(({ shape }) => shape.length === 4);
  const [height = 0, width = 0, first = 0, second = 0] = kernel?.shape ?? [];
  const depthwise = kernel?.name === 'depthwise-kernel';
  const [inputs, outputs] = depthwise ? [1, first] : [first, second];
  const inColour = inputs === 3;
  const input = inColour ? 0 : Math.min(Number(chosen), inputs - 1);
  const values = kernel?.values;
  const { lowest, highest } = spanOf(values ?? []);
  const most = Math.max(-lowest, highest);
  const filters = useMemo(() => {
    const channels = inColour ? 3 : 1;
    return Array.from({ length: Math.min(outputs, mostFilters) }, (_, output) =>
      Float32Array.from({ length: height * width * channels }, (_value, at) => {
        const [place, channel] = [Math.floor(at / channels), input + (at % channels)];
        const value = values?.[(place * inputs + channel) * outputs + output] ?? 0;
        return most > 0 ? 0.5 + value / (2 * most) : 0.5;
      }),
    );
  }, [values, height, width, inputs, outputs, input, inColour, most]);
  return (
    <>
      {inputs > 1 && !inColour ? (
        <label className={styles['choice']}>
          {t('inside.input')}
          <Select
            label={t('inside.input')}
            value={String(input)}
            onChange={choose}
            options={Array.from({ length: inputs }, (_, index) => ({ value: String(index), label: t('inside.channel', { number: format.integer(index + 1), all: format.integer(inputs) }) }))}
          />
        </label>
      ) : undefined}
      <ul className={styles['filters']}>
        {filters.map((filter, output) => (
          <li key={output}>
            <Picture shape={[height, width, inColour ? 3 : 1]} pixels={filter} factor={255} scale={8} label={t('inside.filter', { number: format.integer(output + 1) })} />
          </li>
        ))}
      </ul>
      <p className={styles['soft']}>
        {t('inside.filterScale', { most: format.significant(most) })} {outputs > mostFilters ? t('inside.first', { shown: format.integer(mostFilters), all: format.integer(outputs) }) : ''}
      </p>
    </>
  );
}
