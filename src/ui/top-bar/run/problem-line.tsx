import { useMemo, useState, type ReactNode } from 'react';
import { Archive, History, TriangleAlert, Wrench, X } from 'lucide-react';
import { datasets } from '../../../domain/datasets/datasets';
import { taskKinds } from '../../../domain/tasks/task-kinds';
import { tellsOfKeptWeights } from '../../../experiment/kept-weights';
import { isKeyOf } from '../../../lib/keys';
import type { DeviceReport } from '../../../protocol/device';
import type { KeptPart } from '../../../state/app-state';
import { keptLimits } from '../../../state/library/limits';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { taskName } from '../../common/tasks/task-names';
import { useText, type Texts } from '../../common/texts/use-text';
import styles from './problem-line.module.css';

/**
 * What went wrong, and what was repaired in a document that was opened: lines under the top bar.
 */
export default function ProblemLines() {
  return (
    <>
      <ProblemLine />
      <SilentDeviceLine />
      <StorageLine />
      <DroppedLine />
      <RoomLine />
      <UnreadableLine />
      <OtherEngineLine />
      <KeptWeightsLine />
      <RepairsLine />
    </>
  );
}

function ProblemLine() {
  const texts = useText();
  const { t, code } = texts;
  const problem = useApp((state) => state.session.problem);
  const dismiss = useApp((state) => state.session.dismissProblem);
  const trained = useApp((state) => state.session.running?.tasks);
  if (problem === undefined) return null;
  const params = readable(problem.params, texts, (id) => {
    return trained === undefined ? undefined : taskName(trained, id, texts.language);
  });
  return (
    <Line look="fault" icon={<TriangleAlert size={16} aria-hidden />} onDismiss={dismiss}>
      <strong>{code('problems', problem.code, params)}</strong> {code('problems', `${problem.code}.advice`, params)}
      {problem.detail === '' ? undefined : (
        <details className={styles['details']}>
          <summary>{t('common.detail')}</summary>
          <code>{problem.detail}</code>
        </details>
      )}
    </Line>
  );
}

/** Which device did not answer when it was started, and which one was taken instead. */
function SilentDeviceLine() {
  const { t, code, language } = useText();
  const device = useApp((state) => state.session.device);
  const problem = useApp((state) => state.session.problem?.code);
  const [dismissed, setDismissed] = useState<DeviceReport>();
  const silent = (device?.rejected ?? []).filter(({ reason }) => reason === 'no-answer');
  // One that fell silent in training is told as a problem of its own.
  if (device === undefined || silent.length === 0 || device === dismissed || problem === 'device-silent') return null;
  const names = new Intl.ListFormat(language).format(silent.map((one) => code('device', one.device)));
  return (
    <Line look="fault" icon={<TriangleAlert size={16} aria-hidden />} onDismiss={() => setDismissed(device)}>
      <strong>{t('problems.silentDevice', { device: names, used: code('device', device.device) })}</strong> {t('problems.silentDevice.advice')}
      <details className={styles['details']}>
        <summary>{t('common.detail')}</summary>
        <code>{silent.map((one) => `${one.device}: ${one.detail}`).join('\n')}</code>
      </details>
    </Line>
  );
}

function StorageLine() {
  const { code } = useText();
  const problem = useApp((state) => state.view.storageProblem);
  const dismiss = useApp((state) => state.view.setStorageProblem);
  if (problem === undefined) return null;
  return (
    <Line look="fault" icon={<TriangleAlert size={16} aria-hidden />} onDismiss={() => dismiss(undefined)}>
      <strong>{code('problems', `storage.${problem}`)}</strong> {code('problems', `storage.${problem}.advice`)}
    </Line>
  );
}

/** The parts in the order in which they are told; of some there can be several. */
const keptParts = ['document', 'training', 'run', 'study', 'curves'] as const satisfies readonly KeptPart[];

function DroppedLine() {
  const { t, code, format, language } = useText();
  const dropped = useApp((state) => state.view.dropped);
  const dismiss = useApp((state) => state.view.setDropped);
  if (dropped.length === 0) return null;
  const parts = keptParts.flatMap((part) => {
    const count = dropped.filter((one) => one === part).length;
    if (count === 0) return [];
    return [count === 1 ? t(`problems.dropped.${part}`) : code('problems', `dropped.${part}.several`, { count: format.integer(count) })];
  });
  return (
    <Line look="fault" icon={<TriangleAlert size={16} aria-hidden />} onDismiss={() => dismiss([])}>
      <strong>{t('problems.dropped', { what: new Intl.ListFormat(language).format(parts) })}</strong> {t('problems.dropped.advice')}
    </Line>
  );
}

