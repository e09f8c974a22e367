import { useEffect, useRef } from 'react';
import { taskStepEffect } from '../../../state/runs/task-step-effect';
import { useApp, useAppStore } from '../../common/app-store';
import { taskNames } from '../../common/tasks/task-names';
import { useText } from '../../common/texts/use-text';

/**
 * After a step on one task's loss says on the status line what it did to the losses of all tasks,
 * once they are tested.
 */
export function useTaskStepNotice(): void {
  const { t, format, language } = useText();
  const store = useAppStore();
  const key = useApp(({ session }) => {
    const run = session.runs.at(-1);
    const effect = run === undefined || session.phase === 'running' ? undefined : taskStepEffect(run.series);
    return run === undefined || effect === undefined ? '' : `${run.id} ${effect.last}`;
  });
  // What a reload brings back was told before.
  const told = useRef(key);
  useEffect(() => {
    // Said once for each step, in the language of that moment.
    if (key === told.current) return;
    told.current = key;
    const { session, view } = store.getState();
    const run = session.runs.at(-1);
    const effect = key === '' || run === undefined ? undefined : taskStepEffect(run.series);
    if (run === undefined || effect === undefined) return;
    const { task, first, last, images, before, after } = effect;
    // The run's own tasks: the document on the desk may have others by now.
    const names = taskNames(run.experiment.tasks, language);
    const changes = names.map((name, index) => {
      const now = format.significant(after[index] ?? Number.NaN);
      if (before === undefined) return t('topbar.oneTask.after', { task: name, after: now });
      return t('topbar.oneTask.change', { task: name, before: format.significant(before[index] ?? Number.NaN), after: now });
    });
    view.setNotice(
      t('topbar.oneTask.effect', {
        task: names[task] ?? '',
        steps: first === last ? format.integer(last) : `${format.integer(first)}–${format.integer(last)}`,
        images: format.integer(images),
        changes: new Intl.ListFormat(language).format(changes),
      }),
    );
  }, [key, store, t, format, language]);
}
