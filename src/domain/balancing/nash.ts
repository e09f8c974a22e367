import { numberOf, type ParameterSpecs } from '../parameters';
import { gramMethod, notesOf } from './gram-weights';
import { at, inner, times } from './solvers/matrix';
import { solvePowerSystem } from './solvers/power-system';

const parameters: ParameterSpecs = {
  maxNorm: { kind: 'real', min: 0, max: 100, default: 1, scale: 'linear' },
};

/**
 * Nash-MTL (Navon et al. 2022, claim 3.1): G α = 1/α, the tasks' bargaining solution, solved in
 * each step to the end (the authors' code stops a sequence of convex programmes after 20). Its
 * direction has the length √K whatever the gradients' scale; it is clipped to `maxNorm`, 0 for not
 * at all.
 */
export const nash = gramMethod({
  parameters,
  weigh: (unit, { values }) => {
    const most = numberOf(parameters, values, 'maxNorm');
    const { point, converged } = solvePowerSystem(unit, 1);
    const lengths = point.map((weight, task) => weight * at(unit.norms, task));
    const norm = Math.sqrt(Math.max(0, inner(lengths, times(unit.cosines, lengths))));
    const factor = most > 0 && norm > most ? most / norm : 1;
    return { weights: point.map((weight) => weight * factor), notes: notesOf({ converged, singular: unit.singular }) };
  },
  reference: 'Navon et al.: Multi-Task Learning as a Bargaining Game (ICML 2022)',
});
