import { useState } from 'react';
import { useApp } from '../common/app-store';
import { useText } from '../common/texts/use-text';
import { arrange, type Order } from './arrange';
import { CopyRuns } from './list/copy-runs';
import { DeskRun } from './list/desk-run';
import { KeptRunRow } from './list/kept-run-row';
import { KeptSize } from './list/kept-size';
import { KeptStudyItem } from './list/kept-study-item';
import { ListTools } from './list-tools';
import { RunsChart } from './chart/runs-chart';
import { StudyItem } from './list/study-item';
import { useArranged } from './use-arranged';
import { useRunItems } from './list/use-run-items';
import { useKeptNames } from './use-run-names';
import styles from './runs-panel.module.css';

/** Everything that was trained, as it is searched and sorted; what is ticked stands on one chart. */
export default function RunsPanel() {
  const { t } = useText();
  const studyRuns = useApp((state) => state.studies.records.length);
  const items = useRunItems();
  const names = useKeptNames();
  const arranged = useArranged(items);
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order>('newest');
  const shown = arrange(arranged, filter, order).flatMap((key) => items.find((item) => item.key === key) ?? []);

  return (
    <div className={styles['panel']}>
      {items.length === 0 ? <p className={styles['soft']}>{t('runs.empty')}</p> : undefined}
      {items.length > 1 ? <ListTools items={arranged} filter={filter} onFilter={setFilter} order={order} onOrder={setOrder} /> : undefined}
      {items.length > 0 && shown.length === 0 ? <p className={styles['soft']}>{t('runs.noneFound')}</p> : undefined}
      <ul className={styles['list']} aria-label={t('runs.list')}>
        {shown.map((item) => {
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
      {items.length === 0 ? undefined : <CopyRuns items={shown} />}
      <KeptSize />
      {/* Below the list, and over its end where that is long: what comes and goes here moves no row. */}
      <div className={styles['foot']}>
        <RunsChart several={items.length > 1 || studyRuns > 1} />
      </div>
    </div>
  );
}
