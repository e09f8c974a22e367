import { ChevronDown, Pause, Play, RotateCcw } from 'lucide-react';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { stepsAnother } from '../../common/live-readings';
import { classNames } from '../../widgets/class-names';
import { MenuButton, MenuGroup, MenuItem } from '../../widgets/popups/menu';
import { ariaKeys } from '../../common/shortcuts';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useTasks } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import { KeepWeightsButton, useKeptLayers } from './keep-weights-button';
import type { PlayState } from './play-state';
import { speedText } from './speed-text';
import { speeds, type BarActions } from '../use-bar-actions';
import styles from '../top-bar.module.css';

/**
 * Play, step and reset. `reason` says why play is not possible; it is drawn elsewhere under the id
 * `reasonId`.
 */
export function RunControls({ state, actions, reasonId }: { state: PlayState; actions: BarActions; reasonId: string }) {
  const { t } = useText();
  const running = useApp((app) => app.session.phase === 'running');
  const play = useApp((app) => app.session.play);
  const blocked = state.kind === 'faulty' || state.kind === 'exhausted';
  const label = {
    play: t('topbar.play'),
    pause: t('topbar.pause'),
    restart: t('topbar.restart'),
    more: t('topbar.more'),
    preparing: t('topbar.preparing'),
    faulty: t('topbar.play'),
    exhausted: t('topbar.more'),
  }[state.kind];
  const Icon = state.kind === 'pause' ? Pause : state.kind === 'restart' ? RotateCcw : Play;

  return (
    <div className={styles['controls']} data-state={state.kind} role="group" aria-label={t('topbar.controls')}>
      <Button
        look="primary"
        className={styles['play']}
        aria-disabled={blocked}
        aria-describedby={blocked ? reasonId : undefined}
        aria-keyshortcuts={ariaKeys('play')}
        title={state.kind === 'restart' ? t('topbar.restart.about') : undefined}
        onClick={() => {
          if (state.kind === 'restart') void play();
          else actions.playOrPause();
        }}
      >
        <Icon size={15} fill={state.kind === 'restart' ? 'none' : 'currentColor'} aria-hidden />
        {label}
      </Button>
      {running && state.kind === 'restart' ? (
        <Button className={styles['step']} onClick={actions.playOrPause}>
          <Pause size={15} aria-hidden />
          {t('topbar.pause')}
        </Button>
      ) : (
        <StepMenu blocked={blocked} actions={actions} />
      )}
      {state.kind === 'restart' ? <KeepOrReset reset={actions.reset} /> : <ResetButton faulty={state.kind === 'faulty'} reasonId={reasonId} reset={actions.reset} />}
    </div>
  );
}

/** Where a restart begins anew, resetting would do no more: there is room for the other choice. */
function KeepOrReset({ reset }: { reset: () => void }) {
  const kept = useKeptLayers();
  return kept === undefined ? <ResetButton faulty={false} reset={reset} /> : <KeepWeightsButton kept={kept} />;
}

function ResetButton({ faulty, reasonId, reset }: { faulty: boolean; reasonId?: string; reset: () => void }) {
  const { t } = useText();
  return (
    <Button
      className={styles['reset']}
      disabled={faulty}
      aria-describedby={faulty ? reasonId : undefined}
      aria-keyshortcuts={ariaKeys('reset')}
      title={faulty ? t('topbar.faulty') : t('topbar.reset.about')}
      onClick={reset}
    >
      {t('topbar.reset')}
    </Button>
  );
}

/**
 * While training is idle: one step on the loss of one task alone, to see what it does to the
 * others.
 */
function TaskSteps({ blocked, close }: { blocked: boolean; close: () => void }) {
  const { t } = useText();
  const tasks = useTasks();
  const running = useApp((app) => app.session.phase === 'running');
  const stepTask = useApp((app) => app.session.stepTask);
  const another = useApp(stepsAnother);
  const trained = useApp((app) => app.session.running?.tasks);
  if (running || tasks.length < 2) return null;
  return (
    <MenuGroup title={t('topbar.oneTask')}>
      {tasks.map((task) => (
        <MenuItem
          key={task.id}
          // A task that was added since has no part in the training until that is restarted.
          disabled={blocked || (another && trained?.some(({ id }) => id === task.id) !== true)}
          onSelect={() => {
            close();
            void stepTask(task.id);
          }}
        >
          <TaskSwatch colour={task.colour} /> {t('topbar.oneTask.of', { task: task.name })}
        </MenuItem>
      ))}
    </MenuGroup>
  );
}

function StepMenu({ blocked, actions }: { blocked: boolean; actions: BarActions }) {
  const { t } = useText();
  const limit = useApp((app) => app.session.stepsPerSecond);
  const setLimit = useApp((app) => app.session.setStepsPerSecond);
  const face = (
    <>
      {t('topbar.step')}
      <ChevronDown size={14} aria-hidden />
    </>
  );
  return (
    <MenuButton face={face} menuLabel={t('topbar.step')} className={classNames(styles['step'], styles['stepMenu'])}>
      {(close) => {
        const advance = (unit: 'batch' | 'epoch') => () => {
          close();
          actions.advance(unit);
        };
        return (
          <>
            <MenuItem keys="B" disabled={blocked} onSelect={advance('batch')}>
              {t('topbar.oneBatch')}
            </MenuItem>
            <MenuItem keys="E" disabled={blocked} onSelect={advance('epoch')}>
              {t('topbar.oneEpoch')}
            </MenuItem>
            <TaskSteps blocked={blocked} close={close} />
            <MenuGroup title={t('topbar.speed')}>
              {speeds.map((speed) => (
                <MenuItem
                  key={speed}
                  checked={limit === speed}
                  onSelect={() => {
                    setLimit(speed);
                    close();
                  }}
                >
                  {speedText(speed, t)}
                </MenuItem>
              ))}
            </MenuGroup>
          </>
        );
      }}
    </MenuButton>
  );
}
