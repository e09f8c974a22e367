import { trainImages } from '../../../experiment/context';
import { limits } from '../../../experiment/limits';
import { useApp } from '../../common/app-store';
import { matchingRun } from '../../common/live-readings';
import { NumberField } from '../../widgets/number-field';
import { useText } from '../../common/texts/use-text';
import { useUnits } from '../../common/texts/use-units';
import { NumberOption, whole } from './number-option';
import { OptionRow } from './option-row';
import { SelectOption } from './select-option';

const batches = ['mini', 'full', 'single'] as const;
const turns = ['together', 'in-turn', 'by-amount', 'each'] as const;

/** How many images a step sees. */
export function BatchSize() {
  const { format } = useText();
  const units = useUnits();
  const { batch, batchSize } = useApp((state) => state.document.experiment.training);
  const images = useApp((state) => trainImages(state.document.experiment));
  const execute = useApp((state) => state.document.execute);
  if (batch === 'mini') {
    return (
      <NumberOption
        name="batchSize"
        value={batchSize}
        range={{ ...whole(limits.batchSize), step: 8 }}
        unit={units('images', batchSize)}
        onCommit={(size) => execute('training.batch-size', { size })}
      />
    );
  }
  const seen = batch === 'full' ? images : 1;
  return (
    <OptionRow name="batchSize">
      {({ id, describedBy }) => (
        // Not to be set here, but shown: every step sees so many images.
        <NumberField
          id={id}
          describedBy={describedBy}
          value={seen}
          range={whole(limits.images)}
          show={format.integer}
          unit={units('images', seen)}
          disabled
          onCommit={() => undefined}
        />
      )}
    </OptionRow>
  );
}

/** Whether a step sees some images, all or one. */
export function BatchKind() {
  const { t, format } = useText();
  const batch = useApp((state) => state.document.experiment.training.batch);
  const execute = useApp((state) => state.document.execute);
  const microBatches = useApp((state) => (matchingRun(state) === undefined ? 1 : state.session.microBatches));
  const normalises = useApp((state) => state.document.experiment.network.layers.some(({ kind }) => kind === 'batch-norm'));
  const consequence = t(normalises ? 'training.microBatches.statistics' : 'training.microBatches.same');
  const cut = microBatches > 1 ? `${t('training.microBatches', { count: format.integer(microBatches) })} ${consequence}` : '';
  return <SelectOption name="batch" value={batch} options={batches} more={cut} onChange={(kind) => execute('training.batch', { batch: kind })} />;
}

/** Whether a step is on all tasks or on one, and on which. */
export function TurnsOption() {
  const alternate = useApp((state) => state.document.experiment.training.alternate);
  const execute = useApp((state) => state.document.execute);
  return (
    <SelectOption
      name="alternate"
      value={alternate ?? 'together'}
      options={turns}
      onChange={(turn) => execute('training.alternate', { alternate: turn === 'together' ? undefined : turn })}
    />
  );
}

/** How long it is trained. */
export function EpochsOption() {
  const epochs = useApp((state) => state.document.experiment.training.epochs);
  const execute = useApp((state) => state.document.execute);
  return <NumberOption name="epochs" value={epochs} range={whole([1, limits.epochs])} onCommit={(count) => execute('training.epochs', { epochs: count })} />;
}

/** How often it is tested. */
export function TestEvery() {
  const units = useUnits();
  const every = useApp((state) => state.document.experiment.training.evaluateEvery);
  const execute = useApp((state) => state.document.execute);
  return (
    <NumberOption
      name="evaluateEvery"
      value={every}
      range={{ ...whole(limits.evaluateEvery), step: 10 }}
      unit={units('steps', every)}
      onCommit={(steps) => execute('training.evaluate-every', { steps })}
    />
  );
}
