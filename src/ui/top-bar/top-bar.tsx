import { Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react';
import { useApp } from '../common/app-store';
import { Button } from '../widgets/button';
import { ariaKeys } from '../common/shortcuts';
import { useAnalysis } from '../common/use-analysis';
import { useText } from '../common/texts/use-text';
import type { PageActions } from './actions';
import type { NamedTab } from './commands/use-commands';
import { CommandsDialog, DeviceDialog } from './late-dialogs';
import { Logo } from './logo';
import { NameField } from './name-field';
import { OverflowMenu } from './overflow-menu';
import { playState, type PlayState } from './run/play-state';
import { RunControls } from './run/run-controls';
import { ProgressLine, RunStatus } from './run/run-status';
import { ShareButton, useShare } from './sharing/share-button';
import styles from './top-bar.module.css';
import { useRefusalNotice } from './sharing/use-refusal-notice';
import { useBarActions } from './use-bar-actions';
import { useShortcuts } from './use-shortcuts';
import { useTaskStepNotice } from './run/use-task-step-notice';

/**
 * The bar over the desk: name, undo, run controls with where the run is, sharing and a menu; the
 * progress line and messages (`problems`) under it; and all keys. `tabs` are those below the network.
 */
export function TopBar({ link, openFile, saveFile, problems, tabs }: PageActions & { readonly problems: ReactNode; readonly tabs: readonly NamedTab[] }) {
  const { t } = useText();
  const actions = useBarActions();
  const { undo, redo } = useApp((state) => state.document);
  const state = usePlayState();
  const { share, show, dialog } = useShare(link);
  const [shown, setShown] = useState<'commands' | 'device'>();
  const status = useId();
  const picker = useRef<HTMLInputElement>(null);
  const open = () => picker.current?.click();
  const device = () => setShown('device');
  const list = () => setShown('commands');
  const close = () => setShown(undefined);
  const shareNow = () => void share();

  useRefusalNotice();
  useTaskStepNotice();
  const keyActions = {
    play: actions.playOrPause,
    batch: () => actions.advance('batch'),
    epoch: () => actions.advance('epoch'),
    reset: actions.reset,
    slower: () => actions.changeSpeed(-1),
    faster: () => actions.changeSpeed(1),
    undo,
    redo,
    open,
    save: saveFile,
    share: shareNow,
    freeze: actions.freezeSelected,
    setup: () => actions.toggleDrawer('setup'),
    inspector: () => actions.toggleDrawer('inspector'),
    device,
    theme: actions.nextTheme,
    language: actions.nextLanguage,
    list,
  };
  useShortcuts(keyActions);

  return (
    <header className={styles['header']}>
      <div className={styles['bar']}>
        <div className={styles['left']}>
          <DrawerButton drawer="setup" />
          <span className={styles['logo']}>
            <Logo />
          </span>
          <h1 className={styles['product']}>{t('topbar.product')}</h1>
          <NameField />
          <History />
        </div>
        <div className={styles['middle']}>
          <RunControls state={state} actions={actions} reasonId={status} />
          <RunStatus state={state} id={status} />
        </div>
        <div className={styles['right']}>
          <ShareButton onShare={shareNow} onShow={show} />
          <OverflowMenu actions={{ undo, redo, open, save: saveFile, device, list }} />
          <DrawerButton drawer="inspector" />
        </div>
      </div>
      <ProgressLine />
      {problems}
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('topbar.openFile')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be opened again.
          event.target.value = '';
          if (file !== undefined) void openFile(file);
        }}
      />
      <Suspense>
        {dialog}
        {shown === 'commands' ? <CommandsDialog actions={keyActions} tabs={tabs} onClose={close} /> : undefined}
        {shown === 'device' ? <DeviceDialog onClose={close} /> : undefined}
      </Suspense>
    </header>
  );
}

function usePlayState(): PlayState {
  const phase = useApp((state) => state.session.phase);
  // While it trains, all that counts is whether a step was taken: else each one would draw the
  // whole bar again.
  const step = useApp(({ session }) => (session.phase === 'running' ? Math.min(1, session.step) : session.step));
  const kept = useApp(({ session }) => session.runs.at(-1)?.keptFrom !== undefined);
  const running = useApp((state) => state.session.running);
  const edited = useApp((state) => state.document.experiment);
  const analysis = useAnalysis();
  return playState({ phase, step, kept, running, edited, analysis });
}

function History() {
  const { t } = useText();
  const { undo, redo, past, future } = useApp((state) => state.document);
  return (
    // Before the first edit only their place is there.
    <span className={styles['history']} data-idle={past.length + future.length === 0}>
      <Button square disabled={past.length === 0} aria-label={t('topbar.undo')} title={t('topbar.undo')} aria-keyshortcuts={ariaKeys('undo')} onClick={undo}>
        <Undo2 size={15} aria-hidden />
      </Button>
      <Button square disabled={future.length === 0} aria-label={t('topbar.redo')} title={t('topbar.redo')} aria-keyshortcuts={ariaKeys('redo')} onClick={redo}>
        <Redo2 size={15} aria-hidden />
      </Button>
    </span>
  );
}

/** Opens a side panel where there is no room to show it all the time. */
function DrawerButton({ drawer }: { drawer: 'setup' | 'inspector' }) {
  const { t } = useText();
  const open = useApp((state) => state.view.drawer === drawer);
  const setDrawer = useApp((state) => state.view.setDrawer);
  const Icon = drawer === 'setup' ? PanelLeft : PanelRight;
  return (
    <Button
      square
      className={styles['drawer']}
      aria-expanded={open}
      aria-controls={`panel-${drawer}`}
      aria-label={t(`common.panel.${drawer}`)}
      title={t(`common.panel.${drawer}`)}
      aria-keyshortcuts={ariaKeys(drawer)}
      data-drawer={drawer}
      onClick={() => setDrawer(open ? 'none' : drawer)}
    >
      <Icon size={16} aria-hidden />
    </Button>
  );
}
