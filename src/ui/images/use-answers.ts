import { useMemo } from 'react';
import type { Shape } from '../../domain/shape';
import { targetKinds } from '../../domain/targets/target';
import { imageShape, taskOf } from '../../experiment/context';
import type { Predictions } from '../../protocol/predictions';
import { useApp } from '../common/app-store';
import { shownAnswers } from '../common/live-readings';
import { useTasks } from '../common/tasks/use-tasks';
import type { ShownTask, TaskAnswer } from '../common/answers/task-answer';
import { verdictOf } from '../common/answers/verdict';

/** The images shown and the answers to them. */
export interface Answers {
  readonly image: Shape;
  /** Tasks whose answers are said of an image, and those whose answers are images themselves. */
  readonly spoken: readonly ShownTask[];
  readonly drawn: readonly ShownTask[];
  /** Of the run that trains the document on the desk; undefined before the first. */
  readonly predictions: Predictions | undefined;
  /** The pixels of the image at a place, for as long as the data set is the one on the desk. */
  readonly pixelsAt: (place: number) => Uint8Array | undefined;
  /** The answers of the spoken tasks to the image at a place, in their order. */
  readonly answersAt: (place: number) => readonly TaskAnswer[];
}

/**
 * The test images that are shown while a network trains, and the newest answers to them. Of a
 * document that is not trained there are no answers; the images stay as long as the data set does.
 */
export function useAnswers(): Answers {
  const data = useApp((state) => state.document.experiment.data);
  const predictions = useApp(shownAnswers);
  const pictures = useApp((state) => (state.session.running?.data.dataset === data.dataset ? state.session.predictions : undefined));
  const views = useTasks();
  const tasks = useMemo(
    () => views.map(({ id, index, name, colour, asked }): ShownTask => ({ id, index, name, colour, target: taskOf(data, asked).target })),
    [views, data],
  );
  return useMemo(() => {
    const spoken = tasks.filter(({ target }) => !targetKinds[target.id].isOwnPicture);
    return {
      image: imageShape({ data }),
      spoken,
      drawn: tasks.filter((task) => !spoken.includes(task)),
      predictions,
      pixelsAt: (place) => pictures?.images[place]?.pixels,
      answersAt: (place) => {
        const shown = predictions?.images[place];
        return spoken.map((task) => {
          const [output, target] = [shown?.outputs[task.index], shown?.targets[task.index]];
          const verdict = output === undefined || target === undefined ? undefined : verdictOf(task.target, output, target);
          return { task, verdict, output: verdict && output };
        });
      },
    };
  }, [tasks, data, predictions, pictures]);
}
