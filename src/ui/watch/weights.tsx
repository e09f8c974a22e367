import { useCallback, useMemo, useState } from 'react';
import { chartWidth, conflictChart, directionChart, lengthChart, measuredLayers, noData, weightChart } from '../../state/charts/chart-data';
import type { PairQuantity } from '../../state/runs/conflict-series';
import { translateCode, type Translate } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import type { HelpText } from '../widgets/popups/use-help';
import { useText } from '../common/texts/use-text';
import type { ScaleRule } from '../charts/chart-scale';
import { AffinityButton } from './affinity-button';
import { Legend } from './chart/legend';
import { NotesButton } from './notes-button';
import { LiveChart } from './chart/live-chart';
import { PairControls } from './pair-controls';
import { useWatchedRun } from './use-watched-run';
import styles from './charts.module.css';

const weightRule: ScaleRule = { start: [0, 1], limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] };
const cosineRule: ScaleRule = { start: [-1, 1], limits: [-1, 1] };
const lengthRule: ScaleRule = { start: [0, 1], limits: [0, Number.POSITIVE_INFINITY] };
const similarityRule: ScaleRule = { start: [0, 1], limits: [0, 1] };

/**
 * What balancing does: the effective weights over time (or, where the update is no weighted sum of
 * the gradients, how far it agrees with each of them), how long the update is, and how the tasks'
 * gradients agree with one another.
 */
export function Weights() {
  const { t } = useText();
  const run = useWatchedRun();
  const { record, planned } = run;
  const [fits, setFits] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const [quantity, setQuantity] = useState<PairQuantity>('cosine');
  const layersKey = useApp((state) => state.session.runs.at(-1)?.series.conflicts.layers.join(' ') ?? '');
  const layers = useMemo(() => (record === undefined || layersKey === '' ? [] : measuredLayers(record)), [record, layersKey]);
  const layer = chosen !== undefined && layers.includes(chosen) ? chosen : undefined;
  const every = useApp((state) => state.view.conflictEvery);
  const directions = useApp((state) => state.session.runs.at(-1)?.series.hasDirections ?? false);
  const hasWeights = useApp((state) => state.session.runs.at(-1)?.series.hasWeights ?? false);

  const makeWeights = useCallback(
    () => (record === undefined ? noData : weightChart(record, chartWidth(record, planned))),
    [record, planned],
  );
  const makeDirections = useCallback(
    () => (record === undefined ? noData : directionChart(record, chartWidth(record, planned))),
    [record, planned],
  );
  const makeLengths = useCallback(
    () => (record === undefined ? noData : lengthChart(record, chartWidth(record, planned))),
    [record, planned],
  );
  const makePairs = useCallback(
    () => (record === undefined ? noData : conflictChart(record, chartWidth(record, planned), layer, quantity)),
    [record, planned, layer, quantity],
  );
  const weightHelp = useMemo(() => helpOf(t, 'weights'), [t]);
  const directionHelp = useMemo(() => helpOf(t, 'direction'), [t]);
  const lengthHelp = useMemo(() => helpOf(t, 'length'), [t]);
  const pairHelp = useMemo(() => helpOf(t, quantity), [t, quantity]);
  const several = run.names.length > 1;
  const noPairs = () => {
    if (record === undefined) return '';
    return every === 0 ? t('curves.never') : t('curves.noCosine');
  };

  return (
    <>
      <div className={styles['charts']}>
        {hasWeights || !directions ? (
          <LiveChart
            {...run}
            key={`weights ${record?.id} ${run.tasksKey}`}
            kind="weights"
            title={t('curves.weights')}
            help={weightHelp}
            rule={weightRule}
            make={makeWeights}
            fits={fits}
            empty={t('curves.pressPlay')}
          />
        ) : undefined}
        {directions ? (
          <LiveChart
            {...run}
            key={`direction ${run.tasksKey}`}
            kind="direction"
            title={t('curves.direction')}
            help={directionHelp}
            rule={cosineRule}
            make={makeDirections}
            fits={fits}
            empty=""
          />
        ) : undefined}
        {several ? (
          <LiveChart
            {...run}
            key={`length ${run.tasksKey}`}
            kind="length"
            title={t('curves.length')}
            help={lengthHelp}
            rule={lengthRule}
            make={makeLengths}
            fits={fits}
            empty={noPairs()}
          />
        ) : undefined}
        {several ? (
          <LiveChart
            {...run}
            key={`${quantity} ${run.tasksKey}`}
            kind={quantity}
            title={t(`curves.${quantity}`)}
            help={pairHelp}
            rule={quantity === 'cosine' ? cosineRule : similarityRule}
            make={makePairs}
            fits={fits}
            empty={noPairs()}
          />
        ) : undefined}
      </div>
      <div className={styles['foot']}>
        <Legend tasks={run.tasks} total={false} before={false} subsetImages={undefined} fullImages={undefined} tests={false} />
        <span className={styles['controls']}>
          {several ? (
            <>
              <PairControls quantity={quantity} onQuantity={setQuantity} layers={layers} layer={layer} onLayer={setChosen} />
              <AffinityButton />
            </>
          ) : undefined}
          <NotesButton />
          <Button look="quiet" title={t('curves.fit.about')} onClick={() => setFits(fits + 1)}>
            {t('curves.fit')}
          </Button>
        </span>
      </div>
      {directions ? <p className={styles['words']}>{t('curves.direction.words')}</p> : undefined}
    </>
  );
}

function helpOf(t: Translate, quantity: PairQuantity | 'weights' | 'direction' | 'length'): HelpText {
  return { english: translateCode('en', 'curves', quantity), about: t(`curves.${quantity}.about`), formula: t(`curves.${quantity}.formula`) };
}
