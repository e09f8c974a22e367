import { inputShape } from '../../../domain/datasets/input-fields';
import { sourceOf } from '../../../domain/network/layers/input';
import type { Layer } from '../../../domain/network/network';
import { datasetOf, inputFieldOf } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { useNetworkText } from '../../common/texts/use-network-text';
import { Field, type FieldProps } from '../../widgets/field';
import { Select } from '../../widgets/select';

interface SourceFieldProps {
  readonly layer: Layer;
  readonly texts: Omit<FieldProps, 'children'>;
  readonly onCommit: (source: string) => void;
}

/**
 * Which field of the data set an input hands on, where there is a choice; one that the set lacks,
 * or that cannot enter, is listed as long as it is chosen.
 */
export function SourceField({ layer, texts, onCommit }: SourceFieldProps) {
  const dataset = datasetOf({ data: useApp((state) => state.document.experiment.data) });
  const words = useNetworkText();
  const current = inputFieldOf(layer.values, dataset);
  const names = Object.entries(dataset.fields).flatMap(([name, field]) => (inputShape(field) === undefined ? [] : [name]));
  const usual = inputFieldOf({}, dataset);
  if (names.length < 2 && sourceOf(layer.values) === '') return null;
  const options = (names.includes(current) ? names : [current, ...names]).map((name) => ({ value: name, label: words.field(name) }));
  return (
    <Field {...texts}>
      {({ id, describedBy }) => (
        <Select id={id} describedBy={describedBy} value={current} options={options} onChange={(name) => onCommit(name === usual ? '' : name)} />
      )}
    </Field>
  );
}

/** True if an input hands on images, of which it may show a part. */
export function useShowsImages(layer: Layer): boolean {
  return useApp(({ document: { experiment } }) => {
    const dataset = datasetOf(experiment);
    return dataset.fields[inputFieldOf(layer.values, dataset)]?.kind === 'image';
  });
}
