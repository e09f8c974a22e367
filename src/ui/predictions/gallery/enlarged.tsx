import type { Shape } from '../../../domain/shape';
import { targetKinds } from '../../../domain/targets/target';
import { AnswerRows } from '../../common/answers/answer-rows';
import { overlaysOf } from '../../common/answers/overlays';
import { Picture } from '../../common/answers/picture';
import { truthText } from '../../common/answers/verdict-text';
import { Dialog } from '../../common/dialog';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText } from '../../common/texts/use-text';
import type { OutcomeTask } from '../filters';
import { answersTo } from './card-answers';
import styles from './gallery.module.css';
import type { SeenImage } from './use-pictures';

/** Rows for a task's best classes. */
const rows = 5;

interface EnlargedProps {
  readonly image: number;
  readonly shape: Shape;
  readonly tasks: readonly OutcomeTask[];
  readonly seen: SeenImage | undefined;
  readonly onClose: () => void;
}

/** One test image large, with what every task says to it at length, and its losses. */
export function Enlarged({ image, shape, tasks, seen, onClose }: EnlargedProps) {
  const texts = useText();
  const { t, format } = texts;
  const answers = answersTo(tasks, image, seen);
  const number = format.integer(image + 1);
  const truth = truthText(texts, answers);
  return (
    <Dialog title={truth === '' ? t('predictions.image', { number }) : t('predictions.truthOf', { number, truth })} onClose={onClose}>
      <div className={styles['enlarged']}>
        <div className={styles['large']}>
          <Picture shape={shape} pixels={seen?.pixels} factor={1} overlays={overlaysOf(answers)} scale={8} label={t('predictions.image', { number })} />
          {tasks
            .filter(({ target }) => targetKinds[target.id].isOwnPicture)
            .map(({ id, name, index }) => (
              <figure key={id}>
                <Picture shape={shape} pixels={seen?.outputs[index]} factor={255} scale={8} label={t('predictions.reconstruction', { task: name, number })} />
                <figcaption>{name}</figcaption>
              </figure>
            ))}
        </div>
        <ul className={styles['said']}>
          {answers.map((answer) => {
            const loss = tasks[answer.task.index]?.outcomes.losses[image] ?? Number.NaN;
            return (
              <li key={answer.task.id}>
                <h3>
                  <TaskSwatch colour={answer.task.colour} /> {answer.task.name}
                  <span>{t('gallery.loss', { loss: format.significant(loss) })}</span>
                </h3>
                {targetKinds[answer.task.target.id].isOwnPicture ? undefined : (
                  <ul>
                    <AnswerRows answer={answer} rows={rows} />
                  </ul>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}
