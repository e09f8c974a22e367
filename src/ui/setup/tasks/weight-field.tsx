import { limits } from '../../../experiment/limits';
import type { Format } from '../../../i18n/format';
import { useApp } from '../../common/app-store';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { Field } from '../../widgets/field';
import { NumberField } from '../../widgets/number-field';

/** The weight of a task as a number: exactly, and beyond what the slider reaches. */
export function WeightField({ task }: { readonly task: TaskView }) {
  const { t, format } = useText();
  const execute = useApp((state) => state.document.execute);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const weight = useApp((state) => state.document.experiment.tasks.find(({ id }) => id === task.id)?.weight ?? 0);
  const range = sumToOne ? { min: 0, max: 1, step: 0.01 } : { min: -limits.weight, max: limits.weight, step: 0.05 };
  return (
    <Field label={t('taskEditor.weight')} help={{ about: t('tasks.weight.about'), formula: t('tasks.weight.formula'), note: t('training.note.live') }}>
      {({ id, describedBy }) => (
        <NumberField
          id={id}
          describedBy={describedBy}
          value={weight}
          range={range}
          show={(value) => weightText(value, format)}
          onCommit={(value) => execute('task.weight', { task: task.id, weight: value })}
        />
      )}
    </Field>
  );
}

/** A weight with two digits, or, where they would say 0, with those that it has. */
export function weightText(weight: number, format: Format): string {
  return Math.abs(weight) < 0.005 && weight !== 0 ? format.significant(weight) : format.fixed(weight, 2);
}
