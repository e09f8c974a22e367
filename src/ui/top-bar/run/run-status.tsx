import { plannedSteps } from '../../../experiment/context';
import { limits } from '../../../experiment/limits';
import type { Progress } from '../../../protocol/messages';
import { useApp } from '../../common/app-store';
import hidden from '../../widgets/hidden.module.css';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText, type Texts } from '../../common/texts/use-text';
import { runProgress } from '../../common/run-progress';
import type { PlayState } from './play-state';
import styles from '../top-bar.module.css';

/**
 * Where the run is: epoch, step and speed; or what is being waited for; or why training cannot
 * start. Read out are only the turns of a run, never its steps.
 */
export function RunStatus({ state, id }: { state: PlayState; id: string }) {
  return (
    <>
      <RunTurns />
      <RunLine state={state} id={id} />
    </>
  );
}

/** That a run prepares, trains or has paused; its end is told by the strip, with what it reached. */
function RunTurns() {
  const { t, format } = useText();
  const phase = useApp((app) => app.session.phase);
  const step = useApp(({ session }) => (session.phase === 'paused' ? session.step : 0));
  const text = () => {
    if (phase === 'preparing') return t('topbar.preparing');
    if (phase === 'running') return t('topbar.trains');
    return step > 0 ? t('topbar.paused', { step: format.integer(step) }) : '';
  };
  return (
    <p role="status" className={hidden['hidden']}>
      {text()}
    </p>
  );
}

function RunLine({ state, id }: { state: PlayState; id: string }) {
  const texts = useText();
  const network = useNetworkText();
  const progress = useApp((app) => app.session.progress);
  const phase = useApp((app) => app.session.phase);
  if (state.kind === 'exhausted') {
    return (
      <p id={id} className={styles['reason']}>
        {texts.t('topbar.exhausted', { epochs: texts.format.integer(limits.epochs) })}
      </p>
    );
  }
  if (state.kind === 'faulty') {
    const { fault } = state;
    const what = fault === undefined ? texts.t('topbar.faulty') : network.fault(fault);
    const text = fault?.layer === undefined ? what : texts.t('topbar.faultyLayer', { layer: network.name(fault.layer), fault: what });
    return (
      <p id={id} className={styles['reason']}>
        {text}
      </p>
    );
  }
  // While it trains, what still loads stands beside the counters.
  if (phase === 'preparing' || (phase !== 'running' && progress !== undefined)) {
    const text = progress === undefined ? texts.t('topbar.preparing') : progressText(progress, texts);
    return (
      <p id={id} className={styles['reason']}>
        {text}
      </p>
    );
  }
  return <Counters id={id} />;
}

function Counters({ id }: { id: string }) {
  const texts = useText();
  const { t, code, format } = texts;
  const step = useApp((app) => app.session.step);
  const speed = useApp((app) => app.session.examplesPerSecond);
  const device = useApp((app) => app.session.device?.device);
  const progress = useApp((app) => app.session.progress);
  const experiment = useApp((app) => app.session.running ?? app.document.experiment);
  const planned = plannedSteps(experiment);
  const { epoch } = runProgress(experiment, step);
  const { epochs } = experiment.training;
  const rate = () => {
    if (device === undefined) return '';
    const name = code('device', device);
    return speed > 0 ? t('topbar.examplesPerSecond', { examples: format.integer(roundedSpeed(speed)), device: name }) : name;
  };
  const detail = progress?.phase === 'data' || progress?.phase === 'kernels' ? progressText(progress, texts) : rate();
  const text = (epoch: number, step: number) =>
    t('topbar.counters', { epoch: format.integer(epoch), epochs: format.integer(epochs), step: format.integer(step) });
  return (
    <p id={id} className={styles['counters']} title={t('topbar.counters.about', { planned: format.integer(planned) })}>
      <span className={styles['steps']}>
        {/* The widest that it will be keeps the place free, so that nothing moves while numbers grow. */}
        <span aria-hidden className={styles['widest']}>
          {text(epochs, planned)}
        </span>
        <span data-testid="counters" data-step={step}>
          {text(epoch, step)}
        </span>
      </span>
      <span className={styles['speed']}>{detail}</span>
    </p>
  );
}

/** Three digits are as many as the measurement is worth, and keep the number from flickering. */
function roundedSpeed(speed: number): number {
  return Number(speed.toPrecision(3));
}

function progressText({ phase, done, total, device }: Progress, { t, code, format }: Texts): string {
  switch (phase) {
    case 'device':
      return device === undefined ? t('topbar.waiting.device') : t('topbar.waiting.deviceNamed', { device: code('device', device) });
    case 'data':
      return total > 0
        ? t('topbar.waiting.data', { done: format.bytes(done), total: format.bytes(total) })
        : t('topbar.waiting.dataUnknown', { done: format.bytes(done) });
    case 'kernels':
      return total > 0
        ? t('topbar.waiting.kernels', { done: format.integer(done), total: format.integer(total) })
        : t('topbar.waiting.kernelsUnknown');
    case 'testing':
      return total > 0
        ? t('topbar.waiting.testing', { done: format.integer(done), total: format.integer(total) })
        : t('topbar.waiting.testingUnknown');
  }
}

/** The thin line under the bar: the share of the planned steps that is done. */
export function ProgressLine() {
  const { t } = useText();
  const step = useApp((app) => app.session.step);
  const experiment = useApp((app) => app.session.running ?? app.document.experiment);
  const { share } = runProgress(experiment, step);
  return (
    <div
      className={styles['line']}
      role="progressbar"
      aria-label={t('topbar.progress')}
      aria-valuenow={Math.round(100 * share)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={styles['done']} style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
