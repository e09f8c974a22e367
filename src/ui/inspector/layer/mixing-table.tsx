import { useMemo } from 'react';
import type { MixingCoefficients } from '../../../domain/network/layer-kind';
import { mixedInputs, towerTasks } from '../../../domain/network/mixed-inputs';
import { translateCode } from '../../../i18n/translate';
import { useApp } from '../../common/app-store';
import table from '../../widgets/data-table.module.css';
import { HelpTerm } from '../../widgets/popups/help';
import hidden from '../../widgets/hidden.module.css';
import { newestMixing } from '../../common/live-readings';
import { Section } from '../../widgets/section';
import { TaskSwatch } from '../../common/tasks/task-swatch';
import { useNetworkText } from '../../common/texts/use-network-text';
import { useTasks } from '../../common/tasks/use-tasks';
import { useText } from '../../common/texts/use-text';
import styles from './mixing-table.module.css';

interface MixingTableProps {
  readonly layer: string;
  readonly coefficients: MixingCoefficients;
}

/**
 * How much a layer takes of each of its inputs, as the newest test found it; dashes before the
 * first.
 */
export function MixingTable({ layer, coefficients }: MixingTableProps) {
  const { t, code, format, language } = useText();
  const words = useNetworkText();
  const tasks = useTasks();
  const network = useApp((state) => state.document.experiment.network);
  const test = useApp(newestMixing);
  const values = test?.coefficients?.find((own) => own.layer === layer)?.values;
  const rows = useMemo(() => mixedInputs(network, layer, coefficients, values), [network, layer, coefficients, values]);
  const towers = useMemo(() => towerTasks(network, tasks.map((task) => task.id)), [network, tasks]);
  const from = coefficients.from === 'examples' ? 'examples' : 'weights';
  const text = `${from}.${coefficients.layout}`;
  const list = new Intl.ListFormat(language);
  return (
    <Section title={t('mixing.title')} english={translateCode('en', 'mixing', 'title')}>
      <table className={`${table['table']} ${styles['mixing']}`} data-testid={`mixing-${layer}`}>
        <caption>
          <HelpTerm
            text={{
              english: translateCode('en', 'mixing', text),
              about: code('mixing', `${text}.about`),
              formula: code('mixing', `${text}.formula`),
              note: from === 'weights' ? code('mixing', `${text}.start`) : undefined,
            }}
          >
            {code('mixing', text)}
          </HelpTerm>
        </caption>
        {coefficients.layout === 'halves' && (
          <thead>
            <tr>
              <td />
              <th scope="col">{t('mixing.to.0')}</th>
              <th scope="col">{t('mixing.to.1')}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => {
            const tower = tasks.filter((task) => towers.get(row.from)?.includes(task.id));
            const served = list.format(tower.map((task) => task.name));
            return (
              <tr key={`${row.from} ${row.half}`}>
                <th scope="row" title={served}>
                  <span className={styles['swatches']}>
                    {tower.map((task) => (
                      <TaskSwatch key={task.id} colour={task.colour} />
                    ))}
                  </span>
                  {words.name(row.from)}
                  <span className={hidden['hidden']}> {served}</span>
                  {row.half !== undefined && <span className={styles['half']}>{t(row.half === 0 ? 'mixing.half.0' : 'mixing.half.1')}</span>}
                </th>
                {row.values.map((value, to) => (
                  <td key={`${row.from} ${to === 0 ? 'first' : 'second'}`}>{format.fixed(Number(value.toFixed(2)) + 0, 2)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles['at']}>{test === undefined ? t('mixing.none') : t('mixing.at', { step: format.integer(test.step) })}</p>
    </Section>
  );
}
