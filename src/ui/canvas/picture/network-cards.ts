import type { NetworkAnalysis } from '../../../domain/network/analysis';
import { taskOfHead } from '../../../domain/network/network';
import type { ShownUnit } from '../../../experiment/groups';
import { taskOf } from '../../../experiment/context';
import { newestScore, type LiveState } from '../../common/live-readings';
import { figureText } from '../../common/texts/figure-text';
import { metricName, metricText } from '../../common/texts/metric-text';
import type { NetworkTexts } from '../../common/texts/use-network-text';
import type { Texts } from '../../common/texts/use-text';
import { layerFacts } from '../nodes/layer-facts';
import type { PictureCard } from './picture-boxes';

/** What stands in a unit's box, in the words of the page: of a head the newest figure of its task. */
export function networkCard(unit: ShownUnit, state: LiveState, analysis: NetworkAnalysis, words: NetworkTexts, texts: Texts): PictureCard {
  const { group, layers } = unit;
  const ids = new Set(layers.map(({ id }) => id));
  const broken = analysis.faults.some(({ layer, blocks, code }) => layer !== undefined && ids.has(layer) && (blocks || code !== 'leads-nowhere'));
  const [layer] = layers;
  if (group !== undefined || layer === undefined) {
    const count = texts.t(layers.length === 1 ? 'canvas.group-layers.one' : 'canvas.group-layers', { count: texts.format.integer(layers.length) });
    return { title: group === undefined ? '' : words.group(group), facts: [count], frozen: false, broken };
  }
  const frozen = layer.frozen === true;
  const { data, tasks } = state.document.experiment;
  const asked = tasks.find(({ id }) => id === taskOfHead(layer));
  if (asked !== undefined) {
    const [metric] = taskOf(data, asked).metrics;
    const score = newestScore(state, asked.id);
    const value = score === undefined ? '–' : metricText(texts, metric, score.value);
    const of = figureText(texts, score)?.short ?? texts.t('predictions.of.nothing');
    return { title: words.title(layer), figure: { value, name: metricName(texts, metric) }, facts: [of], frozen, broken };
  }
  const { size, data: entering, parameters } = layerFacts(layer, analysis, data, words, texts);
  const facts = [size, entering, parameters, frozen ? texts.t('canvas.frozen') : ''].filter((fact) => fact !== '');
  return { title: words.title(layer), facts, frozen, broken };
}
