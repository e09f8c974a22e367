import { lazy, useState } from 'react';
import { FolderInput } from 'lucide-react';
import { Late } from '../../../widgets/late';
import { Button } from '../../../widgets/button';
import { useText } from '../../../common/texts/use-text';

const ImportDialog = lazy(() => import('./import-dialog'));

/** Opens the dialog in which data are imported; `label` says for what. */
export function ImportButton({ label }: { readonly label: 'importing.open' | 'importing.neededOpen' }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <FolderInput size={14} aria-hidden />
        {t(label)}
      </Button>
      {isOpen ? (
        <Late>
          <ImportDialog onClose={() => setOpen(false)} />
        </Late>
      ) : undefined}
    </>
  );
}
