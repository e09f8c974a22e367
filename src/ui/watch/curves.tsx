import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { lossKind, metricKinds, type CurveMetricId } from '../../domain/metrics/metric-kinds';
import { taskKind } from '../../domain/tasks/task-kinds';
import { chartWidth, lossChart, lossesDiffer, metricChart, metricsOf, noData } from '../../state/charts/chart-data';
import { onTestImages } from '../../state/runs/test-points';
import { translateCode } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { cardOf } from '../common/cards/card';
import { useText } from '../common/texts/use-text';
import type { ScaleRule } from '../charts/chart-scale';
import { useSize } from '../charts/use-size';
import { Select } from '../widgets/select';
import { Legend, useHidden } from './chart/legend';
import { LiveChart } from './chart/live-chart';
import { useEmptyText } from './use-empty-text';
import { useWatchedRun, type WatchedRun } from './use-watched-run';
import styles from './charts.module.css';

/** Relative losses all begin at 1. */
const relativeAxis: ScaleRule = { start: [0, 1], limits: [-1, 4] };
/** Below this width of the pane its charts stand one under another; a chart is never narrower. */
const narrowest = 340;

/**
 * Loss and metrics of every task, train and test, while it trains: one chart for each unit, side by
 * side. Where not all find room, the last place shows the metric that is chosen.
 */
export function Curves() {
  const { t } = useText();
  const run = useWatchedRun();
  const { experiment } = run;
  const [box, { width }] = useSize<HTMLDivElement>();
  const [preferred, setPreferred] = useState<boolean>();
  const [chosen, setChosen] = useState<CurveMetricId>();
  const [hidden, setHidden] = useHidden();
  const relative = preferred ?? lossesDiffer(experiment);
  const metrics = metricsOf(experiment);
  // Another run, another scale.
  const runKey = `${run.record?.id} ${run.tasksKey}`;
  const columns = Math.max(1, Math.floor(width / narrowest));
  const places = columns === 1 ? metrics.length : Math.min(metrics.length, columns - 1);
  const fixed = places === metrics.length ? metrics : metrics.slice(0, places - 1);
  const others = metrics.slice(fixed.length);
  const last = others.find((metric) => metric === chosen) ?? others[0];
  return (
    <>
      <div ref={box} className={styles['charts']}>
        <LossChart key={`${relative} ${runKey}`} run={run} relative={relative} onRelative={setPreferred} hidden={hidden} />
        {fixed.map((metric) => (
          <MetricChart key={`${metric} ${runKey}`} run={run} metric={metric} hidden={hidden} />
        ))}
        {last === undefined ? undefined : (
          <MetricChart
            key={`${last} ${runKey}`}
            run={run}
            metric={last}
            hidden={hidden}
            heading={
              <Select
                label={t('curves.metric')}
                className={styles['heading']}
                value={last}
                options={others.map((metric) => ({ value: metric, label: t(`curves.${metric}`) }))}
                onChange={setChosen}
              />
            }
          />
        )}
      </div>
      <div className={styles['foot']}>
        <CurvesLegend run={run} hidden={hidden} onHidden={setHidden} />
      </div>
    </>
  );
}

interface CurvesLegendProps {
  readonly run: WatchedRun;
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
}

