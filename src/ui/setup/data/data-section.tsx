import { ChevronDown, ChevronUp } from 'lucide-react';
import { datasetById, datasets, type DatasetId } from '../../../domain/datasets/datasets';
import { imageShape } from '../../../experiment/context';
import type { Experiment } from '../../../experiment/schema';
import { keysOf } from '../../../lib/keys';
import { useApp } from '../../common/app-store';
import { useUsualDifferences } from '../../common/use-usual-differences';
import { Section } from '../../widgets/section';
import { useUnfolded } from '../../widgets/disclosure';
import { useText } from '../../common/texts/use-text';
import { DataDetails } from './data-details';
import { DataPictures } from './data-pictures';
import { LookButton } from './look/look-button';
import { bytesToLoad } from '../../../data/dataset-index';
import { DropAnywhere } from './importing/drop-anywhere';
import { ImportButtons } from './importing/import-buttons';
import styles from './data-section.module.css';
import { useDatasetIndex } from './use-dataset-index';

const datasetIds = keysOf(datasets);
/** The sets whose images all others show, each with those that are made of it. */
const sources = ['mnist', 'cifar10'] as const;
const sourceOf = (dataset: Experiment['data']['dataset']) => (dataset === 'own' ? dataset : (datasetById(dataset).derivedFrom ?? dataset));

/** Which data set and how much of it; behind the card the other sets, and all else about the data. */
export function DataSection() {
  const { t, code, format } = useText();
  const { dataset, own, train, test } = useApp((state) => state.document.experiment.data);
  const hasImages = useApp((state) => imageShape(state.document.experiment).length > 0);
  const isMissing = useApp((state) => state.session.problem?.code === 'data-not-here');
  const changed = useUsualDifferences(['data.parameters', 'data.augmentation']);
  const [unfolded, turn] = useUnfolded('data');
  const Icon = unfolded ? ChevronUp : ChevronDown;
  const others = datasetIds.filter((id) => id !== dataset);
  return (
    <Section title={t('data.title')}>
      <DropAnywhere />
      <button type="button" className={styles['card']} aria-expanded={unfolded} onClick={turn}>
        <DataPictures />
        <span className={styles['line']}>
          <strong>{own?.name ?? code('canvas', `dataset.${dataset}`)}</strong>{' '}
          <span className={styles['soft']}>{t('data.counts', { train: format.integer(train), test: format.integer(test) })}</span>{' '}
          <span className={styles['more']}>
            {changed === 0 ? t('common.more') : t('common.more.changed', { count: changed })}
            <Icon size={14} aria-hidden />
          </span>
        </span>
      </button>
      {unfolded ? (
        <div className={styles['details']}>
          {own === undefined ? undefined : <OwnData facts={own} isMissing={isMissing} />}
          {dataset === 'own' ? undefined : <SetLine dataset={dataset} />}
          {isMissing || !hasImages ? undefined : <LookButton dataset={dataset} />}
          <div className={styles['own']}>
            <ImportButtons isWanted={isMissing} />
          </div>
          {sources.map((source) => (
            <div key={source} className={styles['sets']} role="group" aria-label={t(`data.group.${source}`)}>
              <h3 className={styles['group']}>{t(`data.group.${source}`)}</h3>
              {others.filter((one) => sourceOf(one) === source).map((one) => (
                <OtherSet key={one} dataset={one} onChosen={turn} />
              ))}
            </div>
          ))}
          <DataDetails />
        </div>
      ) : undefined}
    </Section>
  );
}

/** What the set on the desk is, and how much of it is loaded. */
function SetLine({ dataset }: { readonly dataset: DatasetId }) {
  const about = useSetText(dataset);
  return (
    <div className={styles['facts']}>
      {about}
      <Absent dataset={dataset} />
    </div>
  );
}

/** A data set to change to. One that is not there can be looked at but not chosen. */
function OtherSet({ dataset, onChosen }: { readonly dataset: DatasetId; readonly onChosen: () => void }) {
  const { code } = useText();
  const execute = useApp((state) => state.document.execute);
  const status = useDatasetIndex(dataset);
  const about = useSetText(dataset);
  return (
    <div className={styles['set']}>
      <button
        type="button"
        className={styles['press']}
        disabled={typeof status !== 'object'}
        onClick={() => {
          execute('data.dataset', { dataset });
          onChosen();
        }}
      >
        <strong>{code('canvas', `dataset.${dataset}`)}</strong>
        <span className={styles['facts']}>{about}</span>
      </button>
      {typeof status === 'object' ? <LookButton dataset={dataset} /> : undefined}
      <Absent dataset={dataset} />
    </div>
  );
}

/**
 * What a set shows, and the size of what is loaded of it with the counts on the desk; for another
 * one of the same images nothing more is.
 */
function useSetText(dataset: DatasetId): string {
  const { t, code, format } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const status = useDatasetIndex(dataset);
  const { train, test } = datasetById(dataset).splits;
  const bytes = () => (typeof status === 'object' ? bytesToLoad(status, Math.min(data.train, train.images), Math.min(data.test, test.images)) : 0);
  const size = typeof status === 'object' ? t('data.size', { bytes: format.bytes(bytes()) }) : t(`data.${status}`);
  const about = code('data', `${dataset}.about`);
  const isLoaded = typeof status === 'object' && dataset !== data.dataset && sourceOf(dataset) === sourceOf(data.dataset);
  return isLoaded ? about : `${about} · ${size}`;
}

function Absent({ dataset }: { readonly dataset: DatasetId }) {
  const { t } = useText();
  if (useDatasetIndex(dataset) !== 'absent') return undefined;
  return (
    <p className={styles['absent']}>
      {t('data.prepare')} <code>npm run data</code>
    </p>
  );
}

/** Data of a person's own: whether this browser has them, and by what they are known. */
function OwnData({ facts, isMissing }: { readonly facts: NonNullable<Experiment['data']['own']>; readonly isMissing: boolean }) {
  const { t } = useText();
  return (
    <p className={styles['facts']}>
      {isMissing ? `${t('data.own')} ` : ''}
      {t('data.fingerprint', { fingerprint: facts.fingerprint.slice(0, 12) })}
    </p>
  );
}
