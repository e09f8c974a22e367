import { useEffect, useState } from 'react';
import { beginPending } from '../../../lib/pending';
import type { Predictions } from '../../../protocol/predictions';
import type { MeasuredOutcomes } from '../../../state/measured';
import { useApp } from '../../common/app-store';

/** An image with what the network says to it. */
export type SeenImage = Predictions['images'][number];

const nothing: ReadonlyMap<number, SeenImage> = new Map();

/**
 * Some test images by their indices, with the newest answers to them: asked for when there are other
 * images, and when their outcomes are new. Of the same run what was there stays until then.
 */
export function usePictures(images: readonly number[], measured: MeasuredOutcomes): ReadonlyMap<number, SeenImage> {
  const ask = useApp((state) => state.session.askPredictions);
  const [seen, setSeen] = useState<{ readonly run: string; readonly pictures: ReadonlyMap<number, SeenImage> }>();
  const key = images.join(' ');
  useEffect(() => {
    const indices = key === '' ? [] : key.split(' ').map(Number);
    if (indices.length === 0) return;
    let wanted = true;
    const done = beginPending('pictures');
    void ask(indices)
      .then((reply) => {
        if (!wanted || !reply.ok) return;
        const own = reply.value.images.map((image, place): readonly [number, SeenImage] => [indices[place] ?? -1, image]);
        setSeen({ run: measured.run, pictures: new Map(own) });
      })
      .finally(done);
    return () => {
      wanted = false;
    };
  }, [ask, key, measured]);
  return seen?.run === measured.run ? seen.pictures : nothing;
}
