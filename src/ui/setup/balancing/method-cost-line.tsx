import { balancingMethod, type BalancingId } from '../../../domain/balancing/balancing-methods';
import type { MeasuredCost } from '../../../state/measured';
import { costKey } from '../../../state/session/measurements';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { HelpTerm } from '../../widgets/popups/help';
import { stepsAnother } from '../../common/live-readings';
import { useAnalysis } from '../../common/use-analysis';
import { useText, type Texts } from '../../common/texts/use-text';
import styles from './balancing-section.module.css';

/**
 * What a step of the method costs: its backward passes, and once it was measured its time next to
 * plain weighting.
 */
export function MethodCostLine() {
  const texts = useText();
  const { t } = texts;
  const method = useApp((state) => state.document.experiment.balancing.method);
  const tasks = useApp((state) => state.document.experiment.tasks.length);
  const measured = useApp((state) => {
    const { costs, device } = state.session;
    if (costs.length === 0 || device === undefined) return undefined;
    const key = costKey(state.document.experiment, device.device);
    return costs.find((cost) => cost.key === key);
  });
  const passes = measured === undefined ? expectedPasses(texts, method, tasks) : measuredPasses(texts, measured);
  return (
    <p className={styles['facts']} role="status" data-testid="method-cost">
      <HelpTerm text={{ about: t('balancing.cost.about') }}>{t('balancing.cost')}</HelpTerm> {passes}
      {measured === undefined ? undefined : (
        <>
          <br />
          <strong>{timeText(texts, method, measured)}</strong>
        </>
      )}
    </p>
  );
}

/** Times a step of the method next to a plain one. */
export function MeasureCost() {
  const { t } = useText();
  const measuring = useApp((state) => state.session.measuring);
  const measure = useApp((state) => state.session.measureCost);
  const another = useApp(stepsAnother);
  const { runnable } = useAnalysis();
  return (
    <Button
      disabled={!runnable || another || measuring !== undefined}
      aria-busy={measuring === 'cost'}
      title={t(another ? 'balancing.measure.another' : 'balancing.measure.about')}
      onClick={() => void measure()}
    >
      {measuring === 'cost' ? t('balancing.measuring') : t('balancing.measure')}
    </Button>
  );
}

/**
 * As the method's description has it; where nothing is shared a step is a plain one, which only
 * measuring shows.
 */
function expectedPasses({ t, format }: Texts, id: BalancingId, tasks: number): string {
  const method = balancingMethod(id);
  if (method.looksAgain === true) return t('balancing.cost.forward');
  if (method.needs === 'nothing' || method.needs === 'losses' || tasks === 1) return t('balancing.cost.one');
  if (method.gramOf === 'representation') return t('balancing.cost.one');
  return t(method.gramOf === 'last-shared' ? 'balancing.cost.heads' : 'balancing.cost.many', { passes: format.integer(tasks) });
}

function measuredPasses({ t, format }: Texts, { passes }: MeasuredCost): string {
  const { forward, shared, heads } = passes;
  if (heads > 0) return t('balancing.cost.heads', { passes: format.integer(heads) });
  if (shared > 1) return t('balancing.cost.many', { passes: format.integer(shared) });
  return forward > 1 ? t('balancing.cost.forward') : t('balancing.cost.one');
}

/** "PCGrad 21.4 ms a step, plain 13.9 ms: 1.5×". */
function timeText({ t, code, format }: Texts, id: BalancingId, { plainMilliseconds, methodMilliseconds }: MeasuredCost): string {
  const time = (milliseconds: number) => format.fixed(milliseconds, milliseconds < 100 ? 1 : 0);
  return t('balancing.cost.time', {
    method: code('balancing', id),
    time: time(methodMilliseconds),
    plain: time(plainMilliseconds),
    factor: format.fixed(methodMilliseconds / plainMilliseconds, 1),
  });
}
