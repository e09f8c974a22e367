import type { RunScore } from '../../state/runs/run-summary';
import { metricName } from '../common/texts/metric-text';
import { taskName } from '../common/tasks/task-names';
import { useApp } from '../common/app-store';
import { Select } from '../widgets/select';
import { useText } from '../common/texts/use-text';
import { scoreOrder, type Arranged, type Order } from './arrange';
import styles from './runs-panel.module.css';

interface ListToolsProps {
  readonly items: readonly Arranged[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

/** What the list of runs is searched and arranged by. */
export function ListTools({ items, filter, onFilter, order, onOrder }: ListToolsProps) {
  const texts = useText();
  const { t, language } = texts;
  const tasks = useApp((state) => state.document.experiment.tasks);
  const measured = new Map<Order, RunScore>(items.flatMap(({ scores }) => scores.map((score) => [scoreOrder(score), score] as const)));
  const plain = ['newest', 'oldest', 'name', 'steps'] as const;
  const options: readonly { readonly value: Order; readonly label: string }[] = [
    ...plain.map((value) => ({ value, label: t(`runs.order.${value}`) })),
    ...[...measured].map(([value, { task, metric }]) => {
      const named = t('runs.named', { first: taskName(tasks, task, language), second: metricName(texts, metric) });
      return { value, label: t('runs.order.score', { metric: named }) };
    }),
  ];
  return (
    <div className={styles['tools']}>
      <input type="search" className={styles['filter']} aria-label={t('runs.filter')} placeholder={t('runs.filter')} value={filter} onChange={(event) => onFilter(event.target.value)} />
      <Select label={t('runs.order')} value={order} options={options} onChange={onOrder} />
    </div>
  );
}
