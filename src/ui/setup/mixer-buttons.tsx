import { useApp } from '../common/app-store';
import type { TaskView } from '../common/tasks/use-tasks';
import { useText } from '../common/texts/use-text';
import { Button } from '../widgets/button';
import styles from './tasks-section.module.css';

interface MixerButtonsProps {
  readonly task: TaskView;
  /** False where the method sets the weights: then there is nothing to silence. */
  readonly isSet: boolean;
}

/** Solo and mute of one task, as on a mixer. */
export function MixerButtons({ task, isSet }: MixerButtonsProps) {
  const { t } = useText();
  const several = useApp((state) => state.document.experiment.tasks.length > 1);
  const execute = useApp((state) => state.document.execute);
  const { solo = false, mute = false } = task.asked;
  const params = { task: task.name };
  const soloTitle = mute ? t('tasks.solo.muted', params) : t('tasks.solo.about', params);
  return (
    <span className={styles['mixer']}>
      <Button
        aria-label={t('tasks.solo', params)}
        aria-pressed={solo}
        title={isSet ? soloTitle : t('tasks.mixer.unused')}
        disabled={!isSet || mute || !several}
        onClick={() => execute('task.solo', { task: task.id, on: !solo })}
      >
        S
      </Button>
      <Button
        aria-label={t('tasks.mute', params)}
        aria-pressed={mute}
        title={isSet ? t('tasks.mute.about', params) : t('tasks.mixer.unused')}
        disabled={!isSet}
        onClick={() => execute('task.mute', { task: task.id, on: !mute })}
      >
        M
      </Button>
    </span>
  );
}
