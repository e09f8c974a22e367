import { datasetOf, inputFieldOf } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import styles from './data-section.module.css';

/** By what the images and columns that enter the network are normalised, for images a number a channel. */
export function NormalisationLine() {
  const { t, format } = useText();
  const { data, network } = useApp((state) => state.document.experiment);
  const dataset = datasetOf({ data });
  const listed = (numbers: readonly number[]) => numbers.map((number) => format.fixed(number, 3)).join(', ');
  const lines = network.layers.flatMap(({ kind, values }) => {
    const field = kind === 'input' ? dataset.fields[inputFieldOf(values, dataset)] : undefined;
    if (field?.kind === 'vector') return [t('data.normalised.columns')];
    return field?.kind === 'image' ? [t('data.normalised', { mean: listed(field.mean), deviation: listed(field.deviation) })] : [];
  });
  // Fields of images that are alike are normalised alike.
  return [...new Set(lines)].map((line) => (
    <p key={line} className={styles['note']}>
      {line}
    </p>
  ));
}
