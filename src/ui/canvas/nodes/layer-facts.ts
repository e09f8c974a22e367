import type { NetworkAnalysis } from '../../../domain/network/analysis';
import type { Layer } from '../../../domain/network/network';
import { datasetLabel } from '../../../experiment/naming/dataset-label';
import type { Experiment } from '../../../experiment/schema';
import { phraseText } from '../../../i18n/phrase-text';
import type { NetworkTexts } from '../../common/texts/use-network-text';
import type { Texts } from '../../common/texts/use-text';

/**
 * What stands below a layer's title: what comes out of it, of an input which data enter, and how
 * many values it learns; '' where there is nothing to say.
 */
export function layerFacts(
  layer: Layer,
  { shapes, parameterCounts }: NetworkAnalysis,
  data: Experiment['data'],
  words: Pick<NetworkTexts, 'shape'>,
  { t, format, language }: Pick<Texts, 't' | 'format' | 'language'>,
) {
  const shape = shapes.get(layer.id);
  const count = parameterCounts.get(layer.id) ?? 0;
  return {
    size: shape === undefined ? '–' : words.shape(shape),
    data: layer.kind === 'input' ? phraseText(language, datasetLabel(data)) : '',
    parameters: count > 0 ? t('canvas.parameters', { count: format.integer(count) }) : '',
  };
}
