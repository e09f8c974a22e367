import { useState } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { datasetById, datasets, type DatasetId } from '../../domain/datasets/datasets';
import { datasetOf } from '../../experiment/context';
import type { Experiment } from '../../experiment/schema';
import { keysOf } from '../../lib/keys';
import { useApp } from '../common/app-store';
import { Field } from '../widgets/field';
import { NumberField } from '../widgets/number-field';
import { Section } from '../widgets/section';
import { useText } from '../common/texts/use-text';
import { ParameterFields } from '../common/parameters/parameter-fields';
import { AugmentationFields } from './augmentation-fields';
import { bytesToLoad } from '../../data/dataset-index';
import more from './augmentation-fields.module.css';
import styles from './data-section.module.css';
import { useDatasetIndex } from './use-dataset-index';

const datasetIds = keysOf(datasets);

type OwnFacts = NonNullable<Experiment['data']['own']>;

/** Which data set, how many of its images, how they are augmented, and whom to thank for it. */
export function DataSection() {
  const { t } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const [unfolded, setUnfolded] = useState(false);
  return (
    <Section title={t('data.title')}>
      <div className={styles['cards']} role="group" aria-label={t('data.choose')}>
        {data.own === undefined ? undefined : <OwnData facts={data.own} unfolded={unfolded} onPress={() => setUnfolded(!unfolded)} />}
        {datasetIds.filter((dataset) => unfolded || dataset === data.dataset).map((dataset) => (
          <DatasetCard
            key={dataset}
            dataset={dataset}
            chosen={dataset === data.dataset}
            unfolded={unfolded}
            onPress={() => {
              if (dataset !== data.dataset) execute('data.dataset', { dataset });
              setUnfolded(!unfolded);
            }}
          />
        ))}
      </div>
      {data.dataset === 'own' ? undefined : <Credit dataset={data.dataset} />}
      <DataParameters />
      <ImageCounts />
      <AugmentationFields />
    </Section>
  );
}

interface CardProps {
  readonly dataset: DatasetId;
  readonly chosen: boolean;
  readonly unfolded: boolean;
  readonly onPress: () => void;
}

function DatasetCard({ dataset, chosen, unfolded, onPress }: CardProps) {
  const { t, code, format } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const status = useDatasetIndex(dataset);
  const kind = datasetById(dataset);
  const train = Math.min(data.train, kind.splits.train.images);
  const test = Math.min(data.test, kind.splits.test.images);
  const prepared = typeof status === 'object';
  const size = prepared ? t('data.size', { bytes: format.bytes(bytesToLoad(status, train, test)) }) : t(`data.${status}`);
  return (
    <div className={styles['card']} data-chosen={chosen}>
      <button
        type="button"
        className={styles['press']}
        aria-pressed={unfolded ? chosen : undefined}
        aria-expanded={unfolded ? undefined : false}
        // A data set that is not there can be looked at but not chosen.
        disabled={!chosen && !prepared}
        onClick={onPress}
      >
        <span className={styles['text']}>
          <strong>{code('canvas', `dataset.${dataset}`)}</strong>
          <span className={styles['line']}>{t('data.images', { train: format.integer(train), test: format.integer(test) })}</span>
          <span className={styles['line']}>
            {code('data', `${dataset}.about`)} · {size}
          </span>
        </span>
        {chosen ? unfolded ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden /> : undefined}
      </button>
      {status === 'absent' ? (
        <p className={styles['absent']}>
          {t('data.prepare')} <code>npm run data</code>
        </p>
      ) : undefined}
    </div>
  );
}

/** Data that this browser does not have: what the document says of them. */
function OwnData({ facts, unfolded, onPress }: { facts: OwnFacts; unfolded: boolean; onPress: () => void }) {
  const { t, format } = useText();
  return (
    <div className={styles['card']} data-chosen>
      <button type="button" className={styles['press']} aria-pressed={unfolded ? true : undefined} aria-expanded={unfolded ? undefined : false} onClick={onPress}>
        <span className={styles['text']}>
          <strong>{facts.name}</strong>
          <span className={styles['line']}>{t('data.images', { train: format.integer(facts.train), test: format.integer(facts.test) })}</span>
          <span className={styles['line']}>
            {t('data.own')} {t('data.fingerprint', { fingerprint: facts.fingerprint.slice(0, 12) })}
          </span>
        </span>
        {unfolded ? <ChevronUp size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
      </button>
    </div>
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
    <details className={more['more']}>
      <summary>{t('data.composition')}</summary>
      <ParameterFields
        namespace="data"
        parameters={parameters}
        values={data.parameters ?? {}}
        note={t('training.note.restart')}
        onCommit={(name, value) => execute('data.parameter', { name, value })}
      />
    </details>
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
