import { chooseDevice } from '../../backend/choose-device';
import { selfTest } from '../../session/self-test';
import { webgpuStarter } from '../../backend/webgpu-device';
import { liveSettings } from '../../../experiment/live-settings';
import type { Experiment } from '../../../experiment/schema';
import { watchCalls } from './device-calls';
import type { SessionOutcome } from './kernel-suite-messages';
import type { World } from '../../session/world';
import { createTrainer } from '../../trainer';
import { everyQuestion } from '../questions';
import { balancedBy, forked, tangled } from '../small-experiments';
import { startSession, type TestSession } from '../test-session';

/** Sixty images in three files, so that batches join files; they are no multiple of a batch. */
const images = { train: 60, test: 20 };

/**
 * Trains two epochs through the session on WebGPU: jointly on images moved by whole pixels, on
 * images turned, by the Gram matrix with measures and steps on one task on the way, with other
 * settings on the way, and after a warm-up that broke off.
 */
export async function trainThroughSession(): Promise<readonly SessionOutcome[]> {
  const live = liveSettings(balancedBy(forked, 'pcgrad'));
  return [
    await outcomeOf('jointly', { ...forked, data: { ...forked.data, augmentation: { shift: 2, flip: true } } }),
    await outcomeOf('on turned images', { ...forked, data: { ...forked.data, augmentation: { shift: 0, flip: false, rotate: 10, contrast: 0.2 } } }),
    await outcomeOf('by the Gram matrix, with measures and steps on one task', balancedBy(tangled, 'mgda'), {
      onTheWay: async (session) => {
        for (const question of everyQuestion('trunk', [0, 5, 19])) await session.ask('inspect', { run: 'run', question });
        for (const task of [0, 1]) await session.ask('step-task', { run: 'run', task });
      },
    }),
    await outcomeOf('with settings changed on the way', forked, {
      onTheWay: async (session) => {
        await session.ask('change', { run: 'run', live: { ...live, regularisation: { ...live.regularisation, clipNorm: 1 } } });
      },
    }),
    await outcomeOf('after a warm-up that broke off', forked, { createTrainer: breakingWarmUp() }),
  ];
}

/**
 * Trainers whose second one, the warm-up's, breaks off after its steps, with programs of
 * TensorFlow.js under way.
 */
function breakingWarmUp(): World['createTrainer'] {
  let made = 0;
  return (experiment, restore) => {
    const created = createTrainer(experiment, restore);
    made += 1;
    if (created.ok && made === 2) created.value.drain = () => Promise.reject(new Error('cannot be warmed up'));
    return created;
  };
}

/**
 * What makes a training another one than most: what is asked after three steps, or how trainers are
 * made.
 */
interface Unusual extends Partial<Pick<World, 'createTrainer'>> {
  readonly onTheWay?: (session: TestSession) => Promise<void>;
}

async function outcomeOf(name: string, from: Experiment, { onTheWay, ...different }: Unusual = {}): Promise<SessionOutcome> {
  const training = { ...from.training, batch: 'mini' as const, batchSize: 8, epochs: 2, evaluateEvery: 3 };
  const experiment: Experiment = { ...from, data: { ...from.data, ...images }, training };
  const world = { chooseDevice: () => chooseDevice('webgpu', [webgpuStarter], selfTest), ...different };
  const session = startSession(world, { mostTicks: 20_000, tickTime: 4 });
  const reply = await session.ask('prepare', session.preparation('run', experiment));
  if (reply.type === 'refusal') throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
  const late: string[] = [];
  const stop = watchCalls(GPUDevice.prototype, 'createComputePipeline', ([descriptor]) => {
    if (typeof descriptor === 'object' && descriptor !== null && 'label' in descriptor) late.push(String(descriptor.label));
  });
  if (onTheWay !== undefined) {
    await session.ask('advance', { run: 'run', steps: 3, stepsPerSecond: 0 });
    await onTheWay(session);
  }
  await session.ask('play', { run: 'run', stepsPerSecond: 0 });
  await session.until(() => session.phase() === 'done' || session.phase() === 'failed');
  await session.ask('checkpoint', { run: 'run' });
  // The tests over all test images and over the sample of those trained on follow when training is
  // idle.
  await session.until(() => session.tests().some(({ split, step }) => split === 'train' && step === session.losses().length / experiment.tasks.length));
  stop();
  const compiled = session.events('progress').findLast(({ phase }) => phase === 'kernels');
  const losses = session.losses();
  const complete = losses.length > 0 && losses.every(Number.isFinite) && session.events('predictions').length > 0;
  return { name, compiled, late, steps: session.losses().length / experiment.tasks.length, complete };
}
