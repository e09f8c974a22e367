import { lossIds, lossKind } from '../../../domain/losses/losses';
import { taskKind } from '../../../domain/tasks/task-kinds';
import { isPlain } from '../../../domain/parameters';
import { taskOf } from '../../../experiment/context';
import { fits } from '../../../experiment/edits/task-details';
import { translateCode } from '../../../i18n/translate';
import { useApp } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { ParameterField } from '../../common/parameters/parameter-field';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { HelpTerm } from '../../widgets/popups/help';
import { Select } from '../../widgets/select';
import styles from './task-menu.module.css';

/** The loss of a task, among those that fit its answers, with its parameters. */
export function LossFields({ task }: { readonly task: TaskView }) {
  const { t, code } = useText();
  const data = useApp((state) => state.document.experiment.data);
  const execute = useApp((state) => state.document.execute);
  const { loss, lossValues } = taskOf(data, task.asked);
  const { parameters } = lossKind(loss);
  const note = t('training.note.restart');
  const options = lossIds.flatMap((id) => (fits(task.asked, id) ? [{ value: id, label: code('tasks', `loss.${id}`) }] : []));
  const usual = taskKind(task.kind).loss;
  const help = {
    english: translateCode('en', 'tasks', `loss.${loss}`),
    about: code('tasks', `loss.${loss}.about`),
    formula: code('tasks', `loss.${loss}.formula`),
    note,
    more: cardOf('loss', loss),
  };
  return (
    <div>
      {/* Above one another: names of losses are long. */}
      <div className={styles['line']}>
        <HelpTerm text={help}>{t('taskEditor.loss')}</HelpTerm>
        <Select
          label={t('taskEditor.loss')}
          value={loss}
          options={options}
          onChange={(kind) => execute('task.loss', { task: task.id, kind: kind === usual ? undefined : kind })}
        />
      </div>
      {Object.entries(parameters).map(([name, spec]) =>
        !isPlain(spec) ? undefined : (
          <ParameterField
            key={name}
            label={code('tasks', `loss.parameter.${name}`)}
            help={{ about: code('tasks', `loss.parameter.${name}.about`), note, more: cardOf('loss-parameter', name) }}
            spec={spec}
            value={lossValues[name]}
            nameOf={(choice) => code('tasks', `loss.choice.${choice}`)}
            onCommit={(value) => execute('task.loss-value', { task: task.id, name, value })}
          />
        ),
      )}
    </div>
  );
}
