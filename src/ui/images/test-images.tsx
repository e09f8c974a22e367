import { useMemo, type CSSProperties } from 'react';
import { useApp } from '../common/app-store';
import { matchingRun } from '../common/live-readings';
import { taskColour } from '../common/tasks/task-colours';
import { className } from '../common/tasks/task-names';
import { useTasks } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { Picture } from './picture';
import { largestClass, verdictOf } from './verdict';
import { VerdictRow, type VerdictRowProps } from './verdict-row';
import styles from './test-images.module.css';
import { targetKinds } from '../../domain/targets/target';
import { imageShape, taskOf } from '../../experiment/context';

const places = [0, 1, 2, 3, 4, 5, 6, 7];
/** Class names longer than this leave no room for the truth on the same line. */
const shortName = 2;

/**
 * Characters of the longest verdict: a class with "100 %" and how a wrong one is told, or two
 * numbers.
 */
function verdictLength(truth: VerdictRowProps['truth'], longestClass: number): number {
  if (longestClass === 0) return 11;
  return longestClass + { beside: 10, below: 6, sign: 8 }[truth];
}

/**
 * Eight fixed test images with every task's verdict beside them; their places are kept free before
 * the first predictions. Of a document that is not trained there are no verdicts; the images stay
 * as long as the data set does.
 */
export function TestImages() {
  const { t, language } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const { dataset } = experiment.data;
  const predictions = useApp((state) => (matchingRun(state) === undefined ? undefined : state.session.predictions));
  const pictures = useApp((state) => (state.session.running?.data.dataset === dataset ? state.session.predictions : undefined));
  const image = imageShape(experiment);
  const views = useTasks();
  const { data } = experiment;
  const tasks = useMemo(
    () =>
      views.map(({ id, index, name, colour, asked }) => {
        const { target } = taskOf(data, asked);
        const longest = largestClass(target, (one) => className(one, language));
        const truth: VerdictRowProps['truth'] = target.classes.length === 2 ? 'sign' : longest <= shortName ? 'beside' : 'below';
        return { id, target, index, name, colour, longest, truth };
      }),
    [views, data, language],
  );
  const spoken = tasks.filter((task) => !targetKinds[task.target.id].isOwnPicture);
  const drawn = tasks.filter((task) => targetKinds[task.target.id].isOwnPicture);
  const rows = spoken.reduce((sum, task) => sum + (task.truth === 'below' ? 2 : 1), 0);
  // Room for the longest verdict that can come, so that nothing moves when it does; it may reach
  // into the gap behind it.
  const longest = Math.max(...spoken.map((task) => verdictLength(task.truth, task.longest)), 0);
  const pictureRow = `(1 + ${drawn.length}) * (var(--picture) + 4px)`;
  const column: CSSProperties & Record<'--column', string> = { '--column': `max(8px + ${longest * 0.88}ch, ${pictureRow})` };
  const height: CSSProperties = { minHeight: `calc(${rows} * var(--row))` };

  return (
    <section
      className={styles['strip']}
      aria-label={predictions === undefined ? t('predictions.title.waiting') : t('predictions.title')}
      data-testid="test-images"
      data-step={predictions?.step ?? ''}
      tabIndex={0}
    >
      <ul className={styles['images']} style={column}>
        {places.map((place) => {
          const shown = predictions?.images[place];
          const number = place + 1;
          const verdicts = spoken.map((task) => {
            const [output, target] = [shown?.outputs[task.index], shown?.targets[task.index]];
            return { task, verdict: output === undefined || target === undefined ? undefined : verdictOf(task.target, output, target) };
          });
          const overlays = verdicts.flatMap(({ task, verdict }) =>
            verdict?.kind === 'box' || verdict?.kind === 'mask' ? [{ colour: taskColour(task.colour), verdict }] : [],
          );
          return (
            <li key={place} className={styles['item']}>
              <div className={styles['pictures']}>
                <Picture shape={image} pixels={pictures?.images[place]?.pixels} factor={1} label={t('predictions.image', { number })} overlays={overlays} />
                {drawn.map((task) => (
                  <Picture
                    key={task.id}
                    shape={image}
                    pixels={shown?.outputs[task.index]}
                    factor={255}
                    label={t('predictions.reconstruction', { task: task.name, number })}
                  />
                ))}
              </div>
              <ul className={styles['verdicts']} style={height}>
                {verdicts.map(({ task, verdict }) => (
                  <VerdictRow key={task.id} colour={task.colour} taskName={task.name} verdict={verdict} truth={task.truth} />
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
