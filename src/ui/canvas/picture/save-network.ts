import { strandStyles } from '../../../domain/network/strands';
import { shownNetwork } from '../../../experiment/groups';
import type { AppState } from '../../../state/app-state';
import { strandWeights } from '../../common/live-readings';
import { taskViews } from '../../common/tasks/use-tasks';
import type { NetworkTexts } from '../../common/texts/use-network-text';
import type { Texts } from '../../common/texts/use-text';
import { analysisOf } from '../../common/use-analysis';
import { svgPicture } from '../../widgets/svg-picture';
import { fileNameOf, saveFile } from '../../widgets/save-file';
import { tieText } from '../edges/tie-path';
import { networkCard } from './network-cards';
import { networkSvg, type SvgPicture } from './network-svg';
import type { MeasureText } from './picture-boxes';
import { fontFamily } from './svg-text';

/** Pixels of a PNG for one of the drawing. */
const sharpness = 2;

/** Saves the network as it is shown, under the experiment's name. */
export async function saveNetwork(format: 'svg' | 'png', state: AppState, words: NetworkTexts, texts: Texts): Promise<void> {
  const { name } = state.document.experiment;
  const drawing = drawn(state, words, texts);
  const picture = format === 'svg' ? new Blob([drawing.text], { type: 'image/svg+xml' }) : await svgPicture(drawing, sharpness);
  if (picture !== undefined) saveFile(fileNameOf(name, format), picture);
}

function drawn(state: AppState, words: NetworkTexts, texts: Texts): SvgPicture {
  const { experiment } = state.document;
  const analysis = analysisOf(experiment);
  const tasks = taskViews(experiment.tasks, texts.language);
  const styles = strandStyles(strandWeights(state));
  return networkSvg({
    name: experiment.name,
    shown: shownNetwork(experiment.network),
    ties: experiment.network.ties,
    tasks,
    served: analysis.tasks,
    styles: new Map(tasks.flatMap(({ id }, index) => (styles[index] === undefined ? [] : [[id, styles[index]]]))),
    card: (unit) => networkCard(unit, state, analysis, words, texts),
    groupName: words.group,
    tieText: (tie) => tieText(tie, texts.format),
    measure: measuring(),
  });
}

/** Measures texts in the picture's font, as this browser has it. */
function measuring(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, bold) => {
    if (context === null) return text.length * size * 0.6;
    context.font = `${bold ? 600 : 400} ${size}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}
