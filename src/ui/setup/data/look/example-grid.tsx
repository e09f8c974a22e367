import { imageShape } from '../../../../experiment/context';
import type { Experiment } from '../../../../experiment/schema';
import type { DataView, SeenExample } from '../../../../protocol/data-view';
import { className } from '../../../common/tasks/task-names';
import { TaskSwatch } from '../../../common/tasks/task-swatch';
import { useText } from '../../../common/texts/use-text';
import { ExamplePicture } from './example-picture';
import { answerText, arranged, type ShownTask } from './shown-task';
import styles from './look.module.css';

interface ExampleGridProps {
  readonly experiment: Pick<Experiment, 'data' | 'tasks'>;
  readonly view: DataView;
  readonly tasks: readonly ShownTask[];
  /** What they are arranged by; undefined for as they come. */
  readonly by: ShownTask | undefined;
}

/** Pictures in a row. */
const inRow = 8;

/** Examples with what is true of them; by the classes of a task with the share of each. */
export function ExampleGrid({ experiment, view, tasks, by }: ExampleGridProps) {
  const { t, format, language } = useText();
  const spread = by && view.spreads[by.index];
  return (
    <>
      <p className={styles['soft']}>
        {spread?.kind === 'numbers'
          ? t('look.numbers', { lowest: format.significant(spread.lowest), highest: format.significant(spread.highest), mean: format.significant(spread.mean), deviation: format.significant(spread.deviation), counted: format.integer(view.counted) })
          : t('look.counted', { counted: format.integer(view.counted) })}
      </p>
      {arranged(view.examples, by, inRow).map(({ place, examples }) => {
        const name = place === undefined ? undefined : by?.target.classes[place];
        const share = spread?.kind === 'counts' && place !== undefined ? (spread.counts[place] ?? 0) / view.counted : undefined;
        return (
          <section key={place ?? 'all'} className={styles['row']} aria-label={name && className(name, language)}>
            {name === undefined || share === undefined ? undefined : (
              <h3 className={styles['class']}>
                {className(name, language)} <span className={styles['soft']}>{format.percent(share)}</span>
                <span className={styles['bar']} aria-hidden>
                  <span style={{ width: `${100 * share}%` }} />
                </span>
              </h3>
            )}
            <ul className={styles['grid']}>
              {examples.map((example, at) => (
                <Example key={at} experiment={experiment} example={example} tasks={tasks} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** One example, the pieces that it was made of, and the answers to it. */
export function Example({ experiment, example, tasks }: { readonly experiment: ExampleGridProps['experiment']; readonly example: SeenExample; readonly tasks: readonly ShownTask[] }) {
  const texts = useText();
  const shape = imageShape(experiment);
  const said = tasks.flatMap((task) => {
    const text = answerText(texts, task.target, example.answers[task.index]);
    return text === undefined ? [] : [{ task, text }];
  });
  return (
    <li className={styles['example']}>
      <ExamplePicture shape={shape} pixels={example.pixels} tasks={tasks} answers={example.answers} label={said.map(({ task, text }) => `${task.name}: ${text}`).join('; ')} />
      {example.pieces.length === 0 ? undefined : (
        <span className={styles['pieces']}>
          {example.pieces.map((pixels, place) => (
            <ExamplePicture key={place} shape={shape} pixels={pixels} tasks={[]} answers={[]} label={undefined} />
          ))}
        </span>
      )}
      <span className={styles['answers']} aria-hidden>
        {said.map(({ task, text }) => (
          <span key={task.id} className={styles['answer']} title={`${task.name}: ${text}`}>
            <TaskSwatch colour={task.colour} />
            {text}
          </span>
        ))}
      </span>
    </li>
  );
}
