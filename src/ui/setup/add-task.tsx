import { useState } from 'react';
import { Plus } from 'lucide-react';
import { taskKind, type TaskKindId } from '../../domain/tasks/task-kinds';
import { datasetOf } from '../../experiment/context';
import { taskKindsOf } from '../../experiment/edits/data';
import type { CommandArguments } from '../../experiment/commands';
import { limits } from '../../experiment/limits';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { PopupButton } from '../widgets/popups/popup';
import { Late } from '../widgets/late';
import { Select } from '../widgets/select';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import styles from './add-task.module.css';
import { attachableLayers } from './attachable-layers';
import { ClassGroupsDialog } from './tasks/late-dialog';

/** Asks what the network should answer too, and which layer its head reads; then adds both. */
export function AddTask() {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const execute = useApp((state) => state.document.execute);
  /** What is to be added once its classes are grouped. */
  const [grouped, setGrouped] = useState<CommandArguments<'task.add'>>();
  const full = experiment.tasks.length >= limits.tasks;
  const isThere = (kind: TaskKindId) => experiment.tasks.some((task) => task.kind === kind);
  // New ones first: a second head of one kind, elsewhere in the network, is asked for less often.
  // Last what is not ready-made.
  const rank = (kind: TaskKindId) => (isOpen(kind) ? 2 : Number(isThere(kind)));
  const kinds = taskKindsOf(datasetOf(experiment)).toSorted((first, second) => rank(first) - rank(second));
  const reason = full ? t('tasks.addFull', { limit: format.integer(limits.tasks) }) : undefined;
  const face = (
    <>
      <Plus size={14} aria-hidden />
      {t('tasks.add')}
    </>
  );
  return (
    <>
      <PopupButton face={face} popupLabel={t('tasks.add')} disabled={reason !== undefined} title={reason}>
        {(close) => <AddTaskForm kinds={kinds} close={close} onGroup={setGrouped} />}
      </PopupButton>
      {grouped === undefined ? undefined : (
        <Late>
          <ClassGroupsDialog task={undefined} onUse={(classes) => execute('task.add', { ...grouped, classes })} onClose={() => setGrouped(undefined)} />
        </Late>
      )}
    </>
  );
}

/** True for a kind whose question is not ready-made: its classes are grouped first. */
function isOpen(kind: TaskKindId): boolean {
  return taskKind(kind).isOpen === true;
}

interface AddTaskFormProps {
  readonly kinds: readonly TaskKindId[];
  readonly close: () => void;
  /** Called instead of adding a task whose classes are to be grouped first. */
  readonly onGroup: (task: CommandArguments<'task.add'>) => void;
}

function AddTaskForm({ kinds, close, onGroup }: AddTaskFormProps) {
  const { t, code } = useText();
  const { name } = useNetworkText();
  const experiment = useApp((state) => state.document.experiment);
  const execute = useApp((state) => state.document.execute);
  const layers = attachableLayers(experiment);
  const [kind, setKind] = useState(kinds[0]);
  const [layer, setLayer] = useState(layers.usual);
  const confirm = () => {
    if (kind === undefined) return t('tasks.add');
    return isOpen(kind) ? t('taskEditor.group') : t('tasks.confirmAdd', { task: code('tasks', kind) });
  };
  const options = layers.ids.map((id) => ({ value: id, label: name(id) }));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        close();
        if (kind === undefined) return;
        if (isOpen(kind)) onGroup({ kind, attachTo: layer });
        else execute('task.add', { kind, attachTo: layer });
      }}
    >
      <fieldset className={styles['kinds']}>
        <legend className={styles['legend']}>{t('tasks.addWhich')}</legend>
        {kinds.map((option) => (
          <label key={option} className={styles['kind']}>
            <input type="radio" name="kind" checked={kind === option} onChange={() => setKind(option)} />
            <span>
              {isOpen(option) ? t('taskEditor.group.kind') : code('tasks', option)}
              <span className={styles['about']}>{code('tasks', `${option}.about`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {layer === undefined ? undefined : (
        <label className={styles['attach']}>
          {t('tasks.attach')}
          <Select value={layer} options={options} onChange={setLayer} />
          <span className={styles['about']}>{t('tasks.attach.about')}</span>
        </label>
      )}
      <Button type="submit" look="primary">
        {confirm()}
      </Button>
    </form>
  );
}
