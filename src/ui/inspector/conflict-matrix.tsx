import { ConflictTables } from '../common/conflict/conflict-tables';
import { Section } from '../widgets/section';
import { useText } from '../common/texts/use-text';

/**
 * How the gradients of every two tasks conflict at one shared layer, or (undefined) at all shared
 * weights together: cosines, and how alike in length.
 */
export function ConflictMatrix({ layer }: { readonly layer: string | undefined }) {
  const { t } = useText();
  return (
    <Section title={t(layer === undefined ? 'canvas.conflict-total' : 'canvas.conflict')}>
      <ConflictTables layer={layer} similarity />
    </Section>
  );
}
