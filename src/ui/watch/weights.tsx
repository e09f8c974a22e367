import { useCallback, useMemo, useState } from 'react';
import { chartWidth, conflictChart, measuredLayers, noData, weightChart } from '../../state/chart-data';
import { Button } from '../common/button';
import { Select } from '../common/select';
import { useNetworkText } from '../common/use-network-text';
import { useText } from '../common/use-text';
import type { ScaleRule } from '../charts/chart-scale';
import { Legend } from './legend';
import { LiveChart } from './live-chart';
import type { WatchedRun } from './use-watched-run';
import styles from './charts.module.css';

const weightRule: ScaleRule = { start: [0, 1], limits: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] };
const cosineRule: ScaleRule = { start: [-1, 1], limits: [-1, 1] };

/** What balancing does: the effective weights over time, and how the tasks' gradients agree where they were compared. */
export function Weights({ run }: { run: WatchedRun }) {
  const { t } = useText();
  const network = useNetworkText();
  const { record, planned } = run;
  const [fits, setFits] = useState(0);
  const [chosen, setChosen] = useState('');
  const layers = record === undefined ? [] : measuredLayers(record);
  const layer = layers.includes(chosen) ? chosen : undefined;

  const makeWeights = useCallback(
    () => (record === undefined ? noData : weightChart(record, chartWidth(record, planned))),
    [record, planned],
  );
  const makeCosines = useCallback(
    () => (record === undefined ? noData : conflictChart(record, chartWidth(record, planned), layer, 'cosine')),
    [record, planned, layer],
  );
  const weightHelp = useMemo(() => ({ about: t('curves.weights.about'), formula: t('curves.weights.formula') }), [t]);
  const cosineHelp = useMemo(() => ({ about: t('curves.cosine.about'), formula: t('curves.cosine.formula') }), [t]);
  const several = run.names.length > 1;

  return (
    <>
      <div className={styles['charts']}>
        <LiveChart
          {...run}
          key={`weights ${run.tasksKey}`}
          kind="weights"
          title={t('curves.weights')}
          help={weightHelp}
          rule={weightRule}
          make={makeWeights}
          fits={fits}
          empty={t('curves.pressPlay')}
        />
        {several ? (
          <LiveChart
            {...run}
            key={`cosine ${run.tasksKey}`}
            kind="cosine"
            title={t('curves.cosine')}
            help={cosineHelp}
            rule={cosineRule}
            make={makeCosines}
            fits={fits}
            empty={record === undefined ? '' : t('curves.noCosine')}
          />
        ) : undefined}
      </div>
      <div className={styles['foot']}>
        <Legend names={run.names} total={false} before={false} subsetImages={undefined} fullImages={undefined} tests={false} />
        <span className={styles['controls']}>
          {layers.length > 0 ? (
            <label className={styles['choice']}>
              {t('curves.layer')}
              <Select
                value={layer ?? ''}
                options={[{ value: '', label: t('curves.allLayers') }, ...layers.map((id) => ({ value: id, label: network.name(id) }))]}
                onChange={setChosen}
              />
            </label>
          ) : undefined}
          <Button look="quiet" title={t('curves.fit.about')} onClick={() => setFits(fits + 1)}>
            {t('curves.fit')}
          </Button>
        </span>
      </div>
    </>
  );
}
