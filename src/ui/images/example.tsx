import { useApp } from '../common/app-store';
import { taskBackground } from '../common/tasks/task-colours';
import { useText } from '../common/texts/use-text';
import { AnswerRows } from '../common/answers/answer-rows';
import { Picture } from '../common/answers/picture';
import { overlaysOf } from '../common/answers/overlays';
import type { Answers } from './use-answers';
import { truthText } from '../common/answers/verdict-text';
import styles from './example.module.css';

/** Rows that there is room for beside the large image. */
const room = 5;

/** The chosen image large, what every task says to it, and what tasks draw beside it. */
export function Example({ answers }: { readonly answers: Answers }) {
  const texts = useText();
  const { t, format } = texts;
  const place = useApp((state) => state.view.example);
  const { image, spoken, drawn, predictions } = answers;
  const said = answers.answersAt(place);
  const number = format.integer(place + 1);
  const truth = truthText(texts, said);
  const caption = truth === '' ? t('predictions.image', { number }) : t('predictions.truthOf', { number, truth });
  // Every task has as many rows as all can have, and at least one.
  const rows = Math.max(1, Math.floor(room / Math.max(1, spoken.length)));
  return (
    <div className={styles['example']} data-testid="example">
      <div className={styles['large']}>
        <Picture shape={image} pixels={answers.pixelsAt(place)} factor={1} overlays={overlaysOf(said)} scale={4} label={t('predictions.image', { number })} />
      </div>
      <div className={styles['said']}>
        <p className={styles['caption']} title={caption}>
          {caption}
        </p>
        <ul className={styles['answers']} tabIndex={spoken.length > room ? 0 : undefined}>
          {said.map((answer) => (
            <AnswerRows key={answer.task.id} answer={answer} rows={rows} />
          ))}
        </ul>
      </div>
      {drawn.length === 0 ? undefined : (
        <div className={styles['drawn']} data-several={drawn.length > 1} tabIndex={drawn.length > 4 ? 0 : undefined}>
          {drawn.map((task) => (
            <figure key={task.id} className={styles['figure']} data-task={task.colour}>
              <Picture
                shape={image}
                pixels={predictions?.images[place]?.outputs[task.index]}
                factor={255}
                scale={4}
                label={t('predictions.reconstruction', { task: task.name, number })}
              />
              {drawn.length > 1 ? (
                <div className={styles['line']} style={{ background: taskBackground(task.colour) }} />
              ) : (
                <figcaption title={task.name}>{task.name}</figcaption>
              )}
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}
