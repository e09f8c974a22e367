import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportFault } from '../../../data/import/fault';
import { imageShape } from '../../../experiment/context';
import type { PictureReply } from '../../../state/measured';
import { createPictureReader } from '../../../state/imports/picture-reader';
import { useApp } from '../../common/app-store';

type Take = () => Promise<File | undefined>;

interface OwnPicture {
  /** What was said of the newest picture; undefined while there is none. */
  readonly reply?: PictureReply | undefined;
  /** Why it cannot be used. */
  readonly fault?: ImportFault | undefined;
}

/**
 * Pictures of one's own, made into images as those of the data were, and what the network says of
 * them. `ask` takes one when the answer before has come; asked several times meanwhile, the last time
 * counts.
 */
export function useOwnPicture(): OwnPicture & { readonly ask: (take: Take) => void } {
  const askAboutPicture = useApp((state) => state.session.askAboutPicture);
  const [reader] = useState(() => createPictureReader());
  const [answer, setAnswer] = useState<OwnPicture>({});
  const next = useRef<Take>(undefined);
  const isAsking = useRef(false);
  useEffect(() => () => reader.end(), [reader]);

  const ask = useCallback(
    (wanted: Take) => {
      const answerTo = async (file: File | undefined): Promise<OwnPicture> => {
        if (file === undefined) return {};
        let fault: ImportFault | undefined;
        const reply = await askAboutPicture(async (experiment) => {
          const [height = 0, width = 0, channels = 1] = imageShape(experiment);
          const read = await reader.read(file, [height, width, channels], experiment.data.own?.prepared?.fit ?? 'crop');
          if (read.ok) return read.value;
          fault = read.error;
          return undefined;
        });
        return { reply, fault };
      };
      const answerAll = async () => {
        isAsking.current = true;
        for (let take = next.current; take !== undefined; take = next.current) {
          next.current = undefined;
          setAnswer(await answerTo(await take()));
        }
        isAsking.current = false;
      };
      next.current = wanted;
      if (!isAsking.current) void answerAll();
    },
    [askAboutPicture, reader],
  );
  return { ...answer, ask };
}
