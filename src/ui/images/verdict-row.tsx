import type { ClassName } from '../../domain/datasets/dataset';
import hidden from '../widgets/hidden.module.css';
import { className } from '../common/tasks/task-names';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { useText } from '../common/texts/use-text';
import type { Verdict } from './verdict';
import styles from './test-images.module.css';

export interface VerdictRowProps {
  readonly colour: number;
  readonly taskName: string;
  readonly verdict: Verdict | undefined;
  /**
   * How a wrong answer is told: the truth beside it, below it (a second line is kept free), or a
   * sign alone where there are two classes.
   */
  readonly truth: 'beside' | 'below' | 'sign';
}

/** One task's verdict on one image. */
export function VerdictRow({ colour, taskName, verdict, truth }: VerdictRowProps) {
  const { t, language, format } = useText();
  const swatch = <TaskSwatch colour={colour} />;
  const rowClass = truth === 'below' ? styles['tall'] : styles['row'];
  if (verdict === undefined || verdict.kind === 'image') {
    return (
      <li className={rowClass}>
        {swatch}
        <span className={styles['nothing']}>{t('predictions.none')}</span>
      </li>
    );
  }
  if (verdict.kind === 'values') {
    const numbers = (values: readonly number[], digits: number) => values.map((value) => format.fixed(value, digits)).join(' ');
    const sentence = t('predictions.value', { task: taskName, answer: numbers(verdict.answer, 3), truth: numbers(verdict.truth, 3) });
    return (
      <li className={rowClass} title={sentence}>
        {swatch}
        <span className={hidden['hidden']}>{sentence}</span>
        {verdict.answer.length === 3 ? (
          <span aria-hidden className={styles['colours']}>
            <span style={{ background: colourOf(verdict.answer) }} />
            <span style={{ background: colourOf(verdict.truth) }} />
          </span>
        ) : (
          <span aria-hidden>
            <b>{numbers(verdict.answer, 2)}</b> / {numbers(verdict.truth, 2)}
          </span>
        )}
      </li>
    );
  }
  if ('overlap' in verdict) {
    const overlap = format.percent(verdict.overlap, 0);
    const sentence = t('predictions.overlap', { task: taskName, overlap });
    return (
      <li className={rowClass} title={sentence}>
        {swatch}
        <span className={hidden['hidden']}>{sentence}</span>
        <b aria-hidden>{overlap}</b>
      </li>
    );
  }
  const name = (of: ClassName) => className(of, language);
  if (verdict.kind === 'tags') {
    const list = (tags: readonly ClassName[]) => (tags.length === 0 ? t('predictions.noTags') : tags.map(name).join(' '));
    const sentence = t('predictions.tags', { task: taskName, answer: list(verdict.answer), truth: list(verdict.truth) });
    return (
      <li className={rowClass} title={sentence} data-right={verdict.right}>
        {swatch}
        <span className={hidden['hidden']}>{sentence}</span>
        <b aria-hidden className={styles['class']}>
          {verdict.answer.map(name).join(' ') || '–'}
        </b>
        {verdict.right ? undefined : <span aria-hidden> ✗</span>}
      </li>
    );
  }
  if (verdict.kind === 'level') {
    const sentence = t('predictions.level', { task: taskName, answer: name(verdict.answer), truth: name(verdict.truth) });
    return (
      <li className={rowClass} title={sentence} data-right={verdict.off === 0}>
        {swatch}
        <span className={hidden['hidden']}>{sentence}</span>
        <span aria-hidden>
          <b className={styles['class']}>{name(verdict.answer)}</b>
          {verdict.off === 0 ? undefined : ` ✗ ${format.integer(verdict.off)}`}
        </span>
      </li>
    );
  }
  const confidence = format.percent(verdict.confidence, 0);
  const params = { task: taskName, answer: name(verdict.answer), confidence, truth: name(verdict.truth) };
  const sentence = verdict.right ? t('predictions.class.right', params) : t('predictions.class.wrong', params);
  const correction = t('predictions.truth', { truth: name(verdict.truth) });
  return (
    <li className={rowClass} title={sentence} data-right={verdict.right}>
      {swatch}
      <span className={hidden['hidden']}>{sentence}</span>
      <span aria-hidden>
        <b className={styles['class']}>{name(verdict.answer)}</b> {confidence}
        {verdict.right || truth === 'below' ? undefined : <span className={styles['beside']}>{truth === 'sign' ? ' ✗' : ` ${correction}`}</span>}
        {truth === 'below' ? <span className={styles['below']}>{verdict.right ? '\u00a0' : correction}</span> : undefined}
      </span>
    </li>
  );
}

function colourOf(values: readonly number[]): string {
  return `rgb(${values.map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))).join(' ')})`;
}
