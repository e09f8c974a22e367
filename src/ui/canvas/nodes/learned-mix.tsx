import type { MixingCoefficients } from '../../../domain/network/layer-kind';
import { useApp } from '../../common/app-store';
import { classNames } from '../../widgets/class-names';
import { newestMixing } from '../../common/live-readings';
import { useText, type Texts } from '../../common/texts/use-text';
import styles from './layer-node.module.css';

/** More numbers than these would make the box wider than its title. */
const mostInputs = 3;

interface LearnedMixProps {
  readonly layer: string;
  readonly coefficients: MixingCoefficients;
  /** What stands in their place while there are none. */
  readonly otherwise: string;
}

/** How much a layer takes of each input, in the order of the wires, where a few numbers say it. */
export function LearnedMix({ layer, coefficients: { from, layout }, otherwise }: LearnedMixProps) {
  const { t, format } = useText();
  const values = useApp(newestMixing)?.coefficients?.find((own) => own.layer === layer)?.values;
  if (layout !== 'inputs') return <span className={styles['fact']}>{otherwise}</span>;
  const look = classNames(styles['fact'], styles['mix']);
  if (values === undefined || values.length > mostInputs) return <span className={look}>{otherwise}</span>;
  const params = { values: [...values].map((value) => shortText(value, format)).join(' ') };
  return <span className={look}>{t(from === 'examples' ? 'canvas.mix.examples' : 'canvas.mix.weights', params)}</span>;
}

/** Two digits, without the 0 before the point, and rounded to nothing without a sign. */
function shortText(value: number, format: Texts['format']): string {
  return format.fixed(Number(value.toFixed(2)) + 0, 2).replace(/^(−?)0\./, '$1.');
}
