import { useCallback, useMemo, useState } from 'react';
import { chartWidth, conflictChart, directionChart, lengthChart, measuredLayers, noData, weightChart, type ChartData } from '../../state/charts/chart-data';
import type { RunRecord } from '../../state/app-state';
import { translateCode } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { cardOf } from '../common/cards/card';
import { ConflictTables } from '../common/conflict/conflict-tables';
import { Button } from '../widgets/button';
import { classNames } from '../widgets/class-names';
import type { HelpText } from '../widgets/popups/help-text';
import { useText } from '../common/texts/use-text';
import type { ScaleRule } from '../charts/chart-scale';
import { AffinityButton } from './affinity-button';
import { Legend, useHidden } from './chart/legend';
import { NotesButton } from './notes-button';
import { LiveChart } from './chart/live-chart';
import { PairControls } from './pair-controls';
import { useEmptyText } from './use-empty-text';
import { useWatchedRun, type WatchedRun } from './use-watched-run';
import styles from './charts.module.css';

const rules = {
  weights: { start: [0, 1], limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] },
  direction: { start: [-1, 1], limits: [-1, 1] },
  cosine: { start: [-1, 1], limits: [-1, 1] },
  length: { start: [0, 1], limits: [0, Number.POSITIVE_INFINITY] },
  similarity: { start: [0, 1], limits: [0, 1] },
} as const satisfies Record<string, ScaleRule>;

type Quantity = keyof typeof rules;

const makers: Readonly<Record<Quantity, (record: RunRecord, width: number, layer: string | undefined) => ChartData>> = {
  weights: weightChart,
  direction: directionChart,
  length: lengthChart,
  cosine: (record, width, layer) => conflictChart(record, width, layer, 'cosine'),
  similarity: (record, width, layer) => conflictChart(record, width, layer, 'similarity'),
};

const noLabels: readonly string[] = [];

/**
 * How the tasks' gradients agree and what balancing makes of them: the newest cosines as a table,
 * cosines over time, and the effective weights (or, where the update is no weighted sum of the
 * gradients, how far it agrees with each of them). Under More how alike in length the gradients
 * are, how long the update is, and what a step on one task does to the others.
 */
export function Conflict() {
  const { t } = useText();
  const run = useWatchedRun();
  const { record, tasks } = run;
  const [hidden, setHidden] = useHidden();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string>();
  // Of the run that is drawn, which grows outside React.
  const layersKey = useApp(() => record?.series.conflicts.layers.join(' ') ?? '');
  const layers = useMemo(() => (record === undefined || layersKey === '' ? [] : measuredLayers(record)), [record, layersKey]);
  const layer = chosen !== undefined && layers.includes(chosen) ? chosen : undefined;
  const every = useApp((state) => state.view.conflictEvery);
  const directions = useApp(() => record?.series.hasDirections ?? false);
  const hasWeights = useApp(() => record?.series.hasWeights ?? false);
  const begun = useApp(() => (record?.series.steps ?? 0) > 0);
  const several = tasks.length > 1;
  const noPairs = () => {
    if (record === undefined) return '';
    return every === 0 ? t('curves.never') : t('curves.noCosine');
  };
  const empty = { weights: useEmptyText(run, t(begun ? 'curves.soon' : 'curves.pressPlay')), pairs: useEmptyText(run, noPairs()) };
  const pairs = useMemo(
    () => tasks.flatMap((one, task) => tasks.slice(task + 1).map((_, after) => t('curves.pairShort', { first: one.name, second: tasks[task + 1 + after]?.name ?? '' }))),
    [tasks, t],
  );

  const chart = (quantity: Quantity, lineLabels: readonly string[], none: string) => (
    <QuantityChart key={`${quantity} ${record?.id} ${run.tasksKey}`} run={run} quantity={quantity} layer={layer} lineLabels={lineLabels} hidden={hidden} empty={none} />
  );
  return (
    <>
      <div className={classNames(styles['charts'], several && styles['conflict'])} data-open={isOpen}>
        {several ? (
          <section className={styles['table']} aria-label={t('curves.agree')}>
            <h3>{t('curves.agree')}</h3>
            <ConflictTables layer={layer} similarity={isOpen} />
          </section>
        ) : undefined}
        {several ? chart('cosine', pairs, empty.pairs) : undefined}
        {hasWeights || !directions ? chart('weights', run.names, empty.weights) : undefined}
        {directions ? chart('direction', run.names, empty.weights) : undefined}
        {several && isOpen ? chart('similarity', pairs, empty.pairs) : undefined}
        {several && isOpen ? chart('length', noLabels, empty.pairs) : undefined}
      </div>
      <div className={styles['foot']}>
        <Legend tasks={tasks} hidden={hidden} onHidden={setHidden} />
        <span className={styles['controls']}>
          {several ? <PairControls layers={layers} layer={layer} onLayer={setChosen} /> : undefined}
          <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'curves.less' : 'curves.more')}
          </Button>
        </span>
      </div>
      {isOpen ? (
        <div className={styles['foot']}>
          <span className={styles['controls']}>
            {several ? <AffinityButton /> : undefined}
            <NotesButton />
          </span>
        </div>
      ) : undefined}
      {directions ? <p className={styles['words']}>{t('curves.direction.words')}</p> : undefined}
    </>
  );
}

interface QuantityChartProps {
  readonly run: WatchedRun;
  readonly quantity: Quantity;
  readonly layer: string | undefined;
  readonly lineLabels: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly empty: string;
}

function QuantityChart({ run, quantity, layer, ...rest }: QuantityChartProps) {
  const { t } = useText();
  const { record, planned } = run;
  const make = useCallback(
    () => (record === undefined ? noData : makers[quantity](record, chartWidth(record, planned), layer)),
    [record, planned, quantity, layer],
  );
  const help = useMemo<HelpText>(
    () => ({ english: translateCode('en', 'curves', quantity), about: t(`curves.${quantity}.about`), formula: t(`curves.${quantity}.formula`), more: cardOf('chart', quantity) }),
    [t, quantity],
  );
  return (
    <LiveChart
      {...rest}
      run={run}
      kind={quantity}
      title={t(`curves.${quantity}`)}
      help={help}
      rule={rules[quantity]}
      make={make}
      pairs={quantity === 'cosine' || quantity === 'similarity'}
    />
  );
}
