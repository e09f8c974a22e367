import { initialisers, isKernel } from '../../../domain/network/layer-kind';
import { layerKind } from '../../../domain/network/layer-kinds';
import { taskOfHead, type Layer } from '../../../domain/network/network';
import { nearestAllowed, type ParameterSpec, type ParameterValue } from '../../../domain/parameters';
import { translateCode } from '../../../i18n/translate';
import { useAppStore } from '../../common/app-store';
import { cardOf } from '../../common/cards/card';
import { Disclosure } from '../../widgets/disclosure';
import { Field } from '../../widgets/field';
import { ParameterField } from '../../common/parameters/parameter-field';
import { Select } from '../../widgets/select';
import { useAnalysis } from '../../common/use-analysis';
import { useTasks } from '../../common/tasks/use-tasks';
import { SourceField, useShowsImages } from './source-field';
import { useText } from '../../common/texts/use-text';

const startingValues = ['auto', ...initialisers] as const;

/** Every setting of a layer, by the description of its kind: those that are rare are folded away. */
export function LayerParameters({ layer }: { readonly layer: Layer }) {
  const { t, code } = useText();
  const store = useAppStore();
  const analysis = useAnalysis();
  const { parameters } = layerKind(layer.kind);
  const set = (name: string, value: ParameterValue) => store.getState().document.execute('layer.value', { id: layer.id, name, value });
  const texts = (name: string) => ({
    label: code('network', `parameter.${name}`),
    english: translateCode('en', 'network', `parameter.${name}`),
    help: { about: code('network', `parameter-help.${name}`), more: cardOf('layer', name) },
  });
  const showsImages = useShowsImages(layer);
  const hasKernel = (analysis.weights.get(layer.id) ?? []).some(isKernel);
  const choice = (option: string) => code('network', `choice.${option}`);
  const shown = Object.entries(parameters).filter(([, spec]) => {
    if (layer.kind === 'input' && spec.kind !== 'field' && !showsImages) return false;
    // A list of one leaves nothing to choose.
    return spec.kind !== 'choice' || spec.options.length > 1;
  });
  const field = ([name, spec]: readonly [string, ParameterSpec]) => {
    if (spec.kind === 'field') return <SourceField key={name} layer={layer} texts={texts(name)} onCommit={(source) => set(name, source)} />;
    if (spec.kind === 'task') return <TaskField key={name} layer={layer} texts={texts(name)} onCommit={(task) => set(name, task)} />;
    return <ParameterField key={name} {...texts(name)} spec={spec} value={layer.values[name]} nameOf={choice} onCommit={(value) => set(name, value)} />;
  };
  const rare = shown.filter(([, spec]) => spec.rare === true);
  const changed = rare.filter(([name, spec]) => nearestAllowed(spec, layer.values[name]) !== spec.default).length + (hasKernel && layer.initialiser !== 'auto' ? 1 : 0);

  return (
    <>
      {shown.filter(([, spec]) => spec.rare !== true).map(field)}
      {(rare.length > 0 || hasKernel) && (
        <Disclosure name="layer" label={changed === 0 ? t('common.more') : t('common.more.changed', { count: changed })}>
          {rare.map(field)}
          {hasKernel && (
            <Field {...texts('initialiser')}>
              {({ id, describedBy }) => (
                <Select
                  id={id}
                  describedBy={describedBy}
                  value={layer.initialiser}
                  options={startingValues.map((value) => ({ value, label: choice(value) }))}
                  onChange={(initialiser) => store.getState().document.execute('layer.initialiser', { id: layer.id, initialiser })}
                />
              )}
            </Field>
          )}
        </Disclosure>
      )}
    </>
  );
}

interface TaskFieldProps {
  readonly layer: Layer;
  readonly texts: { readonly label: string; readonly english: string; readonly help: { readonly about: string } };
  readonly onCommit: (task: string) => void;
}

function TaskField({ layer, texts, onCommit }: TaskFieldProps) {
  const tasks = useTasks();
  const current = taskOfHead(layer) ?? '';
  const options = tasks.map((task) => ({ value: task.id, label: task.name }));
  return (
    <Field {...texts}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          describedBy={describedBy}
          value={current}
          options={options.some((option) => option.value === current) ? options : [{ value: current, label: '–' }, ...options]}
          onChange={onCommit}
        />
      )}
    </Field>
  );
}
