import { X } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { RunRecord } from '../../../state/app-state';
import { useApp } from '../../common/app-store';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useTasks } from '../../common/tasks/use-tasks';
import { differenceText, metricName, metricText } from '../../common/texts/metric-text';
import { useText, type Texts } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { finishOf, type Finish as Facts, type Reached } from './reached';
import { useNextThings } from './use-next-things';
import styles from './finish.module.css';

interface FinishProps {
  readonly run: RunRecord;
  readonly runBefore: RunRecord | undefined;
  /** What is to be read out. */
  readonly onTold: (text: string) => void;
  readonly onDismiss: () => void;
}

/**
 * The end of a run, in the place of the example: what was reached on all test images, what changed
 * against the run before, and what can be done next.
 */
export default function Finish({ run, runBefore, onTold, onDismiss }: FinishProps) {
  const texts = useText();
  const { t } = texts;
  const tasks = useTasks();
  // Tests are added to a run that has ended: the sample of the images trained on comes last.
  const tests = useApp(() => run.series.tests);
  const facts = useMemo(() => (tests.length === 0 ? undefined : finishOf(run, runBefore)), [run, runBefore, tests]);
  const next = useNextThings(run);
  const head = facts === undefined ? '' : headText(texts, facts);
  const rows = (facts?.tasks ?? []).flatMap((reached) => {
    const task = tasks.find(({ id }) => id === reached.task);
    return task === undefined ? [] : [{ reached, task, change: changeText(texts, reached) }];
  });
  const told = [
    head,
    ...rows.map(({ reached, task, change }) => t('finish.told', { task: task.name, value: metricText(texts, reached.metric, reached.value), change: change?.sentence ?? '' }).trim()),
  ].join(' ');
  useEffect(() => {
    onTold(told);
    return () => onTold('');
  }, [told, onTold]);
  if (facts === undefined) return undefined;
  return (
    <section className={styles['finish']} aria-label={t('finish.title')} data-testid="finish">
      <p className={styles['head']}>
        <span title={facts.before === undefined ? undefined : t('finish.before.about')}>{head}</span>
        <Button look="quiet" square className={styles['close']} aria-label={t('finish.dismiss')} title={t('finish.dismiss')} onClick={onDismiss}>
          <X size={16} aria-hidden />
        </Button>
      </p>
      <ul className={styles['tasks']} tabIndex={rows.length > 3 ? 0 : undefined}>
        {rows.map(({ reached, task, change }) => (
          <li key={task.id}>
            <TaskSwatch colour={task.colour} />
            <span className={styles['name']} title={task.name}>
              {task.name}
            </span>
            <strong title={metricName(texts, reached.metric)}>{metricText(texts, reached.metric, reached.value)}</strong>
            <span className={styles['change']} data-shown={change?.isShown ?? false} title={change?.sentence}>
              {change?.short}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles['next']} role="group" aria-label={t('finish.next')}>
        {next.map(({ thing, label, about, act }, place) => (
          <Button key={thing} look={place === 0 ? 'primary' : 'plain'} title={about} onClick={act}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}

function headText({ t, format }: Texts, { images, before }: Facts): string {
  const all = { images: format.integer(images) };
  return before === undefined ? t('finish.reached', all) : t('finish.reachedBefore', { ...all, before: format.integer(before) });
}

/** A change against the run before; only one that chance does not explain is told as such. */
function changeText(texts: Texts, { metric, change }: Reached): { readonly short: string; readonly sentence: string; readonly isShown: boolean } | undefined {
  if (change === undefined) return undefined;
  const { t } = texts;
  const difference = differenceText(texts, metric, change.difference);
  const isShown = change.verdict === 'better' || change.verdict === 'worse';
  const arrow = change.verdict === 'better' ? '▲ ' : '▼ ';
  const short = t(`finish.change.${change.verdict}`, { difference });
  return { short: isShown ? `${arrow}${short}` : short, sentence: t(`finish.change.${change.verdict}.about`, { difference }), isShown };
}
