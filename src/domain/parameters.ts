/**
 * What can be set about a layer, a loss, a method or an optimiser: one description that the
 * inspector draws, the document's schema checks and the repair of a damaged link clamps to.
 */
export type ParameterValue = number | string | boolean;

export type ParameterSpec = ParameterRange & {
  /** True for what is set so seldom that it is folded away. */
  readonly rare?: true;
};

type ParameterRange =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly default: number }
  | {
      readonly kind: 'real';
      readonly min: number;
      readonly max: number;
      readonly default: number;
      /** Log: the slider and the arrow keys move by factors. */
      readonly scale: 'linear' | 'log';
    }
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly default: string }
  | { readonly kind: 'flag'; readonly default: boolean }
  /** The id of one of the document's tasks; '' while none is chosen. */
  | { readonly kind: 'task'; readonly default: '' }
  /** The name of one of the data set's fields; '' for the usual one. */
  | { readonly kind: 'field'; readonly default: '' };

/** What can be set without knowing the document around it. */
export type PlainSpec = Exclude<ParameterSpec, { readonly kind: 'task' | 'field' }>;

/** True for a parameter that a number, a choice or a tick sets. */
export function isPlain(spec: ParameterSpec): spec is PlainSpec {
  return spec.kind !== 'task' && spec.kind !== 'field';
}

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** True if the value is of the kind that the spec describes and in its range. */
export function isAllowed(spec: ParameterSpec, value: unknown): value is ParameterValue {
  switch (spec.kind) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= spec.min && value <= spec.max;
    case 'real':
      return typeof value === 'number' && Number.isFinite(value) && value >= spec.min && value <= spec.max;
    case 'choice':
      return typeof value === 'string' && spec.options.includes(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'task':
      return typeof value === 'string';
    case 'field':
      return typeof value === 'string' && /^([a-z][a-z0-9-]{0,39})?$/.test(value);
  }
}

/**
 * The nearest allowed value: numbers are rounded and clamped, anything else that is not allowed
 * becomes the default.
 */
export function nearestAllowed(spec: ParameterSpec, value: unknown): ParameterValue {
  if (isAllowed(spec, value)) return value;
  if ((spec.kind === 'integer' || spec.kind === 'real') && typeof value === 'number' && !Number.isNaN(value)) {
    const clamped = Math.min(spec.max, Math.max(spec.min, value));
    return spec.kind === 'integer' ? Math.round(clamped) : clamped;
  }
  return spec.default;
}

/** The defaults of every parameter. */
export function defaultsOf(specs: ParameterSpecs): Record<string, ParameterValue> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
}

/** A numeric parameter, or its default where the document leaves it out or holds something else. */
export function numberOf(specs: ParameterSpecs, values: ParameterValues, name: string): number {
  const spec = specs[name];
  if (spec === undefined) throw new Error(`no parameter is called ${name}`);
  const value = nearestAllowed(spec, values[name]);
  if (typeof value !== 'number') throw new Error(`parameter ${name} is not a number`);
  return value;
}

/** A flag, or its default where the document leaves it out or holds something else. */
export function flagOf(specs: ParameterSpecs, values: ParameterValues, name: string): boolean {
  const spec = specs[name];
  if (spec === undefined) throw new Error(`no parameter is called ${name}`);
  const value = nearestAllowed(spec, values[name]);
  if (typeof value !== 'boolean') throw new Error(`parameter ${name} is not a flag`);
  return value;
}

/** A choice, or its default where the document leaves it out or holds something else. */
export function choiceOf(specs: ParameterSpecs, values: ParameterValues, name: string): string {
  const spec = specs[name];
  if (spec === undefined) throw new Error(`no parameter is called ${name}`);
  const value = nearestAllowed(spec, values[name]);
  if (typeof value !== 'string') throw new Error(`parameter ${name} is not a choice`);
  return value;
}
