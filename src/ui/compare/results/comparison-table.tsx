import { Fragment, type ReactNode } from 'react';
import { type Direction, metricKind, type Range } from '../../../domain/metrics/metric-kinds';
import type { Verdict } from '../../../domain/metrics/comparing/interval';
import type { ComparedMetric, ComparedScore, Comparison } from '../../../experiment/studies/kinds/comparison';
import type { Study } from '../../../experiment/studies/study';
import { CopyTable } from '../../common/tables/copy-table';
import { EstimateView } from '../../common/studies/estimate-view';
import { HelpTerm } from '../../widgets/popups/help';
import { differenceStart, differenceText, metricName, metricText, percentText } from '../../common/texts/metric-text';
import { TaskName } from '../../common/tasks/task-name';
import { useText } from '../../common/texts/use-text';
import table from '../../widgets/data-table.module.css';
import { useGainText } from '../use-gain-text';
import styles from './results.module.css';

/**
 * Every metric of every task together and by itself, with the difference and what it says; first of
 * all the gain over alone.
 */
export function ComparisonTable({ tasks, found }: { tasks: Study['base']['tasks']; found: Comparison }) {
  const texts = useText();
  const { t, code } = texts;
  const gainWords = useGainText();
  const { seeds, scores, gaps, gain, verdict } = found;
  const listed = seeds.map((seed) => String(seed)).join(', ');
  const percent = (value: number) => percentText(texts, value);
  return (
    <CopyTable>
      <table className={table['table']} data-testid="comparison">
        <caption>
          {seeds.length === 1
            ? t('compare.tableOne', { seeds: listed })
            : t('compare.table', { seeds: listed, method: code('studies', `method.${gain.method}`) })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.task')}</th>
            <th scope="col">{t('compare.together')}</th>
            <th scope="col">{t('compare.baseline')}</th>
            <th scope="col" className={styles['differences']}>
              {t('compare.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles['last']}>
            <th scope="row">
              <HelpTerm text={{ about: t('studies.gain.about'), formula: t('studies.gain.formula'), note: t('studies.gain.note') }}>{t('studies.gain')}</HelpTerm>
            </th>
            <td colSpan={3} className={styles['total']}>
              <span className={styles['difference']}>
                {Number.isNaN(gain.mean) ? t('compare.undefined', { reason: t('studies.not-a-number') }) : <EstimateView estimate={gain} text={percent} />}
                {Number.isNaN(gain.mean) ? undefined : (
                  <span className={styles['words']} data-copy="after" data-shown={verdict === 'difference'} title={code('studies', `verdict.${verdict}.about`)}>
                    {gainWords(gain.mean, verdict)}
                  </span>
                )}
              </span>
            </td>
          </tr>
          {tasks.map(({ id }) => (
            <Fragment key={id}>
              {scores.map((score) => (score.task === id ? <ScoreRow key={score.metric} tasks={tasks} score={score} /> : undefined))}
              {gaps.map((gap) => (gap.task === id && !Number.isNaN(gap.difference.mean) ? <GapRow key="gap" tasks={tasks} gap={gap} /> : undefined))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </CopyTable>
  );
}

function ScoreRow({ tasks, score }: { tasks: Study['base']['tasks']; score: ComparedScore }) {
  const texts = useText();
  const { task, metric, direction } = score;
  return (
    <MetricRow row={score} direction={direction} range={metricKind(metric).range} text={(value) => metricText(texts, metric, value)}>
      <TaskName tasks={tasks} id={task} /> {metricName(texts, metric)}
    </MetricRow>
  );
}

/**
 * Train − test of the task's primary metric, together and by itself. The unit of points stands at
 * the difference, for narrow screens.
 */
function GapRow({ tasks, gap }: { tasks: Study['base']['tasks']; gap: ComparedMetric }) {
  const texts = useText();
  const { t } = texts;
  const { task, metric } = gap;
  return (
    <MetricRow row={gap} range={differenceRange(metricKind(metric).range)} text={(value) => differenceStart(texts, metric, value)}>
      <TaskName tasks={tasks} id={task} />{' '}
      <HelpTerm text={{ about: t('tasks.gap.about') }}>{t('compare.gap', { metric: metricName(texts, metric) })}</HelpTerm>
    </MetricRow>
  );
}

interface MetricRowProps {
  readonly row: ComparedMetric;
  readonly direction?: Direction;
  /** From where to where the metric itself can be. */
  readonly range: Range;
  readonly text: (value: number) => string;
  /** What the row is headed by. */
  readonly children: ReactNode;
}

/** A metric together, alone, and their difference. */
function MetricRow({ row, direction, range, text, children }: MetricRowProps) {
  return (
    <tr>
      <th scope="row">{children}</th>
      {[row.together, row.baseline].map((estimate, column) => (
        <td key={column}>
          <EstimateView estimate={estimate} text={text} range={range} />
        </td>
      ))}
      <Difference row={row} direction={direction} range={differenceRange(range)} />
    </tr>
  );
}

/**
 * Together − baseline; whether that is better or worse is said where a `direction` says which way
 * is better.
 */
function Difference({ row, direction, range }: { row: ComparedMetric; direction?: Direction | undefined; range: Range }) {
  const texts = useText();
  const { difference, verdict, metric } = row;
  return (
    <td className={verdict === 'difference' ? undefined : styles['chance']}>
      <span className={styles['difference']}>
        <EstimateView
          estimate={difference}
          text={(value) => differenceText(texts, metric, value)}
          lowText={(value) => differenceStart(texts, metric, value)}
          range={range}
        />
        <VerdictText verdict={verdict} mean={difference.mean} direction={direction} />
      </span>
    </td>
  );
}

/** From where to where the difference of two metrics can be. */
function differenceRange({ low, high }: Range): Range {
  return { low: low - high, high: high - low };
}

/**
 * Better or worse, by sign and word; grey where chance may explain the difference. Without a
 * direction only that.
 */
function VerdictText({ verdict, mean, direction }: { verdict: Verdict; mean: number; direction?: Direction | undefined }) {
  const { t, code } = useText();
  if (Number.isNaN(mean)) return undefined;
  if (direction === undefined && verdict !== 'no-difference-shown') return undefined;
  const better = direction === 'higher' ? mean > 0 : mean < 0;
  const word = mean === 0 ? t('compare.equal') : `${better ? '▲' : '▼'} ${t(better ? 'compare.better' : 'compare.worse')}`;
  const doubtful = t('compare.doubtful', { word, doubt: code('studies', 'verdict.not-yet-certain') });
  const said = { difference: word, 'not-yet-certain': doubtful, 'no-difference-shown': code('studies', 'verdict.no-difference-shown'), 'too-few': word };
  return (
    <span className={styles['words']} data-copy="after" data-shown={verdict === 'difference'} title={code('studies', `verdict.${verdict}.about`)}>
      {said[verdict]}
    </span>
  );
}
