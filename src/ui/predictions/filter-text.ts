import { className } from '../common/tasks/task-names';
import type { Texts } from '../common/texts/use-text';
import type { Filter, OutcomeTask } from './filters';

/** A filter in words: "Digit: 4 taken for 9". */
export function filterText({ t, language }: Pick<Texts, 't' | 'language'>, filter: Filter, tasks: readonly OutcomeTask[]): string {
  const nameOf = (task: number) => tasks[task]?.name ?? '';
  const classOf = (task: number, index: number) => {
    const name = tasks[task]?.target.classes[index];
    return name === undefined ? '' : className(name, language);
  };
  switch (filter.kind) {
    case 'all':
      return t('gallery.all');
    case 'unsure':
      return t('gallery.unsure');
    case 'wrong':
      return t('gallery.wrong', { task: nameOf(filter.task) });
    case 'joint': {
      const word = (right: boolean) => t(right ? 'gallery.right' : 'gallery.not-right');
      return t('gallery.joint', { first: nameOf(filter.first), firstRight: word(filter.firstRight), second: nameOf(filter.second), secondRight: word(filter.secondRight) });
    }
    case 'class': {
      const { task, truth, answer } = filter;
      const params = { task: nameOf(task), truth: classOf(task, truth ?? -1), answer: classOf(task, answer ?? -1) };
      if (truth === undefined) return t('gallery.answered', params);
      if (answer === undefined) return t('gallery.class', params);
      return t(truth === answer ? 'gallery.cell.right' : 'gallery.cell', params);
    }
  }
}

/** The same with a number of images, as the name of the button that shows them. */
export function countedText(texts: Pick<Texts, 't' | 'language' | 'format'>, filter: Filter, tasks: readonly OutcomeTask[], count: number): string {
  const cell = filterText(texts, filter, tasks);
  return count === 1 ? texts.t('gallery.cellCount.one', { cell }) : texts.t('gallery.cellCount', { cell, count: texts.format.integer(count) });
}
