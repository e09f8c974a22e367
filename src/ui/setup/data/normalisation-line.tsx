import { datasetOf, inputFields } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import styles from './data-section.module.css';

/** By what the images that the network takes in are normalised, a number a channel. */
export function NormalisationLine() {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const { fields } = datasetOf(experiment);
  const listed = (numbers: readonly number[]) => numbers.map((number) => format.fixed(number, 3)).join(', ');
  const lines = inputFields(experiment).flatMap((name) => {
    const field = fields[name];
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
