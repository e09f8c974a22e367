import { useCallback, useMemo, useState } from 'react';
import { lossKind, metricKinds, type CurveMetricId } from '../../domain/metrics/metric-kinds';
import { chartWidth, lossChart, lossesDiffer, metricChart, metricsOf, noData } from '../../state/charts/chart-data';
import { onTestImages } from '../../state/runs/test-points';
import { translateCode } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { useText } from '../common/texts/use-text';
import type { ScaleRule } from '../charts/chart-scale';
import { Legend } from './chart/legend';
import { LiveChart } from './chart/live-chart';
import { useWatchedRun, type WatchedRun } from './use-watched-run';
import styles from './charts.module.css';

/** Relative losses all begin at 1. */
const relativeAxis: ScaleRule = { start: [0, 1], limits: [-1, 4] };
/** Loss and metrics of every task, train and test, while it trains; one chart for each unit. */
export function Curves() {
  const { t } = useText();
  const run = useWatchedRun();
  const { experiment, before } = run;
  const [preferred, setPreferred] = useState<boolean>();
  const [fits, setFits] = useState(0);
  const relative = preferred ?? lossesDiffer(experiment);
  const metrics = metricsOf(experiment);
  // Another run, another scale.
  const runKey = `${run.record?.id} ${run.tasksKey}`;
  const subsetImages = useApp((state) => state.session.runs.at(-1)?.series.tests.findLast((test) => test.subset)?.images);
  const fullImages = useApp((state) => state.session.runs.at(-1)?.series.tests.findLast((test) => !test.subset && onTestImages(test))?.images);
  return (
    <>
      <div className={styles['charts']}>
        <LossChart key={`${relative} ${runKey}`} run={run} relative={relative} fits={fits} />
        {metrics.map((metric) => (
          <MetricChart key={`${metric} ${runKey}`} run={run} metric={metric} fits={fits} />
        ))}
      </div>
      <div className={styles['foot']}>
        <Legend
          tasks={run.tasks}
          total={experiment.tasks.length > 1}
          before={before !== undefined}
          subsetImages={subsetImages}
          fullImages={fullImages ?? experiment.data.test}
        />
        <span className={styles['controls']}>
          <Button look="quiet" aria-pressed={relative} title={t('curves.relative.about')} onClick={() => setPreferred(!relative)}>
            {t('curves.relative')}
          </Button>
          <Button look="quiet" title={t('curves.fit.about')} onClick={() => setFits(fits + 1)}>
            {t('curves.fit')}
          </Button>
        </span>
      </div>
    </>
  );
}

function LossChart({ run, relative, fits }: { run: WatchedRun; relative: boolean; fits: number }) {
  const { t } = useText();
  const { record, before, planned } = run;
  const make = useCallback(
    () => (record === undefined ? noData : lossChart(record, before, chartWidth(record, planned), relative)),
    [record, before, planned, relative],
  );
  const kind = relative ? 'lossRelative' : 'loss';
  const help = useMemo(() => {
    const [loss, ends] = [t('curves.loss.about'), t(`curves.${kind}.note`)];
    const english = translateCode('en', 'curves', kind);
    return relative
      ? { english, about: t('curves.lossRelative.about'), formula: t('curves.lossRelative.formula'), note: `${loss} ${ends}` }
      : { english, about: loss, formula: t('curves.loss.formula'), note: ends };
  }, [t, relative, kind]);
  return <LiveChart {...run} kind={kind} title={t(`curves.${kind}`)} help={help} rule={relative ? relativeAxis : lossKind.axis} make={make} fits={fits} empty={t('curves.pressPlay')} />;
}

function MetricChart({ run, metric, fits }: { run: WatchedRun; metric: CurveMetricId; fits: number }) {
  const { t } = useText();
  const { record, before, planned } = run;
  const make = useCallback(
    () => (record === undefined ? noData : metricChart(record, before, chartWidth(record, planned), metric)),
    [record, before, planned, metric],
  );
  const help = useMemo(() => {
    const english = translateCode('en', 'curves', metric);
    return { english, about: t(`tasks.metric.${metric}.about`), formula: t(`tasks.metric.${metric}.formula`), note: t(`curves.${metric}.note`) };
  }, [t, metric]);
  return <LiveChart {...run} kind={metric} title={t(`curves.${metric}`)} help={help} rule={metricKinds[metric].axis} make={make} fits={fits} empty="" />;
}
