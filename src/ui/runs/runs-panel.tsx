import { useState } from 'react';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { useText } from '../common/texts/use-text';
import { DeskRun } from './list/desk-run';
import { FoldsDialog } from './start/folds-dialog';
import { KeptRunRow } from './list/kept-run-row';
import { KeptSize } from './list/kept-size';
import { KeptStudyItem } from './list/kept-study-item';
import { RunsChart } from './chart/runs-chart';
import { StudyItem } from './list/study-item';
import { SweepDialog } from './start/sweep-dialog';
import { useRunItems } from './list/use-run-items';
import { useKeptNames } from './use-run-names';
import styles from './runs-panel.module.css';

/** Everything that was trained, the newest first, and what several runs are begun with. */
export default function RunsPanel() {
  const { t } = useText();
  const studyRuns = useApp((state) => state.studies.records.length);
  const items = useRunItems();
  const names = useKeptNames();
  const [dialog, setDialog] = useState<'sweep' | 'folds'>();
  const begin = (which: 'sweep' | 'folds') => () => setDialog(which);
  const close = () => setDialog(undefined);

  return (
    <div className={styles['panel']}>
      <div className={styles['tools']}>
        <Button onClick={begin('sweep')}>{t('runs.newSweep')}</Button>
        <Button onClick={begin('folds')}>{t('runs.newFolds')}</Button>
      </div>
      {items.length === 0 ? <p className={styles['soft']}>{t('runs.empty')}</p> : undefined}
      <ul className={styles['list']} aria-label={t('runs.list')}>
        {items.map((item) => {
          switch (item.kind) {
            case 'run':
              return <DeskRun key={item.key} record={item.record} current={item.current} />;
            case 'kept-run':
              return <KeptRunRow key={item.key} run={item.run} name={names.get(item.key) ?? t('runs.damaged')} />;
            case 'study':
              return <StudyItem key={item.key} study={item.study} />;
            case 'kept-study':
              return <KeptStudyItem key={item.key} kept={item.kept} />;
          }
        })}
      </ul>
      <KeptSize />
      {/* Below the list, and over its end where that is long: what comes and goes here moves no row. */}
      <div className={styles['foot']}>
        <RunsChart several={items.length > 1 || studyRuns > 1} />
      </div>
      {dialog === 'sweep' ? <SweepDialog onClose={close} /> : undefined}
      {dialog === 'folds' ? <FoldsDialog onClose={close} /> : undefined}
    </div>
  );
}
