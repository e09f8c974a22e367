import type { KeyboardEvent } from 'react';
import type { Shape } from '../../../domain/shape';
import { targetKinds } from '../../../domain/targets/target';
import { overlaysOf } from '../../common/answers/overlays';
import { Picture } from '../../common/answers/picture';
import type { TaskAnswer } from '../../common/answers/task-answer';
import { isRight } from '../../common/answers/verdict';
import { verdictSentence } from '../../common/answers/verdict-text';
import { className } from '../../common/tasks/task-names';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useText, type Texts } from '../../common/texts/use-text';
import type { OutcomeTask } from '../filters';
import { answersTo } from './card-answers';
import styles from './gallery.module.css';
import type { SeenImage } from './use-pictures';

interface CardProps {
  readonly image: number;
  readonly shape: Shape;
  readonly tasks: readonly OutcomeTask[];
  readonly seen: SeenImage | undefined;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** It is the one that Tab goes to. */
  readonly current: boolean;
}

/** A test image, small, with what every task says to it. */
export function Card({ image, shape, tasks, seen, onOpen, onKeyDown, current }: CardProps) {
  const texts = useText();
  const { t, format } = texts;
  const answers = answersTo(tasks, image, seen);
  const drawn = tasks.filter(({ target }) => targetKinds[target.id].isOwnPicture);
  const said = answers.filter(({ task }) => !targetKinds[task.target.id].isOwnPicture);
  const name = [t('predictions.image', { number: format.integer(image + 1) }), ...said.flatMap((answer) => verdictSentence(texts, answer) ?? [])];
  return (
    <li>
      <button type="button" className={styles['card']} aria-label={name.join('. ')} title={name.join('\n')} tabIndex={current ? 0 : -1} data-image={image} onClick={onOpen} onKeyDown={onKeyDown}>
        <span className={styles['pictures']}>
          <Picture shape={shape} pixels={seen?.pixels} factor={1} overlays={overlaysOf(answers)} />
          {drawn.slice(0, 2).map(({ id, index }) => (
            <Picture key={id} shape={shape} pixels={seen?.outputs[index]} factor={255} />
          ))}
        </span>
        {said.map((answer) => (
          <Line key={answer.task.id} answer={answer} />
        ))}
      </button>
    </li>
  );
}

/** A task's answer in a few characters: right or wrong by a sign, the answer, the truth where it is another one. */
function Line({ answer }: { readonly answer: TaskAnswer }) {
  const texts = useText();
  const { task, verdict } = answer;
  const right = verdict && isRight(verdict);
  return (
    <span className={styles['line']} data-task={task.colour} data-right={right} aria-hidden="true">
      <TaskSwatch colour={task.colour} />
      <span>{right === undefined ? '' : right ? '✓' : '✗'}</span>
      <span className={styles['answer']}>{shortText(texts, answer)}</span>
      <span className={styles['confidence']}>{verdict?.kind === 'class' ? texts.format.percent(verdict.confidence, 0) : ''}</span>
    </span>
  );
}

function shortText({ t, language, format }: Texts, { task, verdict }: TaskAnswer): string {
  switch (verdict?.kind) {
    case 'class':
    case 'level': {
      const [answer, truth] = [className(verdict.answer, language), className(verdict.truth, language)];
      // Of two classes the truth is the other one.
      return isRight(verdict) === true || task.target.classes.length === 2 ? answer : `${answer} ${t('predictions.truth', { truth })}`;
    }
    case 'tags':
      return verdict.answer.length === 0 ? t('predictions.noTags') : verdict.answer.map((tag) => className(tag, language)).join(' ');
    case 'box':
    case 'mask':
      return format.percent(verdict.overlap, 0);
    case 'values':
      return verdict.answer.map((value, place) => `${format.fixed(value, 2)} / ${format.fixed(verdict.truth[place] ?? Number.NaN, 2)}`).slice(0, 1).join('');
    default:
      return t('predictions.none');
  }
}
