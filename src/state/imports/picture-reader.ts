import { startImport, type ImportClient } from '../../client/import-client';
import { faultIn, type ImportFault } from '../../data/import/fault';
import type { Fit } from '../../data/import/pictures/resize';
import { fail, ok, type Result } from '../../lib/result';

/** Makes images of pictures, as an import does. */
export interface PictureReader {
  /** The bytes [height, width, channels] of a picture at that shape. Faults: those of pictures, and worker-ended. */
  read(file: File, shape: readonly [height: number, width: number, channels: number], fit: Fit): Promise<Result<Uint8Array, ImportFault>>;
  /** Ends it; what was asked and not answered is never. */
  end(): void;
}

/** A reader over a worker of its own, which starts with the first picture. */
export function createPictureReader(start: typeof startImport = startImport): PictureReader {
  let client: ImportClient | undefined;
  /** Who waits, in the order of asking, which is that of the answers. */
  let waiting: ((result: Result<Uint8Array, ImportFault>) => void)[] = [];
  const answer = (result: Result<Uint8Array, ImportFault>) => waiting.shift()?.(result);
  const die = () => {
    const all = waiting;
    waiting = [];
    client = undefined;
    for (const tell of all) tell(fail(faultIn('', 'worker-ended')));
  };
  return {
    read: (file, shape, fit) =>
      new Promise((resolve) => {
        client ??= start((event) => {
          if (event.kind === 'picture') answer(ok(event.pixels));
          if (event.kind === 'fault') answer(fail(event.fault));
        }, die);
        waiting.push(resolve);
        client.ask({ kind: 'picture', file, shape, fit });
      }),
    end: () => {
      client?.end();
      client = undefined;
      waiting = [];
    },
  };
}
