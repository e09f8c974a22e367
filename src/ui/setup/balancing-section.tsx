import { balancingMethod, balancingMethods, type BalancingId } from '../../domain/balancing/balancing-methods';
import { useApp } from '../common/app-store';
import { ParameterField } from '../common/parameter-field';
import { Section } from '../common/section';
import { Select } from '../common/select';
import { useText } from '../common/use-text';
import styles from './balancing-section.module.css';

const isMethod = (key: string): key is BalancingId => Object.hasOwn(balancingMethods, key);
const methods: readonly BalancingId[] = Object.keys(balancingMethods).filter(isMethod);

/** How several losses become one update: the method, what it does, when it makes no difference, and what it costs. */
export function BalancingSection() {
  const { t, code, format } = useText();
  const balancing = useApp((state) => state.document.experiment.balancing);
  const tasks = useApp((state) => state.document.experiment.tasks.length);
  const execute = useApp((state) => state.document.execute);
  const method = balancingMethod(balancing.method);
  const passes = format.integer(tasks);
  const cost = () => {
    if (method.afterwards !== undefined) return t('balancing.cost.forward');
    if (method.needs === 'nothing' || method.needs === 'losses' || tasks === 1) return t('balancing.cost.one');
    return t(method.gramOf === 'representation' ? 'balancing.cost.heads' : 'balancing.cost.many', { passes });
  };
  return (
    <Section title={t('balancing.title')} english="Balancing">
      <Select
        label={t('balancing.method')}
        value={balancing.method}
        options={methods.map((id) => ({ value: id, label: code('balancing', id) }))}
        onChange={(id) => execute('balancing.method', { method: id })}
      />
      {Object.entries(method.parameters).map(([name, spec]) =>
        spec.kind === 'task' ? undefined : (
          <ParameterField
            key={name}
            label={code('balancing', `parameter.${name}`)}
            help={{ about: code('balancing', `parameter.${name}.about`), note: t('training.note.live') }}
            spec={spec}
            value={balancing.values[name]}
            nameOf={(choice) => code('balancing', `choice.${choice}`)}
            onCommit={(value) => execute('balancing.value', { name, value })}
          />
        ),
      )}
      <p className={styles['text']}>
        {code('balancing', `${balancing.method}.about`)} <span className={styles['formula']}>{code('balancing', `${balancing.method}.formula`)}</span>
      </p>
      <p className={styles['text']}>
        {code('balancing', `${balancing.method}.same`)} {cost()}
      </p>
      {method.reference === '' ? undefined : <p className={styles['reference']}>{method.reference}</p>}
    </Section>
  );
}
