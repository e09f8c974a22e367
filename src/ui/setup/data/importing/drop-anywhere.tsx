import { lazy, useEffect, useState } from 'react';
import type { HandedFile } from '../../../../protocol/import-messages';
import { Late } from '../../../widgets/late';
import { transferredFiles } from './handed-files';

const ImportDialog = lazy(() => import('./import-dialog'));

/** Files that are dropped anywhere on the page are imported; a browser would leave the page for them. */
export function DropAnywhere() {
  const [files, setFiles] = useState<readonly HandedFile[]>();
  useEffect(() => {
    const hasFiles = (event: DragEvent) => !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      void transferredFiles(event.dataTransfer).then(setFiles);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (files === undefined) return undefined;
  return (
    <Late>
      <ImportDialog from="files" files={files} onClose={() => setFiles(undefined)} />
    </Late>
  );
}
