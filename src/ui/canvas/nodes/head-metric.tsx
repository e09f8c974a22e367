import { useApp } from '../../common/app-store';
import { useText } from '../../common/texts/use-text';
import styles from './layer-node.module.css';
import { newestScore } from '../../common/live-readings';
import { figureText } from '../../common/texts/figure-text';
import { metricName, metricText } from '../../common/texts/metric-text';
import { useNetworkView } from '../network-view';
import { imageShape, taskOf } from '../../../experiment/context';

/** A head's newest value of its task's primary metric, large, with its name and what it is of. */
export function HeadMetric({ task }: { readonly task: string | undefined }) {
  const { tasks, words } = useNetworkView();
  const texts = useText();
  const data = useApp((state) => state.document.experiment.data);
  const asked = useApp((state) => state.document.experiment.tasks.find(({ id }) => id === task));
  const score = useApp((state) => (task === undefined ? undefined : newestScore(state, task)));
  const view = tasks.find((candidate) => candidate.id === task);
  if (view === undefined || asked === undefined) return <span className={styles['metric']}>–</span>;
  const { metrics, target } = taskOf(data, asked);
  const of = figureText(texts, score);
  const what = texts.code('canvas', `metric.${metrics[0]}`, { shape: words.shape(target.outputShape(imageShape({ data }))) });
  return (
    <>
      <span className={styles['figure']} title={[what, of?.sentence ?? ''].join('\n').trim()}>
        <span className={styles['metric']} data-testid={`metric-${view.id}`}>
          {score === undefined ? '–' : metricText(texts, metrics[0], score.value)}
        </span>{' '}
        <span className={styles['fact']}>{metricName(texts, metrics[0])}</span>
      </span>
      <span className={styles['fact']} title={of?.sentence} data-testid={`metric-of-${view.id}`}>
        {of?.short ?? texts.t('predictions.of.nothing')}
      </span>
    </>
  );
}
