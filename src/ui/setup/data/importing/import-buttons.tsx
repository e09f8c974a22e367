import { lazy, useState } from 'react';
import { Camera, FolderInput, Pencil } from 'lucide-react';
import { Late } from '../../../widgets/late';
import { Button } from '../../../widgets/button';
import { useText } from '../../../common/texts/use-text';
import type { ImportSource } from './import-dialog';

const ImportDialog = lazy(() => import('./import-dialog'));

const ways = [
  { from: 'files', Icon: FolderInput },
  { from: 'pad', Icon: Pencil },
  { from: 'camera', Icon: Camera },
] as const;

/**
 * Open the dialog in which data are imported, or pictures made; `isWanted`: where a document wants
 * certain data, which can only be loaded.
 */
export function ImportButtons({ isWanted }: { readonly isWanted: boolean }) {
  const { t } = useText();
  const [from, setFrom] = useState<ImportSource>();
  const labels = { files: t(isWanted ? 'importing.neededOpen' : 'importing.open'), pad: t('capture.draw'), camera: t('capture.photograph') };
  return (
    <>
      {ways.map((way) =>
        isWanted && way.from !== 'files' ? undefined : (
          <Button key={way.from} onClick={() => setFrom(way.from)}>
            <way.Icon size={14} aria-hidden />
            {labels[way.from]}
          </Button>
        ),
      )}
      {from === undefined ? undefined : (
        <Late>
          <ImportDialog from={from} onClose={() => setFrom(undefined)} />
        </Late>
      )}
    </>
  );
}
