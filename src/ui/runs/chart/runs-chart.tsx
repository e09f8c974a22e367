import { useMemo, useState, type PointerEvent } from 'react';
import { X } from 'lucide-react';
import type { RunRecord } from '../../../state/app-state';
import type { ChartPoint } from '../../../state/charts/chart-data';
import { askedTask, metricsOf, lastStepOf, runLines, type RunMetric } from '../../../state/charts/runs-chart';
import { ChartBoundary } from '../../charts/chart-boundary';
import { plotOf, stepAt, xAt } from '../../charts/chart-layout';
import { stepTicks, tickDigits, tidyScale, type Scale } from '../../charts/chart-scale';
import { useSize } from '../../charts/use-size';
import { ownId } from '../../../state/view/run-places';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { taskName } from '../../common/tasks/task-names';
import { axisText, metricName, metricText } from '../../common/texts/metric-text';
import { Select } from '../../widgets/select';
import { useText, type Texts } from '../../common/texts/use-text';
import { RunLines } from './run-lines';
import { RunMark } from './run-mark';
import { useShownNames } from '../use-run-names';
import { Differences } from './differences';
import { useShownRuns } from '../use-shown-runs';
import styles from './runs-chart.module.css';

/** The chosen runs on one chart; a line says how to choose some while there are none. */
export function RunsChart({ several }: { several: boolean }) {
  const { t } = useText();
  const records = useShownRuns();
  if (records.length > 0) return <ChosenRuns records={records} />;
  return several ? <p className={styles['hint']}>{t('runs.hint')}</p> : undefined;
}

function ChosenRuns({ records }: { records: readonly RunRecord[] }) {
  const texts = useText();
  const { t, format } = texts;
  const showRuns = useApp((state) => state.view.showRuns);
  const places = useApp((state) => state.view.runPlaces);
  const published = useApp((state) => state.session.published + state.studies.published);
  const names = useShownNames(records);
  const [preferred, setPreferred] = useState('');
  const [hovered, setHovered] = useState<number>();
  const [box, { width, height }] = useSize<HTMLDivElement>();
  const choices = useMemo(() => metricsOf(records), [records]);
  const shown = choices.find((one) => keyOf(one) === preferred) ?? choices[0];
  const lastStep = lastStepOf(records);
  const lines = useMemo(() => {
    // The series behind the records grow outside React: `published` says that they did.
    void published;
    return shown === undefined ? [] : runLines(records, shown, lastStep);
  }, [records, shown, lastStep, published]);
  const drawn = useMemo(() => 
    lines.map((points, index) => {
      const key = records[index]?.id ?? '';
      return { key, place: places[ownId(key)] ?? 0, points };
    }), [lines, records, places]);

  // What the axes are made of keeps its identity while it is the same: they are much dearer to draw
  // than the lines.
  const plot = useMemo(() => plotOf(width, height), [width, height]);
  const ticks = useMemo(() => stepTicks(lastStep, Math.max(2, Math.floor(width / 110))), [lastStep, width]);
  const { low, high } = useMemo(() => scaleOf(lines), [lines]);
  const scale = useMemo(() => tidyScale(low, high), [low, high]);
  const metric = shown?.metric ?? 'loss';
  const formatValue = useMemo(() => axisText(format, metric, tickDigits(scale)), [format, metric, scale]);
  if (shown === undefined) return undefined;
  const follow = (event: PointerEvent<HTMLDivElement>) =>
    setHovered(stepAt(plot, lastStep, event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <section className={styles['chart']} aria-label={t('runs.chart')}>
      <div className={styles['tools']}>
        <Select
          label={t('runs.metric')}
          className={styles['choice']}
          value={keyOf(shown)}
          options={choices.map((one) => ({ value: keyOf(one), label: choiceText(texts, records, one) }))}
          onChange={setPreferred}
        />
        {records.length > 1 ? <Differences records={records} names={names} /> : undefined}
        <Button look="quiet" square aria-label={t('runs.unchoose')} title={t('runs.unchoose')} onClick={() => showRuns([])}>
          <X size={16} aria-hidden />
        </Button>
        <ul className={styles['legend']} aria-label={t('curves.legend')}>
          {records.map((record, index) => {
            const points = lines[index] ?? [];
            const point = (hovered === undefined ? undefined : points.find(({ x }) => x >= hovered)) ?? points.at(-1);
            return (
              <li key={record.id}>
                <RunMark run={record.id} />
                <span>{names[index]}</span>
                <strong>{point === undefined ? '–' : metricText(texts, metric, point.y)}</strong>
              </li>
            );
          })}
        </ul>
      </div>
      <div ref={box} className={styles['plot']} onPointerMove={follow} onPointerDown={follow} onPointerLeave={() => setHovered(undefined)}>
        {width === 0 || height === 0 ? undefined : (
          <ChartBoundary fallback={<p>{t('curves.loadFailed')}</p>}>
            <RunLines
              plot={plot}
              steps={lastStep}
              stepTicks={ticks}
              formatStep={format.integer}
              scale={scale}
              formatValue={formatValue}
              lines={drawn}
            />
            {hovered === undefined ? undefined : (
              <>
                <div className={styles['cursor']} style={{ left: xAt(plot, lastStep, hovered) }} />
                <span className={styles['step']}>{t('curves.step', { step: format.integer(hovered) })}</span>
              </>
            )}
          </ChartBoundary>
        )}
      </div>
    </section>
  );
}

/**
 * An axis that just holds the lines. One made of its ends is the same, or finer where all lines are
 * flat.
 */
function scaleOf(lines: readonly (readonly ChartPoint[])[]): Scale {
  const values = lines.flatMap((points) => points.map(({ y }) => y));
  return values.length === 0 ? tidyScale(0, 1) : tidyScale(Math.min(...values), Math.max(...values));
}

function keyOf({ task, question, metric }: RunMetric): string {
  return `${task} ${metric} ${question}`;
}

/** By the name that the task has in the newest of the runs with it. */
function choiceText(texts: Texts, records: readonly RunRecord[], wanted: RunMetric): string {
  const { task, metric } = wanted;
  const asked = records.findLast(({ experiment }) => askedTask(experiment, wanted) !== undefined);
  const params = { task: taskName(asked?.experiment.tasks ?? [], task, texts.language), metric: metricName(texts, metric) };
  return texts.t(metric === 'loss' ? 'runs.metricTrain' : 'runs.metricTest', params);
}
