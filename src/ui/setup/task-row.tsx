import { useRef } from 'react';
import { asSet, counts } from '../../experiment/edits/solo-mute';
import { useApp } from '../common/app-store';
import { HelpTerm } from '../widgets/popups/help';
import { useHelp } from '../widgets/popups/use-help';
import { Slider } from '../widgets/slider';
import { TaskSwatch } from '../common/tasks/task-swatch';
import { taskBackground } from '../common/tasks/task-colours';
import type { TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import styles from './tasks-section.module.css';
import { useEffectiveWeights } from './balancing/use-effective-weights';
import { sliderMaximum } from './balancing/weight-scale';
import { MixerButtons } from './mixer-buttons';
import { TaskMenu } from './tasks/task-menu';
import { weightText } from './tasks/weight-field';

interface TaskRowProps {
  readonly task: TaskView;
  /** True where the balancing method goes by the weights as set. */
  readonly weighted: boolean;
  readonly last: boolean;
  /** True for a task that plays against the others. */
  readonly against: boolean;
}

/** A task: its colour and name, its weight, and the menu with all else of it. */
export function TaskRow({ task, weighted, last, against }: TaskRowProps) {
  const { t } = useText();
  // Balancing leaves a task that plays against the others to its own weight.
  const isSet = weighted || against;
  return (
    <li data-task={task.colour}>
      <div className={styles['heading']}>
        <TaskSwatch colour={task.colour} />
        <span className={styles['title']}>
          <strong data-pin>{task.name}</strong>
          {against ? (
            <HelpTerm text={{ about: t('tasks.adversary.about') }} className={styles['soft']}>
              {t('tasks.adversary')}
            </HelpTerm>
          ) : undefined}
        </span>
        <MixerButtons task={task} isSet={isSet} />
        <TaskMenu task={task} last={last} isSet={isSet} />
      </div>
      {isSet ? <WeightControl task={task} /> : <EffectiveWeight task={task} />}
    </li>
  );
}

function WeightControl({ task }: { task: TaskView }) {
  const { t, format } = useText();
  const tasks = useApp((state) => state.document.experiment.tasks);
  const sumToOne = useApp((state) => state.document.experiment.weightsSumToOne);
  const { preview, commitGesture } = useApp((state) => state.document);
  const row = useRef<HTMLDivElement>(null);
  const help = useHelp({ about: t('tasks.weight.about'), formula: t('tasks.weight.formula') }, row);
  const own = tasks.find((candidate) => candidate.id === task.id);
  const weight = own?.weight ?? 0;
  const silent = own !== undefined && !counts(tasks, own);
  // That of a task that does not count is where it will stand again.
  const place = silent ? (own.setWeight ?? weight) : weight;
  const max = sliderMaximum(asSet(tasks).map((candidate) => candidate.weight), sumToOne);
  const text = weightText(weight, format);
  return (
    <div className={styles['weight']} ref={row} data-silent={silent} {...help.handlers}>
      <Slider
        label={t('tasks.weight', { task: task.name })}
        value={place}
        min={0}
        max={max}
        step={max / 100}
        valueText={silent ? t('tasks.weight.silent', { weight: text, set: weightText(place, format) }) : text}
        colour={taskBackground(task.colour)}
        onPreview={(value) => preview('task.weight', { task: task.id, weight: value })}
        onCommit={commitGesture}
      />
      <span aria-hidden className={styles['readout']}>
        {text}
      </span>
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
