import { X } from 'lucide-react';
import type { Layer } from '../../../domain/network/network';
import { possibleTwins } from '../../../domain/network/ties';
import { useApp, useAppStore } from '../../common/app-store';
import { Button } from '../../widgets/button';
import { HelpTerm } from '../../widgets/popups/help';
import { Section } from '../../widgets/section';
import { Select } from '../../widgets/select';
import { useAnalysis } from '../../common/use-analysis';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import styles from '../layer-inspector.module.css';
import { TieFields } from '../tie-fields';

/**
 * A layer's ties, and the layers that it could be tied to: those whose weights have the same
 * shapes.
 */
export function LayerTies({ layer }: { readonly layer: Layer }) {
  const { t } = useText();
  const store = useAppStore();
  const words = useNetworkText();
  const { weights } = useAnalysis();
  const ties = useApp((state) => state.document.experiment.network.ties);
  const { document, view } = store.getState();
  if ((weights.get(layer.id) ?? []).length === 0) return null;
  const own = ties.filter(({ first, second }) => first === layer.id || second === layer.id);
  const twins = possibleTwins(layer.id, ties, weights);
  return (
    <Section title={t('canvas.ties')} english="Ties">
      {own.map((tie) => {
        const other = tie.first === layer.id ? tie.second : tie.first;
        return (
          <div key={other} className={styles['tie']} role="group" aria-label={t('canvas.tie-with', { layer: words.name(other) })}>
            <div className={styles['twin']}>
              <button type="button" className={styles['link']} onClick={() => view.select([other])}>
                {words.name(other)}
              </button>
              <Button
                look="quiet"
                square
                aria-label={t('canvas.tie-remove', { layer: words.name(other) })}
                onClick={() => document.execute('tie.remove', { first: tie.first, second: tie.second })}
              >
                <X size={14} aria-hidden />
              </Button>
            </div>
            <TieFields tie={tie} />
          </div>
        );
      })}
      <Select
        label={t('canvas.tie-to')}
        value=""
        disabled={twins.length === 0}
        options={[
          { value: '', label: twins.length === 0 ? t('canvas.no-choice') : t('canvas.tie-to') },
          ...twins.map((id) => ({ value: id, label: words.name(id) })),
        ]}
        onChange={(second) => {
          if (second !== '') document.execute('tie.add', { first: layer.id, second });
        }}
      />
      <p className={styles['hint']}>
        <HelpTerm text={{ about: t('canvas.ties-help'), reference: t('canvas.ties-paper') }}>
          {t(twins.length === 0 && own.length === 0 ? 'canvas.tie-no-twin' : 'canvas.ties-about')}
        </HelpTerm>
      </p>
    </Section>
  );
}
