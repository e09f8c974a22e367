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

/** How many images a step sees, how long it is trained, and how often it is tested. */
export function BatchOptions() {
  const { t, format } = useText();
  const units = useUnits();
  const training = useApp((state) => state.document.experiment.training);
  const images = useApp((state) => trainImages(state.document.experiment));
  const execute = useApp((state) => state.document.execute);
  const microBatches = useApp((state) => (matchingRun(state) === undefined ? 1 : state.session.microBatches));
  const normalises = useApp((state) => state.document.experiment.network.layers.some(({ kind }) => kind === 'batch-norm'));
  const consequence = t(normalises ? 'training.microBatches.statistics' : 'training.microBatches.same');
  const seen = training.batch === 'full' ? images : 1;
  const cut = microBatches > 1 ? `${t('training.microBatches', { count: format.integer(microBatches) })} ${consequence}` : '';
  return (
    <>
      <SelectOption name="batch" value={training.batch} options={batches} more={cut} onChange={(batch) => execute('training.batch', { batch })} />
      {training.batch === 'mini' ? (
        <NumberOption
          name="batchSize"
          value={training.batchSize}
          range={{ ...whole(limits.batchSize), step: 8 }}
          unit={units('images', training.batchSize)}
          onCommit={(size) => execute('training.batch-size', { size })}
        />
      ) : (
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
      )}
      <NumberOption name="epochs" value={training.epochs} range={whole([1, limits.epochs])} onCommit={(epochs) => execute('training.epochs', { epochs })} />
      <NumberOption
        name="evaluateEvery"
        value={training.evaluateEvery}
        range={{ ...whole(limits.evaluateEvery), step: 10 }}
        unit={units('steps', training.evaluateEvery)}
        onCommit={(steps) => execute('training.evaluate-every', { steps })}
      />
    </>
  );
}
