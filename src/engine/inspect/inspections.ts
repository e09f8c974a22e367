import type { InspectionKind } from '../../protocol/inspections';
import { activations } from './activations';
import { activationSummary } from './inside/activation-summary';
import { affinity } from './gradients/affinity';
import { baselines } from './baselines';
import { cost } from './cost';
import { gradientNorms } from './gradients/gradient-norms';
import { gradients } from './gradients/gradients';
import { saliency } from './gradients/saliency';
import { unitImportance } from './gradients/unit-importance';
import type { Inspection } from './inspection';
import { outcomes } from './outcomes';
import { ownPicture } from './own-picture';
import { pictures } from './pictures/pictures';
import { predictions } from './predictions';
import { weights } from './weights';

/** Everything that can be asked about the inside of a run. */
export const inspections: { readonly [Kind in InspectionKind]: Inspection<Kind> } = {
  predictions,
  outcomes,
  'own-picture': ownPicture,
  activations,
  pictures,
  'activation-summary': activationSummary,
  weights,
  gradients,
  saliency,
  'unit-importance': unitImportance,
  'gradient-norms': gradientNorms,
  affinity,
  cost,
  baselines,
};
