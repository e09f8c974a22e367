import type { Layer } from '../../../domain/network/network';
import { translateCode } from '../../../i18n/translate';
import { HelpTerm } from '../../widgets/popups/help';
import { useAnalysis } from '../../common/use-analysis';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useText } from '../../common/texts/use-text';
import styles from '../layer-inspector.module.css';

/**
 * What follows from a layer's settings: shapes before and after it, and how many values it learns.
 */
export function LayerSizes({ layer }: { readonly layer: Layer }) {
  const { t, format } = useText();
  const words = useNetworkText();
  const analysis = useAnalysis();
  const output = analysis.shapes.get(layer.id);
  if (output === undefined) return null;
  const after = words.shape(output);
  const before = (analysis.inputShapes.get(layer.id) ?? []).map(words.shape).join(' + ');
  const count = analysis.parameterCounts.get(layer.id) ?? 0;
  const weights = analysis.weights.get(layer.id) ?? [];
  const formula = weights.map(({ shape }) => words.shape(shape)).join(' + ');
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>
          <HelpTerm text={{ english: translateCode('en', 'canvas', 'shape'), about: t('canvas.shape-help') }}>{t('canvas.shape')}</HelpTerm>
        </dt>
        <dd>{before === '' ? after : t('canvas.shape-step', { before, after })}</dd>
      </div>
      <div>
        <dt>
          <HelpTerm
            text={{
              english: translateCode('en', 'canvas', 'parameter-count'),
              about: t('canvas.parameter-count-help'),
              formula: count > 0 ? `${formula} = ${format.integer(count)}` : undefined,
            }}
          >
            {t('canvas.parameter-count')}
          </HelpTerm>
        </dt>
        <dd>
          {count === 0 ? (
            t('canvas.no-parameters')
          ) : (
            <>
              {format.integer(count)}
              <span className={styles['formula']}>{formula}</span>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
