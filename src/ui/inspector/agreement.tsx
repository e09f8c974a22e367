import { cosineMatrix } from '../../domain/metrics/conflict/cosines';
import { useApp } from '../common/app-store';
import { newestConflict } from '../common/live-readings';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { useTasks, type TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';
import { Section } from '../widgets/section';
import styles from './agreement.module.css';
import { tellingPairs } from './telling-pairs';

/**
 * Do the tasks agree on the weights that they share? In a sentence, from the newest measure, with
 * the way to the tab that tells more. As high before it is measured as behind it.
 */
export function Agreement() {
  const { t } = useText();
  const openPanel = useApp((state) => state.view.openPanel);
  const setDrawer = useApp((state) => state.view.setDrawer);
  return (
    <Section title={t('canvas.agree')}>
      <Sentences />
      <Button
        look="quiet"
        className={styles['open']}
        onClick={() => {
          openPanel('weights');
          setDrawer('none');
        }}
      >
        {t('canvas.agree-open')}
      </Button>
    </Section>
  );
}

function Sentences() {
  const { t, format } = useText();
  const tasks = useTasks();
  const every = useApp((state) => state.view.conflictEvery);
  const measured = useApp((state) => newestConflict(state, undefined));
  if (measured === undefined) {
    const often = every === 1 ? t('canvas.agree-not-yet.one') : t('canvas.agree-not-yet', { steps: format.integer(every) });
    return <p className={styles['sentences']}>{every === 0 ? t('canvas.agree-never') : often}</p>;
  }
  const shown = measured.tasks.flatMap((index) => tasks[index] ?? []);
  const pairs = tellingPairs(cosineMatrix(measured.gram, measured.tasks.length));
  return (
    <p className={styles['sentences']}>
      {pairs.map(({ first, second, cosine, verdict }) => {
        const [one, other] = [shown[first], shown[second]];
        if (one === undefined || other === undefined) return undefined;
        const pair = t(`canvas.agree-${verdict}`, { first: one.name, second: other.name });
        return (
          <span key={`${one.id} ${other.id}`} className={styles['pair']}>
            <Swatches tasks={[one, other]} /> {t('canvas.agree-cosine', { pair, cosine: format.fixed(cosine, 2) })}{' '}
          </span>
        );
      })}
    </p>
  );
}

function Swatches({ tasks }: { readonly tasks: readonly TaskView[] }) {
  return (
    <span className={styles['swatches']}>
      {tasks.map((task) => (
        <TaskSwatch key={task.id} colour={task.colour} />
      ))}
    </span>
  );
}
