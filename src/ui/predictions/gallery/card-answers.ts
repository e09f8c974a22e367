import type { ClassName } from '../../../domain/datasets/dataset';
import type { TaskAnswer } from '../../common/answers/task-answer';
import { verdictOf, type Verdict } from '../../common/answers/verdict';
import type { OutcomeTask } from '../filters';
import type { SeenImage } from './use-pictures';

/**
 * The answers to one image: classes, levels and values of the same outcomes as filters and counts,
 * what takes more numbers than those of the image itself, once it is there.
 */
export function answersTo(tasks: readonly OutcomeTask[], image: number, seen: SeenImage | undefined): readonly TaskAnswer[] {
  return tasks.map((task) => {
    const [output, truth] = [seen?.outputs[task.index], seen?.targets[task.index]];
    const verdict = verdictFrom(task, image) ?? (output === undefined || truth === undefined ? undefined : verdictOf(task.target, output, truth));
    return { task, verdict, output };
  });
}

/** What outcomes say by themselves; undefined where they have too few numbers for it. */
function verdictFrom({ target, outcomes: { answers, truths, confidences }, width }: OutcomeTask, image: number): Verdict | undefined {
  const [answer, truth]: readonly (ClassName | undefined)[] = [target.classes[answers[image] ?? -1], target.classes[truths[image] ?? -1]];
  const numbers = (values: Float32Array) => [...values.subarray(image * width, (image + 1) * width)];
  switch (target.id) {
    case 'classes':
      return answer && truth && { kind: 'class', answer, truth, confidence: confidences[image] ?? Number.NaN, right: answer === truth };
    case 'ordinal':
      return answer && truth && { kind: 'level', answer, truth, off: Math.abs((answers[image] ?? 0) - (truths[image] ?? 0)) };
    case 'values':
      return { kind: 'values', answer: numbers(answers), truth: numbers(truths) };
    default:
      return undefined;
  }
}
