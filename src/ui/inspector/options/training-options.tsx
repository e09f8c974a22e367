import { Dices } from 'lucide-react';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { NumberField } from '../../widgets/number-field';
import { Section } from '../../widgets/section';
import { useText } from '../../common/texts/use-text';
import { BatchOptions } from './batch-options';
import { byFactors, NumberOption, whole } from './number-option';
import { OptimizerOptions, ScheduleOptions } from './optimizer-options';
import { OptionRow } from './option-row';

/**
 * How the network is trained: optimiser, learning rate and schedule, batches, length, penalties,
 * seed.
 */
export function TrainingOptions() {
  const { t } = useText();
  return (
    <Section title={t('training.title')} english="Training">
      <OptimizerOptions />
      <ScheduleOptions />
      <BatchOptions />
      <PenaltyOptions />
      <SeedOption />
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
  const { t } = useText();
  const seed = useApp((state) => state.document.experiment.seed);
  const execute = useApp((state) => state.document.execute);
  return (
    <OptionRow name="seed">
      {({ id, describedBy }) => (
        <>
          {/* Without separators: a seed is a name more than a quantity. */}
          <NumberField
            id={id}
            describedBy={describedBy}
            value={seed}
            range={whole(limits.seed)}
            show={String}
            onCommit={(value) => execute('training.seed', { seed: value })}
          />
          <Button
            square
            aria-label={t('training.seed.dice')}
            title={t('training.seed.dice')}
            onClick={() => execute('training.seed', { seed: Math.floor(Math.random() * 10_000) })}
          >
            <Dices size={15} aria-hidden />
          </Button>
        </>
      )}
    </OptionRow>
  );
}
