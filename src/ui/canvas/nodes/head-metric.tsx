import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import styles from './layer-node.module.css';
import { newestMetric } from '../../common/live-readings';
import { metricText } from '../../common/texts/metric-text';
import { useNetworkView } from '../network-view';
import { imageShape, taskOf } from '../../../experiment/context';

/** A head's newest test value of its task's primary metric, large, and what it is. */
export function HeadMetric({ task }: { readonly task: string | undefined }) {
  const { tasks, words } = useNetworkView();
  const texts = useText();
  const data = useApp((state) => state.document.experiment.data);
  const asked = useApp((state) => state.document.experiment.tasks.find(({ id }) => id === task));
  const value = useApp((state) => (task === undefined ? undefined : newestMetric(state, task)));
  const view = tasks.find((candidate) => candidate.id === task);
  if (view === undefined || asked === undefined) return <span className={styles['metric']}>–</span>;
  const { metrics, target } = taskOf(data, asked);
  return (
    <>
      <span className={styles['metric']} data-testid={`metric-${view.id}`}>
        {value === undefined ? '–' : metricText(texts, metrics[0], value)}
      </span>
      <span className={styles['fact']}>{texts.code('canvas', `metric.${metrics[0]}`, { shape: words.shape(target.outputShape(imageShape({ data }))) })}</span>
    </>
  );
}
