import { Dices } from 'lucide-react';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { useUsualDifferences } from '../../common/use-usual-differences';
import { Button } from '../../widgets/button';
import { Disclosure } from '../../widgets/disclosure';
import { NumberField } from '../../widgets/number-field';
import { Section } from '../../widgets/section';
import { useText } from '../../common/texts/use-text';
import { BatchKind, BatchSize, EpochsOption, TestEvery, TurnsOption } from './batch-options';
import { byFactors, NumberOption, whole } from './number-option';
import { OptimizerOptions, OptimizerParameters, ScheduleOptions } from './optimizer-options';
import { OptionRow } from './option-row';

/** The settings that are folded away. */
const folded = ['optimizer.values', 'schedule', 'training.alternate', 'training.batch', 'training.evaluateEvery', 'regularisation'];

/**
 * How the network is trained: optimiser, learning rate, batch, length and seed, and folded behind
 * them all the rest.
 */
export function TrainingOptions() {
  const { t } = useText();
  const changed = useUsualDifferences(folded);
  return (
    <Section title={t('training.title')} english="Training">
      <OptimizerOptions />
      <BatchSize />
      <EpochsOption />
      <SeedOption />
      <Disclosure name="training" label={changed === 0 ? t('common.more') : t('common.more.changed', { count: changed })}>
        <OptimizerParameters />
        <ScheduleOptions />
        <TurnsOption />
        <BatchKind />
        <TestEvery />
        <PenaltyOptions />
        <AnotherSeed />
      </Disclosure>
    </Section>
  );
}

function PenaltyOptions() {
  const regularisation = useApp((state) => state.document.experiment.regularisation);
  const execute = useApp((state) => state.document.execute);
  return (['l1', 'l2', 'clipNorm'] as const).map((name) => (
    <NumberOption
      key={name}
      name={name}
      value={regularisation[name]}
      range={byFactors(name === 'clipNorm' ? limits.clipNorm : limits.penalty)}
      onCommit={(value) => execute('regularisation.set', { name, value })}
    />
  ));
}

function SeedOption() {
  const seed = useApp((state) => state.document.experiment.seed);
  const execute = useApp((state) => state.document.execute);
  return (
    <OptionRow name="seed">
      {({ id, describedBy }) => (
        // Without separators: a seed is a name more than a quantity.
        <NumberField
          id={id}
          describedBy={describedBy}
          value={seed}
          range={whole(limits.seed)}
          show={String}
          onCommit={(value) => execute('training.seed', { seed: value })}
        />
      )}
    </OptionRow>
  );
}

function AnotherSeed() {
  const { t } = useText();
  const execute = useApp((state) => state.document.execute);
  return (
    <Button onClick={() => execute('training.seed', { seed: Math.floor(Math.random() * 10_000) })}>
      <Dices size={15} aria-hidden />
      {t('training.seed.dice')}
    </Button>
  );
}
