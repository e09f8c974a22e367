import { lazy, useRef } from 'react';
import { balancingMethod, type BalancingId } from '../../../domain/balancing/balancing-methods';
import type { NotedSteps } from '../../../protocol/metrics';
import { useApp } from '../../common/app-store';
import { matchingRun, methodSince } from '../../common/live-readings';
import { cardOf } from '../../common/cards/card';
import { ParameterFields } from '../../common/parameters/parameter-fields';
import { RunNotes } from '../../common/run-notes';
import { useText } from '../../common/texts/use-text';
import { Formula } from '../../widgets/formula/formula';
import { Late } from '../../widgets/late';
import { useHelp } from '../../widgets/popups/use-help';
import { Section } from '../../widgets/section';
import { Select } from '../../widgets/select';
import styles from './balancing-section.module.css';
import { groupOf, methodIds, recommendedMethods } from '../../../domain/balancing/method-groups';
import { MeasureCost, MethodCostLine } from './method-cost-line';
import { StepLength } from './step-length';
import { WeightsNote } from './weights-note';

const MethodPapers = lazy(() => import('../../common/cards/method-papers'));
const WeightRuleChoice = lazy(() => import('./weight-rule'));
const MethodPicture = lazy(() => import('./picture/method-picture'));

/**
 * How several losses become one update: the method in words, a picture of what it does, what it
 * costs, its parameters; formula, paper and when it makes no difference are folded.
 */
export function BalancingSection() {
  const { t, code, language } = useText();
  const row = useRef<HTMLDivElement>(null);
  const { method: id, values } = useApp((state) => state.document.experiment.balancing);
  const execute = useApp((state) => state.document.execute);
  const help = useHelp({ about: code('balancing', `${id}.words`), formula: code('balancing', `${id}.formula`), more: cardOf('method', id) }, row);
  return (
    <Section title={t('balancing.title')} english="Balancing">
      <div ref={row} {...help.handlers}>
        <Select
          label={t('balancing.method')}
          value={id}
          options={methodIds.map((one) => ({
            value: one,
            label: code('balancing', one),
            group: t(`balancing.group.${recommendedMethods.includes(one) ? 'recommended' : groupOf(one)}`),
          }))}
          onChange={(method) => execute('balancing.method', { method })}
          describedBy={help.id}
        />
        {help.popup}
      </div>
      <p className={styles['words']} data-testid="method-words" aria-live="polite">
        {code('balancing', `${id}.words`)}
        {language === 'en' ? ' ' : ''}
        <WeightsNote />
      </p>
      {id === 'static' ? (
        <Late fallback={<div className={styles['rule']} />}>
          <WeightRuleChoice />
        </Late>
      ) : undefined}
      <Late fallback={<div className={styles['picture']} />}>
        <MethodPicture />
      </Late>
      <MethodCostLine />
      <ParameterFields
        namespace="balancing"
        parameters={balancingMethod(id).parameters}
        values={values}
        of={id}
        note={t('training.note.live')}
        onCommit={(name, value) => execute('balancing.value', { name, value })}
      />
      <MethodDetails id={id} />
      <MethodNotes />
    </Section>
  );
}

/** How a method works: what its sentence leaves out, the formula, when it makes no difference, the paper. */
function MethodDetails({ id }: { readonly id: BalancingId }) {
  const { t, code } = useText();
  return (
    <details className={styles['about']}>
      <summary>{t('balancing.about')}</summary>
      <p className={styles['formula']}>
        <Formula text={code('balancing', `${id}.formula`)} />
      </p>
      <p>{code('balancing', `${id}.about`)}</p>
      <p>
        <strong>{t('balancing.same')}</strong> {code('balancing', `${id}.same`)}
      </p>
      <StepLength />
      <MeasureCost />
      {balancingMethod(id).papers.length === 0 ? undefined : (
        <Late>
          <MethodPapers id={id} />
        </Late>
      )}
    </details>
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
