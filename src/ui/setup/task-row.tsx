import { useRef } from 'react';
import { taskKind } from '../../domain/tasks/task-kinds';
import { taskOf } from '../../experiment/context';
import { limits } from '../../experiment/limits';
import { translateCode } from '../../i18n/translate';
import { useApp } from '../common/app-store';
import { HelpTerm } from '../widgets/popups/help';
import { useHelp } from '../widgets/popups/use-help';
import { NumberField } from '../widgets/number-field';
import { Slider } from '../widgets/slider';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { taskBackground } from '../common/tasks/task-colours';
import { className } from '../common/tasks/task-names';
import type { TaskView } from '../common/tasks/use-tasks';
import { usePhrase } from '../common/texts/use-phrase';
import { useText } from '../common/texts/use-text';
import styles from './tasks-section.module.css';
import { useEffectiveWeights } from './balancing/use-effective-weights';
import { sliderMaximum } from './balancing/weight-scale';
import { TaskMenu } from './tasks/task-menu';

interface TaskRowProps {
  readonly task: TaskView;
  /** True where the balancing method goes by the weights as set. */
  readonly weighted: boolean;
  readonly last: boolean;
  /** True for a task that plays against the others. */
  readonly against: boolean;
}

/** A task: its colour, name, loss and weight, and the menu with all else of it. */
export function TaskRow({ task, weighted, last, against }: TaskRowProps) {
  const { t, code, language } = useText();
  const phrase = usePhrase();
  const data = useApp((state) => state.document.experiment.data);
  const { loss, target } = taskOf(data, task.asked);
  // What a ready-made question asks is told with its kind.
  const names = taskKind(task.kind).isOpen === true ? target.classes.map((name) => className(name, language)) : [];
  const asked = names.length === 0 ? undefined : t('taskEditor.groups.asks', { count: names.length, classes: phrase(names) });
  const help = (name: string) => ({ english: translateCode('en', 'tasks', name), about: code('tasks', `${name}.about`) });
  return (
    <li>
      <div className={styles['heading']}>
        <TaskSwatch colour={task.colour} />
        <span className={styles['title']}>
          <HelpTerm text={{ ...help(task.kind), note: asked }} className={styles['name']}>
            {task.name}
          </HelpTerm>
          <HelpTerm text={{ ...help(`loss.${loss}`), formula: code('tasks', `loss.${loss}.formula`) }} className={styles['loss']}>
            {code('tasks', `loss.${loss}`)}
          </HelpTerm>
          {against ? (
            <HelpTerm text={{ about: t('tasks.adversary.about') }} className={styles['loss']}>
              {t('tasks.adversary')}
            </HelpTerm>
          ) : undefined}
        </span>
        <TaskMenu task={task} last={last} />
      </div>
      {/* Balancing leaves a task that plays against the others to its own weight. */}
      {weighted || against ? <WeightControl task={task} /> : <EffectiveWeight task={task} />}
    </li>
  );
}

function WeightControl({ task }: { task: TaskView }) {
  const { t, format } = useText();
  const tasks = useApp((state) => state.document.experiment.tasks);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const { execute, preview, commitGesture } = useApp((state) => state.document);
  const row = useRef<HTMLDivElement>(null);
  const help = useHelp({ about: t('tasks.weight.about'), formula: t('tasks.weight.formula') }, row);
  const weight = tasks.find((candidate) => candidate.id === task.id)?.weight ?? 0;
  const max = sliderMaximum(tasks.map((candidate) => candidate.weight), sumToOne);
  const label = t('tasks.weight', { task: task.name });
  const numberRange = sumToOne ? { min: 0, max: 1, step: 0.01 } : { min: -limits.weight, max: limits.weight, step: 0.05 };
  return (
    <div className={styles['weight']} ref={row} {...help.handlers}>
      <Slider
        label={label}
        value={weight}
        min={0}
        max={max}
        step={max / 100}
        valueText={format.fixed(weight, 2)}
        colour={taskBackground(task.colour)}
        onPreview={(value) => preview('task.weight', { task: task.id, weight: value })}
        onCommit={commitGesture}
      />
      <NumberField
        className={styles['number']}
        label={label}
        describedBy={help.id}
        value={weight}
        range={numberRange}
        show={(value) => (Math.abs(value) < 0.005 && value !== 0 ? format.significant(value) : format.fixed(value, 2))}
        onCommit={(value) => execute('task.weight', { task: task.id, weight: value })}
      />
      {help.popup}
    </div>
  );
}

/** A read-out where the slider would be. Negative weights are hatched, as their strands are. */
function EffectiveWeight({ task }: { task: TaskView }) {
  const { t, format } = useText();
  const { weights = [], full = 1 } = useEffectiveWeights() ?? {};
  const weight = weights[task.index] ?? Number.NaN;
  const value = Number.isFinite(weight) ? weight : 0;
  const text = format.fixed(weight, 2);
  return (
    <div className={styles['weight']}>
      <span
        className={styles['bar']}
        role="meter"
        aria-label={t('tasks.effective', { task: task.name })}
        aria-valuenow={Number(value.toFixed(4))}
        aria-valuetext={text}
        aria-valuemin={-full}
        aria-valuemax={full}
      >
        <span
          className={styles['filled']}
          data-negative={value < 0}
          style={{ background: taskBackground(task.colour), width: `${(100 * Math.abs(value)) / full}%` }}
        />
      </span>
      <HelpTerm text={{ about: t('tasks.effective.about') }} className={styles['readout']}>
        {text}
      </HelpTerm>
    </div>
  );
}
