import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { showReal } from '../../common/parameters/parameter-field';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { Field } from '../../widgets/field';
import { NumberField } from '../../widgets/number-field';
import styles from './task-menu.module.css';

const percent = { min: 0, max: 100, step: 5 } as const;

/** What a task's labels lack: shares without one and with a wrong one, how many there are at all, and how rare the last class is. */
export function LabelFields({ task, hasClasses }: { readonly task: TaskView; readonly hasClasses: boolean }) {
  const { t, format } = useText();
  const images = useApp((state) => state.document.experiment.data.train);
  const execute = useApp((state) => state.document.execute);
  const { missing = 0, noise = 0, examples = images, imbalance = limits.imbalance[0] } = task.asked.labels ?? {};
  const note = `${t('taskEditor.labels.note')} ${t('training.note.restart')}`;
  const showPercent = (value: number) => format.fixed(value, Number.isInteger(value) ? 0 : 1);
  const shares = [['missing', missing], ...(hasClasses ? [['noise', noise] as const] : [])] as const;
  return (
    <div role="group" aria-label={t('taskEditor.labels')}>
      <span className={styles['title']}>{t('taskEditor.labels')}</span>
      {shares.map(([name, share]) => (
        <Field key={name} label={t(`taskEditor.${name}`)} help={{ about: t(`taskEditor.${name}.about`), note }}>
          {({ id, describedBy }) => (
            <NumberField
              id={id}
              describedBy={describedBy}
              value={Number((100 * share).toPrecision(6))}
              range={percent}
              show={showPercent}
              unit={t('taskEditor.percent')}
              onCommit={(value) => execute('task.labels', { task: task.id, [name]: value / 100 })}
            />
          )}
        </Field>
      ))}
      <Field label={t('taskEditor.examples')} help={{ about: t('taskEditor.examples.about'), note: t('training.note.restart') }}>
        {({ id, describedBy }) => (
          <NumberField
            id={id}
            describedBy={describedBy}
            value={Math.min(examples, images)}
            range={{ min: 1, max: images, integer: true, step: 100 }}
            show={format.integer}
            onCommit={(value) => execute('task.labels', { task: task.id, examples: value === images ? undefined : value })}
          />
        )}
      </Field>
      {hasClasses ? (
        <Field label={t('taskEditor.imbalance')} help={{ about: t('taskEditor.imbalance.about'), note }}>
          {({ id, describedBy }) => (
            <NumberField
              id={id}
              describedBy={describedBy}
              value={imbalance}
              range={{ min: limits.imbalance[0], max: limits.imbalance[1] }}
              show={showReal}
              unit={t('taskEditor.toOne')}
              onCommit={(value) => execute('task.labels', { task: task.id, imbalance: value })}
            />
          )}
        </Field>
      ) : undefined}
    </div>
  );
}
