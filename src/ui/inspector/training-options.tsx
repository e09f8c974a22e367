import { Dices } from 'lucide-react';
import { optimizerKind, optimizerKinds, type OptimizerId } from '../../domain/optimizers/optimizer-kinds';
import { scheduleKind, scheduleKinds, type ScheduleId } from '../../domain/schedules/schedule-kinds';
import { trainImages } from '../../experiment/context';
import { limits } from '../../experiment/limits';
import { useApp } from '../common/app-store';
import { Button } from '../common/button';
import { NumberField } from '../common/number-field';
import type { NumberRange } from '../common/numbers';
import { ParameterField, showReal } from '../common/parameter-field';
import { Section } from '../common/section';
import { Select } from '../common/select';
import { useText } from '../common/use-text';
import { OptionRow, RestartMark, type OptionName } from './option-row';

const isOptimizer = (key: string): key is OptimizerId => Object.hasOwn(optimizerKinds, key);
const optimizers: readonly OptimizerId[] = Object.keys(optimizerKinds).filter(isOptimizer);
const isSchedule = (key: string): key is ScheduleId => Object.hasOwn(scheduleKinds, key);
const schedules: readonly ScheduleId[] = Object.keys(scheduleKinds).filter(isSchedule);
const batches = ['mini', 'full', 'single'] as const;

const whole = ([min, max]: readonly [number, number]): NumberRange => ({ min, max, integer: true });
const fromZero = ([min, max]: readonly [number, number]): NumberRange => ({ min, max, log: true });

/** How the network is trained: optimiser, learning rate and schedule, batches, length, penalties, seed. */
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

function OptimizerOptions() {
  const { code } = useText();
  const optimizer = useApp((state) => state.document.experiment.optimizer);
  const execute = useApp((state) => state.document.execute);
  const kind = optimizerKind(optimizer.kind);
  return (
    <>
      <OptionRow
        name="optimizer"
        about={code('training', `optimizer.${optimizer.kind}.about`)}
        formula={code('training', `optimizer.${optimizer.kind}.formula`)}
        reference={kind.reference}
      >
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={optimizer.kind}
            options={optimizers.map((value) => ({ value, label: code('training', `optimizer.${value}`) }))}
            onChange={(value) => execute('optimizer.kind', { kind: value })}
          />
        )}
      </OptionRow>
      <NumberOption
        name="learningRate"
        value={optimizer.learningRate}
        range={fromZero(limits.learningRate)}
        onCommit={(rate) => execute('optimizer.rate', { rate })}
      />
      {Object.entries(kind.parameters).map(([name, spec]) =>
        spec.kind === 'task' ? undefined : (
          <ParameterField
            key={name}
            label={code('training', `parameter.${name}`)}
            help={{ about: code('training', `parameter.${name}.about`), note: code('training', 'note.restart') }}
            mark={<RestartMark />}
            spec={spec}
            value={optimizer.values[name]}
            nameOf={(choice) => choice}
            onCommit={(value) => execute('optimizer.value', { name, value })}
          />
        ),
      )}
    </>
  );
}

function ScheduleOptions() {
  const { t, code } = useText();
  const schedule = useApp((state) => state.document.experiment.schedule);
  const execute = useApp((state) => state.document.execute);
  return (
    <>
      <OptionRow name="schedule" about={code('training', `schedule.${schedule.kind}.about`)} formula={code('training', `schedule.${schedule.kind}.formula`)}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={schedule.kind}
            options={schedules.map((value) => ({ value, label: code('training', `schedule.${value}`) }))}
            onChange={(kind) => execute('schedule.kind', { kind })}
          />
        )}
      </OptionRow>
      {Object.entries(scheduleKind(schedule.kind).parameters).map(([name, spec]) =>
        spec.kind === 'task' ? undefined : (
          <ParameterField
            key={name}
            label={code('training', `parameter.${name}`)}
            help={{ about: code('training', `parameter.${name}.about`), note: t('training.note.live') }}
            spec={spec}
            value={schedule.values?.[name]}
            unit={name === 'every' ? t('training.unit.epochs') : undefined}
            nameOf={(choice) => choice}
            onCommit={(value) => execute('schedule.value', { name, value })}
          />
        ),
      )}
      <NumberOption
        name="warmup"
        value={schedule.warmup}
        range={{ ...whole(limits.warmup), step: 10 }}
        unit={t('training.unit.steps')}
        onCommit={(steps) => execute('schedule.warmup', { steps })}
      />
    </>
  );
}

function BatchOptions() {
  const { t, code, format } = useText();
  const training = useApp((state) => state.document.experiment.training);
  const images = useApp((state) => trainImages(state.document.experiment));
  const execute = useApp((state) => state.document.execute);
  const microBatches = useApp((state) => state.session.microBatches);
  const normalises = useApp((state) => state.document.experiment.network.layers.some(({ kind }) => kind === 'batch-norm'));
  const consequence = t(normalises ? 'training.microBatches.statistics' : 'training.microBatches.same');
  const fullAbout = microBatches > 1 ? `${t('training.microBatches', { count: format.integer(microBatches) })} ${consequence}` : '';
  return (
    <>
      <OptionRow name="batch" about={`${code('training', `batch.${training.batch}.about`)} ${fullAbout}`.trim()}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={training.batch}
            options={batches.map((value) => ({ value, label: code('training', `batch.${value}`) }))}
            onChange={(batch) => execute('training.batch', { batch })}
          />
        )}
      </OptionRow>
      {training.batch === 'mini' ? (
        <NumberOption
          name="batchSize"
          value={training.batchSize}
          range={{ ...whole(limits.batchSize), step: 8 }}
          unit={t('training.unit.images')}
          onCommit={(size) => execute('training.batch-size', { size })}
        />
      ) : (
        <OptionRow name="batchSize">
          {({ id, describedBy }) => (
            // Not to be set here, but shown: every step sees so many images.
            <NumberField
              id={id}
              describedBy={describedBy}
              value={training.batch === 'full' ? images : 1}
              range={whole(limits.images)}
              show={format.integer}
              unit={t('training.unit.images')}
              disabled
              onCommit={() => undefined}
            />
          )}
        </OptionRow>
      )}
      <NumberOption name="epochs" value={training.epochs} range={whole([1, limits.epochs])} onCommit={(epochs) => execute('training.epochs', { epochs })} />
      <NumberOption
        name="evaluateEvery"
        value={training.evaluateEvery}
        range={{ ...whole(limits.evaluateEvery), step: 10 }}
        unit={t('training.unit.steps')}
        onCommit={(steps) => execute('training.evaluate-every', { steps })}
      />
    </>
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
      range={fromZero(name === 'clipNorm' ? limits.clipNorm : limits.penalty)}
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

interface NumberOptionProps {
  readonly name: Exclude<OptionName, 'optimizer' | 'schedule' | 'batch' | 'seed'>;
  readonly value: number;
  readonly range: NumberRange;
  readonly unit?: string;
  readonly onCommit: (value: number) => void;
}

function NumberOption({ name, value, range, unit, onCommit }: NumberOptionProps) {
  const { t, format } = useText();
  return (
    <OptionRow name={name} formula={t(`training.${name}.formula`) || undefined}>
      {({ id, describedBy }) => (
        <NumberField
          id={id}
          describedBy={describedBy}
          value={value}
          range={range}
          show={range.integer === true ? format.integer : showReal}
          unit={unit}
          onCommit={onCommit}
        />
      )}
    </OptionRow>
  );
}
