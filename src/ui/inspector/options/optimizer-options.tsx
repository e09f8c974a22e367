import { optimizerKind, optimizerKinds } from '../../../domain/optimizers/optimizer-kinds';
import { scheduleKind, scheduleKinds } from '../../../domain/schedules/schedule-kinds';
import { keysOf } from '../../../lib/keys';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { ParameterFields } from '../../common/parameters/parameter-fields';
import { useText } from '../../common/texts/use-text';
import { useUnits } from '../../common/texts/use-units';
import { byFactors, NumberOption, whole } from './number-option';
import { RestartMark } from './option-row';
import { SelectOption } from './select-option';

const optimizers = keysOf(optimizerKinds);
const schedules = keysOf(scheduleKinds);

/** The optimiser and its learning rate. */
export function OptimizerOptions() {
  const { code } = useText();
  const optimizer = useApp((state) => state.document.experiment.optimizer);
  const execute = useApp((state) => state.document.execute);
  return (
    <>
      <SelectOption
        name="optimizer"
        value={optimizer.kind}
        options={optimizers}
        formula={code('training', `optimizer.${optimizer.kind}.formula`)}
        onChange={(value) => execute('optimizer.kind', { kind: value })}
      />
      <NumberOption
        name="learningRate"
        value={optimizer.learningRate}
        range={byFactors(limits.learningRate)}
        onCommit={(rate) => execute('optimizer.rate', { rate })}
      />
    </>
  );
}

/** The optimiser's own parameters. */
export function OptimizerParameters() {
  const { t } = useText();
  const { kind, values } = useApp((state) => state.document.experiment.optimizer);
  const execute = useApp((state) => state.document.execute);
  return (
    <ParameterFields
      namespace="training"
      parameters={optimizerKind(kind).parameters}
      values={values}
      note={t('training.note.restart')}
      mark={<RestartMark />}
      onCommit={(name, value) => execute('optimizer.value', { name, value })}
    />
  );
}

/** How the learning rate goes on. */
export function ScheduleOptions() {
  const { t, code } = useText();
  const units = useUnits();
  const schedule = useApp((state) => state.document.experiment.schedule);
  const execute = useApp((state) => state.document.execute);
  return (
    <>
      <SelectOption
        name="schedule"
        value={schedule.kind}
        options={schedules}
        formula={code('training', `schedule.${schedule.kind}.formula`)}
        onChange={(value) => execute('schedule.kind', { kind: value })}
      />
      <ParameterFields
        namespace="training"
        parameters={scheduleKind(schedule.kind).parameters}
        values={schedule.values ?? {}}
        note={t('training.note.live')}
        unitOf={(name, count) => (name === 'every' ? units('epochs', count) : undefined)}
        onCommit={(name, value) => execute('schedule.value', { name, value })}
      />
      <NumberOption
        name="warmup"
        value={schedule.warmup}
        range={{ ...whole(limits.warmup), step: 10 }}
        unit={units('steps', schedule.warmup)}
        onCommit={(steps) => execute('schedule.warmup', { steps })}
      />
    </>
  );
}
