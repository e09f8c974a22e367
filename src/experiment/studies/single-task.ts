import { taskOfHead } from '../../domain/network/network';
import { servedTasks } from '../../domain/network/reachability';
import { fail, ok, type Result } from '../../lib/result';
import { analyseExperiment } from '../context';
import { releasedHead } from '../released-heads';
import { withSoundGroups } from '../groups';
import type { Experiment } from '../schema';
import { plainTask } from '../edits/solo-mute';

/** Why a task has no single-task baseline. */
interface SingleTaskFault {
  readonly code: 'unknown-task' | 'task-without-head';
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * The document of a single-task baseline on its part of the network: the layers from which its head
 * can be reached, under the same ids (weights start by layer id, so they start the same), the wires
 * and ties among them in the same order, that task with weight 1 and no balancing. Data, seed,
 * optimiser, schedule, penalties and budget stay.
 *
 * A layer that stays keeps all its inputs: whatever feeds a layer that leads to the head leads to
 * the head itself. So no layer's inputs change in number, order or shape, and no concat or add has
 * to be repaired; a test holds this over random networks. Another task's head on the way, as in a
 * cascade, stays as the projection that it is, without its task's loss.
 */
export function singleTaskExperiment(experiment: Experiment, taskId: string): Result<Experiment, SingleTaskFault> {
  const task = experiment.tasks.find((candidate) => candidate.id === taskId);
  if (task === undefined) return fail({ code: 'unknown-task', params: { task: taskId } });
  const { network } = experiment;
  const serving = servedTasks(network, [taskId]);
  const analysis = analyseExperiment(experiment);
  const layers = network.layers.flatMap((layer) => {
    if ((serving.get(layer.id)?.length ?? 0) === 0) return [];
    const other = taskOfHead(layer);
    return other === undefined || other === taskId ? [layer] : releasedHead(layer, analysis);
  });
  if (layers.length === 0) return fail({ code: 'task-without-head', params: { task: taskId } });
  const kept = new Set(layers.map((layer) => layer.id));
  const alone: Experiment = {
    ...experiment,
    tasks: [plainTask(task, 1)],
    balancing: { method: 'static', values: {} },
    network: {
      ...network,
      layers,
      wires: network.wires.filter((wire) => kept.has(wire.from) && kept.has(wire.to)),
      ties: network.ties.filter((tie) => kept.has(tie.first) && kept.has(tie.second)),
    },
  };
  return ok(withSoundGroups(alone));
}
