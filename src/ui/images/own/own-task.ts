import type { Target } from '../../../domain/targets/target';
import { className } from '../../common/tasks/task-names';
import { taskColour } from '../../common/tasks/task-colours';
import type { TaskView } from '../../common/tasks/use-tasks';
import type { Texts } from '../../common/texts/use-text';
import type { Overlay } from '../../common/answers/overlays';
import { rankedClasses, verdictOf } from '../../common/answers/verdict';

/** A task, and what the network says for it of a picture whose truth nobody knows. */
export interface OwnTask extends TaskView {
  readonly target: Target;
  readonly output: Float32Array | undefined;
}

/** The boxes and masks among the answers, to be drawn into the picture: each as if it were the truth as well. */
export function ownOverlays(tasks: readonly OwnTask[]): readonly Overlay[] {
  return tasks.flatMap(({ colour, target, output }) => {
    const verdict = output === undefined ? undefined : verdictOf(target, output, output);
    return verdict?.kind === 'box' || verdict?.kind === 'mask' ? [{ colour: taskColour(colour), verdict }] : [];
  });
}

/** An answer in words, without its probability; undefined for one that is drawn, and before there is one. */
export function saidOf({ t, language, format }: Pick<Texts, 't' | 'language' | 'format'>, { name, target, output }: OwnTask): string | undefined {
  if (output === undefined) return undefined;
  switch (target.id) {
    case 'classes': {
      const [best] = rankedClasses(target, output, 1, []);
      return best && `${name}: ${className(best.name, language)}`;
    }
    case 'tags': {
      const tags = target.classes.filter((_, place) => (output[place] ?? 0) > 0.5).map((tag) => className(tag, language));
      return `${name}: ${tags.length === 0 ? t('predictions.noTags') : tags.join(' ')}`;
    }
    case 'ordinal': {
      const level = target.classes[output[0] ?? -1];
      return level && `${name}: ${className(level, language)}`;
    }
    case 'values':
      return `${name}: ${[...output].map((value) => format.significant(value)).join(' ')}`;
    default:
      return undefined;
  }
}
