/**
 * Which revision of the engine this is. It counts up with each change after which the same
 * document, changes, device and seed train to other numbers than before, so that a run that goes on
 * from an older state can say so. States without a revision are of revision 1.
 *
 * 2: balancing by groups of tasks that share weights, GradNorm with its bound, frozen batch norm
 * that stands still, set weights of 0.
 */
export const engineRevision = 2;
