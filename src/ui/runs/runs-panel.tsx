import { useMemo, useState } from 'react';
import type { Study } from '../../experiment/studies/study';
import type { RunRecord } from '../../state/app-state';
import { useApp } from '../common/app-store';
import { Button } from '../common/button';
import { useText } from '../common/use-text';
import { DeskRun } from './desk-run';
import { FoldsDialog } from './folds-dialog';
import { RunsChart } from './runs-chart';
import { StudyItem } from './study-item';
import { SweepDialog } from './sweep-dialog';
import styles from './runs-panel.module.css';

type Item =
  | { readonly kind: 'run'; readonly time: number; readonly record: RunRecord; readonly current: boolean }
  | { readonly kind: 'study'; readonly time: number; readonly study: Study };

/** Everything that was trained, the newest first, and what several runs are begun with. */
export default function RunsPanel() {
  const { t } = useText();
  const desk = useApp((state) => state.session.runs);
  const running = useApp((state) => state.session.running !== undefined);
  // A run that took no step yet is only what play begins with.
  const begun = useApp((state) => (state.session.runs.at(-1)?.series.steps ?? 0) > 0);
  const studies = useApp((state) => state.studies.studies);
  const studyRuns = useApp((state) => state.studies.records.length);
  const [dialog, setDialog] = useState<'sweep' | 'folds'>();
  const begin = (which: 'sweep' | 'folds') => () => setDialog(which);
  const close = () => setDialog(undefined);

  const runs = useMemo(() => (begun ? desk : desk.slice(0, -1)), [desk, begun]);
  const items = useMemo((): readonly Item[] => {
    const one = runs.map((record, index): Item => {
      return { kind: 'run', time: record.startedAt, record, current: running && begun && index === runs.length - 1 };
    });
    const many = studies.map((study): Item => ({ kind: 'study', time: study.createdAt, study }));
    return [...one, ...many].sort((first, second) => second.time - first.time);
  }, [runs, begun, running, studies]);

  return (
    <div className={styles['panel']}>
      <div className={styles['tools']}>
        <Button onClick={begin('sweep')}>{t('runs.newSweep')}</Button>
        <Button onClick={begin('folds')}>{t('runs.newFolds')}</Button>
      </div>
      {items.length === 0 ? <p className={styles['soft']}>{t('runs.empty')}</p> : undefined}
      <ul className={styles['list']} aria-label={t('runs.list')}>
        {items.map((item) =>
          item.kind === 'run' ? (
            <DeskRun key={item.record.id} record={item.record} current={item.current} />
          ) : (
            <StudyItem key={item.study.id} study={item.study} />
          ),
        )}
      </ul>
      {/* Below the list, and over its end where that is long: what comes and goes here moves no row. */}
      <div className={styles['foot']}>
        <RunsChart several={runs.length + studyRuns > 1} />
      </div>
      {dialog === 'sweep' ? <SweepDialog onClose={close} /> : undefined}
      {dialog === 'folds' ? <FoldsDialog onClose={close} /> : undefined}
    </div>
  );
}
