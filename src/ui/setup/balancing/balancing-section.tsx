import { balancingMethod } from '../../../domain/balancing/balancing-methods';
import type { NotedSteps } from '../../../protocol/metrics';
import { useApp } from '../../common/app-store';
import { matchingRun, methodSince } from '../../common/live-readings';
import { Formula } from '../../widgets/formula/formula';
import { ParameterFields } from '../../common/parameters/parameter-fields';
import { RunNotes } from '../../common/run-notes';
import { Section } from '../../widgets/section';
import { Select } from '../../widgets/select';
import { useText } from '../../common/texts/use-text';
import styles from './balancing-section.module.css';
import { groupOf, methodIds } from './method-groups';
import { MethodCostLine } from './method-cost-line';
import { StepLength } from './step-length';
import { WeightsNote } from './weights-note';

/**
 * How several losses become one update: the method and its parameters, what it does, when it makes
 * no difference, and what it costs.
 */
export function BalancingSection() {
  const { t, code } = useText();
  const { method: id, values } = useApp((state) => state.document.experiment.balancing);
  const execute = useApp((state) => state.document.execute);
  const { parameters, reference } = balancingMethod(id);
  return (
    <Section title={t('balancing.title')} english="Balancing">
      <Select
        label={t('balancing.method')}
        value={id}
        options={methodIds.map((one) => ({ value: one, label: code('balancing', one), group: t(`balancing.group.${groupOf(one)}`) }))}
        onChange={(method) => execute('balancing.method', { method })}
      />
      <p className={styles['formula']}>
        <Formula text={code('balancing', `${id}.formula`)} />
      </p>
      <WeightsNote />
      <StepLength />
      <details className={styles['about']}>
        <summary>{t('balancing.about')}</summary>
        <p>{code('balancing', `${id}.about`)}</p>
        <p>
          <strong>{t('balancing.same')}</strong> {code('balancing', `${id}.same`)}
        </p>
        {reference === '' ? undefined : (
          <p>
            <strong>{t('balancing.paper')}</strong> <cite>{reference}</cite>
          </p>
        )}
      </details>
      <ParameterFields
        namespace="balancing"
        parameters={parameters}
        values={values}
        of={id}
        note={t('training.note.live')}
        onCommit={(name, value) => execute('balancing.value', { name, value })}
      />
      <MethodCostLine />
      <MethodNotes />
    </Section>
  );
}

const none: readonly NotedSteps[] = [];

/**
 * What this method had to say of the run's steps; what another one said before it is left out, and
 * what is no matter of balancing.
 */
function MethodNotes() {
  const notes = useApp((state) => matchingRun(state)?.series.notes ?? none);
  const since = useApp(methodSince) ?? Number.POSITIVE_INFINITY;
  return <RunNotes notes={notes.filter(({ note, last }) => last > since && note !== 'untrained-statistics')} />;
}