function CurvesLegend({ run: { experiment, record, tasks, before }, hidden, onHidden }: CurvesLegendProps) {
  const { t, format } = useText();
  const baselines = useApp((state) => (state.session.baselines?.run === record?.id ? state.session.baselines : undefined));
  const tested = useApp((state) => state.session.runs.at(-1)?.series.tests.findLast((test) => test.subset)?.images);
  const all = useApp((state) => state.session.runs.at(-1)?.series.tests.findLast((test) => !test.subset && onTestImages(test))?.images);
  const testText = () => {
    if (tested === undefined) return t('curves.testUnknown');
    return tested === 1 ? t('curves.test.one') : t('curves.test', { images: format.integer(tested) });
  };
  const parts = [
    ...(experiment.tasks.length > 1 ? [{ part: 'total' as const, text: t('curves.total') }] : []),
    { part: 'train' as const, text: t('curves.train') },
    { part: 'test' as const, text: testText() },
    { part: 'all' as const, text: t('curves.fullTest', { images: format.integer(all ?? experiment.data.test) }) },
    ...(baselines === undefined ? [] : [{ part: 'baseline' as const, text: t('curves.baseline') }]),
    ...(before === undefined ? [] : [{ part: 'before' as const, text: t('curves.before') }]),
  ];
  return <Legend tasks={tasks} hidden={hidden} onHidden={onHidden} parts={parts} />;
}

interface LossChartProps {
  readonly run: WatchedRun;
  readonly relative: boolean;
  readonly onRelative: (relative: boolean) => void;
  readonly hidden: ReadonlySet<string>;
}

function LossChart({ run, relative, onRelative, hidden }: LossChartProps) {
  const { t } = useText();
  const { record, before, planned, names } = run;
  const begun = useApp(() => (record?.series.steps ?? 0) > 0);
  const empty = useEmptyText(run, t(begun ? 'curves.soon' : 'curves.pressPlay'));
  const make = useCallback(
    () => (record === undefined ? noData : lossChart(record, before, chartWidth(record, planned), relative)),
    [record, before, planned, relative],
  );
  const kind = relative ? 'lossRelative' : 'loss';
  const help = useMemo(() => {
    const [loss, ends] = [t('curves.loss.about'), t(`curves.${kind}.note`)];
    const english = translateCode('en', 'curves', kind);
    const more = cardOf('chart', kind);
    return relative
      ? { english, more, about: t('curves.lossRelative.about'), formula: t('curves.lossRelative.formula'), note: `${loss} ${ends}` }
      : { english, more, about: loss, formula: t('curves.loss.formula'), note: ends };
  }, [t, relative, kind]);
  const lineLabels = useMemo(() => (names.length > 1 ? [...names, t('curves.total')] : names), [names, t]);
  return (
    <LiveChart
      run={run}
      kind={kind}
      title={t(`curves.${kind}`)}
      help={help}
      rule={relative ? relativeAxis : lossKind.axis}
      make={make}
      lineLabels={lineLabels}
      hidden={hidden}
      empty={empty}
      option={{ text: t('curves.relative'), about: t('curves.relative.about'), isOn: relative, onToggle: () => onRelative(!relative) }}
    />
  );
}

interface MetricChartProps {
  readonly run: WatchedRun;
  readonly metric: CurveMetricId;
  readonly hidden: ReadonlySet<string>;
  readonly heading?: ReactNode;
}

function MetricChart({ run, metric, hidden, heading }: MetricChartProps) {
  const { t } = useText();
  const { record, before, planned, tasks } = run;
  const empty = useEmptyText(run, '');
  const baselines = useApp((state) => state.session.baselines);
  const make = useCallback(
    () => (record === undefined ? noData : metricChart(record, before, chartWidth(record, planned), metric, { baselines, planned })),
    [record, before, baselines, planned, metric],
  );
  const help = useMemo(() => {
    const english = translateCode('en', 'curves', metric);
    return { english, about: t(`tasks.metric.${metric}.about`), formula: t(`tasks.metric.${metric}.formula`), note: t(`curves.${metric}.note`), more: cardOf('metric', metric) };
  }, [t, metric]);
  const lineLabels = useMemo(() => tasks.filter(({ kind }) => taskKind(kind).metrics.includes(metric)).map(({ name }) => name), [tasks, metric]);
  return (
    <LiveChart
      run={run}
      kind={metric}
      title={t(`curves.${metric}`)}
      heading={heading}
      help={help}
      rule={metricKinds[metric].axis}
      make={make}
      lineLabels={lineLabels}
      hidden={hidden}
      empty={empty}
    />
  );
}
