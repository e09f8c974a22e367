import { datasetById, type DatasetId } from '../../../domain/datasets/datasets';
import { datasetOf } from '../../../experiment/context';
import { useApp } from '../../common/app-store';
import { ParameterFields } from '../../common/parameters/parameter-fields';
import { useText } from '../../common/texts/use-text';
import { Field } from '../../widgets/field';
import { NumberField } from '../../widgets/number-field';
import { AugmentationFields } from './augmentation-fields';
import { NormalisationLine } from './normalisation-line';
import styles from './data-section.module.css';
import { useDatasetIndex } from './use-dataset-index';

/** How many images, how they are made, normalised and augmented, and whom to thank for them. */
export function DataDetails() {
  const dataset = useApp((state) => state.document.experiment.data.dataset);
  return (
    <>
      <ImageCounts />
      <DataParameters />
      <NormalisationLine />
      <AugmentationFields />
      {dataset === 'own' ? undefined : <Credit dataset={dataset} />}
    </>
  );
}

function Credit({ dataset }: { dataset: DatasetId }) {
  const { t } = useText();
  const { credit } = datasetById(dataset);
  return (
    <p className={styles['credit']}>
      <a href={credit.url} target="_blank" rel="noreferrer">
        {credit.name}
      </a>
      {': '}
      {credit.authors} · {credit.licence === '' ? t('data.noLicence') : credit.licence}
      <br />
      <a href="./third-party-notices.txt" target="_blank" rel="noreferrer">
        {t('data.licences')}
      </a>
    </p>
  );
}

/** How a set that is made of another one is composed. */
function DataParameters() {
  const { t } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const { parameters } = datasetOf({ data });
  if (parameters === undefined) return undefined;
  return (
    <div role="group" aria-label={t('data.composition')}>
      <ParameterFields
        namespace="data"
        parameters={parameters}
        values={data.parameters ?? {}}
        note={t('training.note.restart')}
        onCommit={(name, value) => execute('data.parameter', { name, value })}
      />
    </div>
  );
}

function ImageCounts() {
  const { t, format } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const kind = datasetOf({ data });
  const status = useDatasetIndex(data.dataset);
  const available = typeof status === 'object' ? { train: status.train.images, test: status.test.images } : undefined;
  const most = { train: kind.splits.train.images, test: kind.splits.test.images };
  return (
    <>
      {(['train', 'test'] as const).map((split) => (
        <Field
          key={split}
          label={t(`data.${split}`)}
          help={{
            about: t(`data.${split}.about`, { total: format.integer(most[split]), prepared: format.integer(available?.[split] ?? most[split]) }),
            note: t('training.note.restart'),
          }}
        >
          {({ id, describedBy }) => (
            <NumberField
              id={id}
              describedBy={describedBy}
              value={data[split]}
              range={{ min: 1, max: Math.min(most[split], available?.[split] ?? most[split]), integer: true, step: 1000 }}
              show={format.integer}
              onCommit={(images) => execute('data.images', { [split]: images })}
            />
          )}
        </Field>
      ))}
    </>
  );
}
