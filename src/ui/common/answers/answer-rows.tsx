import type { ReactNode } from 'react';
import { className } from '../tasks/task-names';
import { TaskSwatch } from '../tasks/task-swatch';
import { useText, type Texts } from '../texts/use-text';
import hidden from '../../widgets/hidden.module.css';
import { ShareBar } from './share-bar';
import type { TaskAnswer } from './task-answer';
import { isRight, rankedClasses, type RankedClass } from './verdict';
import { verdictSentence } from './verdict-text';
import styles from './answer-rows.module.css';

/** One row of an answer. */
interface Row {
  readonly key: string;
  readonly name: ReactNode;
  /** From 0 to 1; undefined without a bar. */
  readonly share: number | undefined;
  readonly figure: ReactNode;
  /** ✓ or ✗; '' where nothing is right or wrong. */
  readonly sign: string;
}

/**
 * What one task says to the chosen image: its best classes with their probabilities, as many as
 * there are rows, or one row for values, levels and what lies in the image.
 */
export function AnswerRows({ answer, rows }: { readonly answer: TaskAnswer; readonly rows: number }) {
  const texts = useText();
  const { task } = answer;
  const sentence = verdictSentence(texts, answer);
  const shown = rowsOf(texts, answer, rows);
  return (
    <li className={styles['answer']} data-task={task.colour} title={sentence ?? task.name} data-right={answer.verdict && isRight(answer.verdict)} style={{ minHeight: `calc(${rowsKept(answer, rows)} * var(--row))` }}>
      <span className={hidden['hidden']}>{sentence ?? t(texts, task.name)}</span>
      {shown.map(({ key, name, share, figure, sign }, place) => (
        <span key={key} className={styles['row']} aria-hidden="true" data-first={place === 0}>
          <TaskSwatch colour={task.colour} />
          <span className={styles['name']}>{name}</span>
          {share === undefined ? undefined : <ShareBar share={share} colour={task.colour} isFirst={place === 0} />}
          <span className={styles['share']}>{figure}</span>
          <span className={styles['sign']}>{sign}</span>
        </span>
      ))}
    </li>
  );
}

/** How many rows an answer of the task may have, so that its place is kept before it is there. */
function rowsKept({ task: { target } }: TaskAnswer, rows: number): number {
  return target.id === 'classes' || target.id === 'tags' ? Math.min(rows, target.classes.length) : 1;
}

function t(texts: Texts, task: string): string {
  return `${task}: ${texts.t('predictions.none')}`;
}

function rowsOf(texts: Texts, answer: TaskAnswer, rows: number): readonly Row[] {
  const { language, format } = texts;
  const { task, verdict, output } = answer;
  const nothing: Row = { key: 'nothing', name: task.name, share: undefined, figure: texts.t('predictions.none'), sign: '' };
  if (verdict === undefined || output === undefined) return [nothing];
  const sign = { true: '✓', false: '✗', undefined: '' }[`${isRight(verdict)}`];
  switch (verdict.kind) {
    case 'class': {
      const classes = rankedClasses(task.target, output, rows, [verdict.truth]);
      const told = classes.some(({ name }) => name === verdict.truth);
      return classes.map((one, place) => ({
        ...classRow(texts, one),
        name: place === 0 && !told ? <Corrected answer={className(one.name, language)} truth={className(verdict.truth, language)} /> : className(one.name, language),
        sign: place === 0 ? sign : '',
      }));
    }
    case 'tags':
      return rankedClasses(task.target, output, rows, verdict.truth).map((one) => {
        const right = one.probability > 0.5 === verdict.truth.includes(one.name);
        return { ...classRow(texts, one), sign: right ? '✓' : '✗' };
      });
    case 'level':
      return [
        {
          key: 'level',
          name: verdict.off === 0 ? className(verdict.answer, language) : <Corrected answer={className(verdict.answer, language)} truth={className(verdict.truth, language)} />,
          share: undefined,
          figure: verdict.off === 0 ? '' : texts.t('predictions.levelsOff', { off: format.integer(verdict.off) }),
          sign,
        },
      ];
    case 'box':
    case 'mask':
      return [{ key: 'overlap', name: task.name, share: verdict.overlap, figure: format.percent(verdict.overlap, 0), sign: '' }];
    case 'values': {
      const [value, truth] = [verdict.answer, verdict.truth];
      if (value.length === 3) return [{ ...nothing, key: 'colours', figure: <Colours answer={value} truth={truth} /> }];
      const figure = `${value.map((one) => format.fixed(one, 2)).join(' ')} / ${truth.map((one) => format.fixed(one, 2)).join(' ')}`;
      return [{ ...nothing, key: 'values', figure }];
    }
    case 'image':
      return [];
  }
}

function classRow({ language, format }: Texts, { name, probability }: RankedClass): Row {
  const text = className(name, language);
  return { key: text, name: text, share: probability, figure: format.percent(probability, 0), sign: '' };
}

/** A wrong answer and the truth behind it. */
function Corrected({ answer, truth }: { readonly answer: string; readonly truth: string }) {
  const { t: text } = useText();
  return (
    <>
      {answer} <span className={styles['truth']}>{text('predictions.truth', { truth })}</span>
    </>
  );
}

/** Two colours, the answer's and the true one. */
function Colours({ answer, truth }: { readonly answer: readonly number[]; readonly truth: readonly number[] }) {
  return (
    <span className={styles['colours']}>
      <span style={{ background: colourOf(answer) }} />
      <span style={{ background: colourOf(truth) }} />
    </span>
  );
}

function colourOf(values: readonly number[]): string {
  return `rgb(${values.map((value) => Math.round(255 * Math.min(1, Math.max(0, value)))).join(' ')})`;
}
