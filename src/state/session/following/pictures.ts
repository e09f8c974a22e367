import { inspect } from '../../../client/inspect';
import type { TrainingClient } from '../../../client/training-client';
import { pendingUntil } from '../../../lib/pending';
import type { RunId } from '../../../protocol/messages';
import { rest, type Following } from './following';
import type { SessionAccess } from '../session-access';

/** While it trains, pictures are asked for anew so many milliseconds after they came, or later: */
const restingTime = 600;
/** as many times what they took, so that they take a fourteenth of the time at the most. */
const pauseFactor = 13;

/**
 * Keeps `pictures` as `followPictures` of the session says: asked for once where the run stands
 * still, and again and again while it trains. What the worker refuses leaves those before.
 * @param inWorker the run that the worker holds; none is begun for pictures
 */
export async function followPictures(
  client: TrainingClient,
  { read, update }: Pick<SessionAccess, 'read' | 'update'>,
  inWorker: () => RunId | undefined,
  layer: string | undefined,
  following: Following,
): Promise<void> {
  const trains = () => read().session.phase === 'running';

  async function look(run: RunId): Promise<void> {
    const { example: image } = read().view;
    const reply = await inspect(client, run, { kind: 'pictures', images: [image], ...(layer === undefined ? {} : { layer }) });
    if (following.stopped || !reply.ok) return;
    const { step, images } = reply.value;
    update({ pictures: { run, image, step, layers: new Map(images[0]?.map((picture) => [picture.layer, picture])) } });
  }

  while (!following.stopped) {
    const run = inWorker();
    if (run === undefined || read().session.phase === 'failed') return;
    const began = performance.now();
    if (!trains()) return pendingUntil('pictures', look(run));
    await look(run);
    await rest(Math.max(restingTime, pauseFactor * (performance.now() - began)), following);
  }
}
