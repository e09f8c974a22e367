import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { TaskKindId } from '../../domain/tasks/task-kinds';
import { datasetOf } from '../../experiment/context';
import { taskKindsOf } from '../../experiment/edits/data';
import { limits } from '../../experiment/limits';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { PopupButton } from '../widgets/popups/popup';
import { Select } from '../widgets/select';
import { useNetworkText } from '../common/texts/use-network-text';
import { useText } from '../common/texts/use-text';
import styles from './add-task.module.css';
import { attachableLayers } from './attachable-layers';

/** Asks what the network should answer too, and which layer its head reads; then adds both. */
export function AddTask() {
  const { t, format } = useText();
  const experiment = useApp((state) => state.document.experiment);
  const full = experiment.tasks.length >= limits.tasks;
  const isThere = (kind: TaskKindId) => experiment.tasks.some((task) => task.kind === kind);
  // New ones first: a second head of one kind, elsewhere in the network, is asked for less often.
  const kinds = taskKindsOf(datasetOf(experiment)).toSorted((first, second) => Number(isThere(first)) - Number(isThere(second)));
  const reason = full ? t('tasks.addFull', { limit: format.integer(limits.tasks) }) : undefined;
  const face = (
    <>
      <Plus size={14} aria-hidden />
      {t('tasks.add')}
    </>
  );
  return (
    <PopupButton face={face} popupLabel={t('tasks.add')} disabled={reason !== undefined} title={reason}>
      {(close) => <AddTaskForm kinds={kinds} close={close} />}
    </PopupButton>
  );
}

function AddTaskForm({ kinds, close }: { kinds: readonly TaskKindId[]; close: () => void }) {
  const { t, code } = useText();
  const { name } = useNetworkText();
  const experiment = useApp((state) => state.document.experiment);
  const execute = useApp((state) => state.document.execute);
  const layers = attachableLayers(experiment);
  const [kind, setKind] = useState(kinds[0]);
  const [layer, setLayer] = useState(layers.usual);
  const options = layers.ids.map((id) => ({ value: id, label: name(id) }));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind !== undefined) execute('task.add', { kind, attachTo: layer });
        close();
      }}
    >
      <fieldset className={styles['kinds']}>
        <legend className={styles['legend']}>{t('tasks.addWhich')}</legend>
        {kinds.map((option) => (
          <label key={option} className={styles['kind']}>
            <input type="radio" name="kind" checked={kind === option} onChange={() => setKind(option)} />
            <span>
              {code('tasks', option)}
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
        {kind === undefined ? t('tasks.add') : t('tasks.confirmAdd', { task: code('tasks', kind) })}
      </Button>
    </form>
  );
}