/** What was dropped so that the limits of what is kept hold. */
function RoomLine() {
  const { t, format, language } = useText();
  const dropped = useApp((state) => state.library.dropped);
  const dismiss = useApp((state) => state.library.dismissDropped);
  if (dropped === undefined) return null;
  const parts = [
    ...(dropped.runs > 0 ? [t('problems.room.runs', { count: format.integer(dropped.runs) })] : []),
    ...(dropped.studies > 0 ? [t('problems.room.studies', { count: format.integer(dropped.studies) })] : []),
  ];
  const limits = { most: format.integer(keptLimits.runs), limit: format.bytes(keptLimits.bytes) };
  return (
    <Line look="notice" icon={<Archive size={16} aria-hidden />} onDismiss={dismiss}>
      <strong>{t('problems.room', { what: new Intl.ListFormat(language).format(parts) })}</strong> {t('problems.room.advice', limits)}
    </Line>
  );
}

function UnreadableLine() {
  const texts = useText();
  const unreadable = useApp((state) => state.document.unreadable);
  const dismiss = useApp((state) => state.document.dismissRepairs);
  if (unreadable === undefined) return null;
  return (
    <Line look="fault" icon={<TriangleAlert size={16} aria-hidden />} onDismiss={dismiss}>
      <strong>{texts.code('problems', `link.${unreadable.code}`, readable(unreadable.params, texts, () => undefined))}</strong>{' '}
      {texts.t(`problems.link.${unreadable.desk}`)}
    </Line>
  );
}

function OtherEngineLine() {
  const { t, format } = useText();
  const step = useApp((state) => state.view.otherEngine);
  const dismiss = useApp((state) => state.view.setOtherEngine);
  if (step === undefined) return null;
  return (
    <Line look="notice" icon={<History size={16} aria-hidden />} onDismiss={() => dismiss(undefined)}>
      <strong>{t('problems.otherEngine', { step: format.integer(step) })}</strong> {t('problems.otherEngine.advice')}
    </Line>
  );
}

/** That a document was opened without the weights that its run began with. */
function KeptWeightsLine() {
  const { t } = useText();
  const told = useApp((state) => state.document.repairs.some(tellsOfKeptWeights));
  const dismiss = useApp((state) => state.document.dismissRepairs);
  if (!told) return null;
  return (
    <Line look="notice" icon={<History size={16} aria-hidden />} onDismiss={dismiss}>
      {t('problems.repair.kept-weights-elsewhere')}
    </Line>
  );
}

function RepairsLine() {
  const texts = useText();
  const { t, code, format } = texts;
  const all = useApp((state) => state.document.repairs);
  const repairs = useMemo(() => all.filter((repair) => !tellsOfKeptWeights(repair)), [all]);
  const dismiss = useApp((state) => state.document.dismissRepairs);
  if (repairs.length === 0) return null;
  return (
    <Line look="notice" icon={<Wrench size={16} aria-hidden />} onDismiss={dismiss}>
      <details className={styles['details']}>
        <summary>
          {repairs.length === 1 ? t('problems.repairedOne') : t('problems.repaired', { count: format.integer(repairs.length) })}
        </summary>
        <ul className={styles['list']}>
          {repairs.map((repair) => {
            const text = code('problems', `repair.${repair.code}`, { ...readable(repair.params, texts, () => undefined), path: repair.path });
            return <li key={text}>{text}</li>;
          })}
        </ul>
      </details>
    </Line>
  );
}

interface LineProps {
  readonly look: 'fault' | 'notice';
  readonly icon: ReactNode;
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

function Line({ look, icon, onDismiss, children }: LineProps) {
  const { t } = useText();
  return (
    <div role={look === 'fault' ? 'alert' : 'status'} className={styles['line']} data-look={look}>
      <span className={styles['icon']}>{icon}</span>
      <div className={styles['text']}>{children}</div>
      <Button look="quiet" square aria-label={t('common.dismiss')} onClick={onDismiss}>
        <X size={16} aria-hidden />
      </Button>
    </div>
  );
}

/** Params as they are shown: numbers in the page's form, tasks and data sets by their names. */
function readable(
  params: Readonly<Record<string, string | number>>,
  { format, code }: Texts,
  taskName: (id: string) => string | undefined,
): Readonly<Record<string, string | number>> {
  const [isTaskKind, isDataset] = [isKeyOf(taskKinds), isKeyOf(datasets)];
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number') return [name, Number.isInteger(value) ? format.integer(value) : format.significant(value)];
      if (name === 'task') return [name, taskName(value) ?? value];
      if ((name === 'kind' || name === 'used') && isTaskKind(value)) return [name, code('tasks', value)];
      return [name, name === 'dataset' && isDataset(value) ? code('canvas', `dataset.${value}`) : value];
    }),
  );
}
