import { useId, useState } from 'react';
import { Plus, X } from 'lucide-react';
import { datasetOf } from '../../../experiment/context';
import type { GroupedClasses } from '../../../experiment/edits/task-details';
import { limits } from '../../../experiment/limits';
import type { TaskView } from '../../common/tasks/use-tasks';
import { useApp } from '../../common/app-store';
import { Dialog } from '../../common/dialog';
import { className } from '../../common/tasks/task-names';
import { usePhrase } from '../../common/texts/use-phrase';
import { useText } from '../../common/texts/use-text';
import { Button } from '../../widgets/button';
import { ClassBox } from './class-box';
import { fieldOfTask, groupsOfTask, restOf, suggestedGroups, withNewGroup, type DraftGroup } from './class-groups';
import { useClassGroups } from './use-class-groups';
import styles from './class-groups.module.css';

interface ClassGroupsDialogProps {
  /** The task whose classes are grouped; undefined for one that is to be added. */
  readonly task: TaskView | undefined;
  /** With what was made of them; the dialog is closed then. */
  readonly onUse: (classes: GroupedClasses) => void;
  readonly onClose: () => void;
}

/**
 * Groups the classes of a field of the data set: by dragging, by picking classes and then a group,
 * or by arrow keys. Nothing is changed before it is confirmed.
 */
export default function ClassGroupsDialog({ task, onUse, onClose }: ClassGroupsDialogProps) {
  const { t, code, language } = useText();
  const phrase = usePhrase();
  const data = useApp((state) => state.document.experiment.data);
  const dataset = datasetOf({ data });
  const [field, classes] = fieldOfTask(dataset, task?.asked) ?? ['', []];
  const words = (name: (typeof classes)[number]) => className(name, language);
  const count = classes.length;
  const suggestions = suggestedGroups(dataset, field, count, words);
  const twoGroups = () => withNewGroup(withNewGroup([], t('taskEditor.groups.group', { number: 1 })), t('taskEditor.groups.group', { number: 2 }));
  const [start] = useState((): readonly DraftGroup[] => {
    const asked = task === undefined ? [] : groupsOfTask(data, task.asked, field, count, words);
    return asked.length > 0 ? asked : twoGroups();
  });
  const { groups, setGroups, chips, movePicked, boxes } = useClassGroups(start, classes.map(words));
  const [name, setName] = useState(task?.asked.name ?? '');
  const named = (indices: Iterable<number>) => phrase([...indices].map((index) => chips.names[index] ?? ''));

  const nameOf = ({ name: own }: DraftGroup, place: number) => (own.trim() === '' ? String(place + 1) : own.trim());
  const filled = groups.flatMap((group, place) => (group.classes.length === 0 ? [] : [{ name: nameOf(group, place), classes: group.classes }]));
  const last = filled.at(-1);
  const rest = restOf(groups, count);
  const asks = () => {
    if (filled.length === 1) return t('network.one-group');
    const parts = filled.length === 0 ? chips.names : filled.map((group) => t('taskEditor.groups.members', { group: group.name, classes: named(group.classes) }));
    return t('taskEditor.groups.asks', { count: parts.length, classes: phrase(parts) });
  };
  const restNote = () => {
    if (rest.length === 0) return t('taskEditor.groups.restEmpty');
    return last === undefined ? t('taskEditor.groups.restEach') : t('taskEditor.groups.restLast', { group: last.name });
  };
  const change = (key: number, part: Partial<DraftGroup>) => setGroups(groups.map((group) => (group.key === key ? { ...group, ...part } : group)));
  const nameId = useId();
  return (
    <Dialog title={task === undefined ? t('taskEditor.groups.title') : t('taskEditor.groups.titleOf', { task: task.name })} onClose={onClose}>
      {/* The browser closes the dialog, and gives the focus back. */}
      <form className={styles['form']} method="dialog" onSubmit={() => onUse({ field, groups: filled, name })}>
        <label className={styles['line']} htmlFor={nameId}>
          {t('taskEditor.name')}
          <input
            id={nameId}
            maxLength={limits.taskName}
            placeholder={t('tasks.classify')}
            autoComplete="off"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <div className={styles['line']} role="group" aria-label={t('taskEditor.groups.start')}>
          <span>{t('taskEditor.groups.start')}</span>
          <span className={styles['starts']}>
            {suggestions.map(({ kind, groups: suggested }) => (
              <Button key={kind} onClick={() => setGroups(suggested)}>
                {code('tasks', kind)}
              </Button>
            ))}
            <Button onClick={() => setGroups([])}>{t('taskEditor.groups.each')}</Button>
          </span>
        </div>
        <p className={styles['soft']}>
          {t('taskEditor.groups.how')} <span className={styles['keys']}>{t('taskEditor.groups.keys')}</span>
        </p>
        <div ref={boxes} className={styles['boxes']}>
          <ClassBox label={t('taskEditor.groups.none')} group={undefined} classes={rest} chips={chips}>
            <span className={styles['rest']}>
              {t('taskEditor.groups.none')}
              <span className={styles['soft']}>{restNote()}</span>
            </span>
            <Button
              look="quiet"
              disabled={chips.picked.size === 0}
              aria-label={t('taskEditor.groups.takeOutOf', { classes: named(chips.picked) })}
              onClick={() => movePicked(undefined)}
            >
              {t('taskEditor.groups.takeOut')}
            </Button>
          </ClassBox>
          {groups.map((group, place) => (
            <ClassBox key={group.key} label={nameOf(group, place)} group={group.key} classes={group.classes} chips={chips}>
              <input
                aria-label={t('taskEditor.groups.nameOf', { number: place + 1 })}
                maxLength={limits.className}
                placeholder={String(place + 1)}
                autoComplete="off"
                spellCheck={false}
                value={group.name}
                onChange={(event) => change(group.key, { name: event.target.value })}
              />
              <Button
                look="quiet"
                disabled={chips.picked.size === 0}
                aria-label={t('taskEditor.groups.moveTo', { classes: named(chips.picked), group: nameOf(group, place) })}
                onClick={() => movePicked(group.key)}
              >
                {t('taskEditor.groups.move')}
              </Button>
              <Button
                look="quiet"
                square
                aria-label={t('taskEditor.groups.remove', { group: nameOf(group, place) })}
                title={t('taskEditor.groups.remove', { group: nameOf(group, place) })}
                onClick={() => setGroups(groups.filter((other) => other !== group))}
              >
                <X size={14} aria-hidden />
              </Button>
            </ClassBox>
          ))}
        </div>
        <div className={styles['below']}>
          <Button
            disabled={groups.length >= count}
            onClick={() => setGroups(withNewGroup(groups, t('taskEditor.groups.group', { number: groups.length + 1 })))}
          >
            <Plus size={14} aria-hidden />
            {t('taskEditor.groups.add')}
          </Button>
          <p role="status" className={filled.length === 1 ? styles['fault'] : styles['asks']}>
            {asks()}
          </p>
        </div>
        <div className={styles['end']}>
          <Button onClick={(event) => event.currentTarget.closest('dialog')?.close()}>
            {t('taskEditor.groups.cancel')}
          </Button>
          <Button type="submit" look="primary" disabled={filled.length === 1}>
            {t(task === undefined ? 'taskEditor.groups.addTask' : 'taskEditor.groups.use')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
