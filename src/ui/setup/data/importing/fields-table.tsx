import type { ImportChoices } from '../../../../data/import/choices';
import type { ProposedColumn } from '../../../../data/import/proposal';
import { useText } from '../../../common/texts/use-text';
import { Select } from '../../../widgets/select';
import styles from './importing.module.css';

interface FieldsTableProps {
  readonly columns: readonly ProposedColumn[];
  readonly choices: ImportChoices;
  readonly onChoose: (change: Partial<ImportChoices>) => void;
}

/** Classes that are named; of more the first ones are. */
const mostNamed = 12;

/** What is said of the examples, and what becomes of it. */
export function FieldsTable({ columns, choices, onChoose }: FieldsTableProps) {
  const { t, code } = useText();
  if (columns.length === 0) return undefined;
  return (
    <table className={styles['fields']}>
      <caption>{t('importing.fields')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('importing.field')}</th>
          <th scope="col">{t('importing.becomes')}</th>
          <th scope="col">{t('importing.holds')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr key={column.id}>
            <th scope="row">{column.title}</th>
            <td>
              <Select
                label={t('importing.kindOf', { title: column.title })}
                value={choices.kinds[column.id] ?? 'none'}
                options={column.kinds.map((kind) => ({ value: kind, label: code('importing', `kind.${kind}`) }))}
                onChange={(kind) => onChoose({ kinds: { ...choices.kinds, [column.id]: kind } })}
              />
            </td>
            <td>
              <Holds column={column} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Classes with their counts, or the range of numbers; how many are missing. */
function Holds({ column: { classes, range, missing } }: { readonly column: ProposedColumn }) {
  const { t, format } = useText();
  const named = classes.slice(0, mostNamed).map(({ name, count }) => (count === 0 ? name : t('importing.classCount', { name, count: format.integer(count) })));
  const more = classes.length > mostNamed ? ', …' : '';
  return (
    <>
      {classes.length === 0 ? undefined : t('importing.classes', { count: format.integer(classes.length), names: `${named.join(', ')}${more}` })}
      {range === undefined ? undefined : t('importing.range', { least: format.significant(range[0]), most: format.significant(range[1]) })}
      {missing === 0 ? undefined : <span className={styles['soft']}> · {t('importing.missing', { count: format.integer(missing) })}</span>}
    </>
  );
}
