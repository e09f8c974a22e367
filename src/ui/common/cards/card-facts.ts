import { balancingMethods } from '../../../domain/balancing/balancing-methods';
import { lossKinds, type LossId } from '../../../domain/losses/losses';
import type { LossKind } from '../../../domain/losses/loss-kind';
import type { MetricId } from '../../../domain/metrics/metric-kinds';
import type { LayerKindId } from '../../../domain/network/layer-kinds';
import { optimizerKinds } from '../../../domain/optimizers/optimizer-kinds';
import type { PaperId } from '../../../domain/papers/papers';
import type { ScheduleId } from '../../../domain/schedules/schedule-kinds';
import { isKeyOf, mapValues } from '../../../lib/keys';
import type { CardArea } from './card-area';

/** What a card has besides texts. */
export interface CardFacts {
  /** Where the panel that opens the card has none. */
  readonly formula?: string;
  readonly papers: readonly PaperId[];
  /** A page with the definition. */
  readonly page?: string;
}

const of = (formula: string, ...papers: readonly PaperId[]): CardFacts => ({ formula, papers });
const by = (...papers: readonly PaperId[]): CardFacts => ({ papers });

const kinds: Readonly<Record<LayerKindId, CardFacts>> = {
  input: of('y = (x − μ) / σ'),
  conv2d: of('y = φ(W ∗ x + b)'),
  'separable-conv2d': of('y = φ(P (D ∗ x) + b)', 'chollet2017xception'),
  dense: of('y = φ(W x + b)'),
  gru: of('r, z = σ(W x + U h), n = tanh(W x + r ⊙ U h), h ← (1 − z) ⊙ n + z ⊙ h', 'cho2014gru'),
  'max-pool': of('y = max x'),
  'average-pool': of('y = 1/n · Σ x'),
  'global-average-pool': of('y = 1/(h·w) · Σ x', 'lin2014nin'),
  flatten: of('[h, w, c] → [h·w·c]'),
  activation: of('y = φ(x)'),
  'batch-norm': of('y = γ (x − μ) / √(σ² + ε) + β', 'ioffe2015batchnorm'),
  dropout: of('y = x · m / (1 − p), P(m = 0) = p', 'srivastava2014dropout'),
  add: of('y = Σ xᵢ', 'he2016resnet'),
  multiply: of('y = Π xᵢ', 'liu2019mtan'),
  concat: of('y = [x₁, x₂, …]', 'huang2017densenet'),
  upsample: of('[h, w, c] → [n·h, n·w, c]'),
  'cross-stitch': of('y = Σ αᵢ xᵢ', 'misra2016crossstitch'),
  sluice: of('yₐ = Σ αₐᵢ xᵢ', 'ruder2019sluice'),
  experts: of('y = Σ softmax(g)ᵢ xᵢ', 'ma2018mmoe'),
  film: of('y = γ x + β', 'perez2018film'),
  'gradient-reversal': of('y = x, ∂L/∂x = −λ ∂L/∂y', 'ganin2015reversal'),
  head: of('ŷ = W x + b'),
};

const layer: Readonly<Record<string, CardFacts>> = {
  source: of('x = (data − mean) / deviation'),
  field: of('x = image'),
  filters: of('k · k · c · filters + filters'),
  kernel: of('k · k · c · filters + filters'),
  stride: of('h′ = ⌈h / s⌉'),
  padding: of('same: h′ = ⌈h / s⌉; valid: h′ = ⌈(h − k + 1) / s⌉'),
  activation: of('ReLU(x) = max(0, x)', 'hendrycks2016gelu'),
  units: of('dense: n · units + units; GRU: 3 · units · (n + units + 2)'),
  size: of('h′ = ⌈h / size⌉'),
  function: of('ReLU(x) = max(0, x)', 'hendrycks2016gelu'),
  rate: of('P(m = 0) = p', 'srivastava2014dropout'),
  factor: of('h′ = n · h'),
  own: of('α = 0.9; 0.1 / (K − 1)', 'misra2016crossstitch'),
  lambda: of('∂L/∂x = −λ ∂L/∂y', 'ganin2015reversal'),
  task: of('L = Σ wᵢ · Lᵢ'),
  initialiser: of('He: σ² = 2 / n_in; Glorot: σ² = 2 / (n_in + n_out)', 'he2015initialisation', 'glorot2010'),
};

const metrics: Readonly<Partial<Record<MetricId, CardFacts>>> = {
  dice: by('dice1945'),
  iou: by('rezatofighi2019giou'),
  ap50: by('lin2014coco'),
  ap: by('lin2014coco'),
  auc: by('fawcett2006roc'),
};

const schedules: Readonly<Partial<Record<ScheduleId, CardFacts>>> = { cosine: by('loshchilov2017sgdr') };

const training: Readonly<Record<string, CardFacts>> = {
  warmup: by('goyal2017warmup'),
  clipNorm: by('pascanu2013clipping'),
  evaluateEvery: of('step mod n = 0'),
  seed: of('hash(seed, purpose, layer, step)'),
};

const turns: Readonly<Record<string, CardFacts>> = {
  together: of('L = Σ wᵢ Lᵢ'),
  'in-turn': of('L(t) = w Lᵢ, i = t mod K'),
  'by-amount': of('L(t) = w Lᵢ, P(i) = Nᵢ / Σ N'),
  each: of('L(t) = w Lᵢ, i = π(t mod K)'),
};

const batches: Readonly<Record<string, CardFacts>> = {
  mini: of('g = 1/B · Σ ∇L(image)'),
  full: of('g = 1/N · Σ ∇L(image)'),
  single: of('g = ∇L(image)'),
};

const optimizing: Readonly<Record<string, CardFacts>> = {
  momentum: of('v ← μ v + g', 'polyak1964momentum'),
  beta1: of('m ← β₁ m + (1 − β₁) g', 'kingma2015adam'),
  beta2: of('v ← β₂ v + (1 − β₂) g²', 'kingma2015adam'),
  alpha: of('v ← α v + (1 − α) g²', 'tieleman2012rmsprop'),
  epsilon: of('w ← w − η g / (√v + ε)'),
  weightDecay: of('w ← w − η λ w', 'loshchilov2019adamw'),
  gamma: of('η ← γ η'),
  every: of('η(t) = η · γ^⌊epochs / n⌋'),
};

const lossParameters: Readonly<Record<string, CardFacts>> = {
  labelSmoothing: of('y ← (1 − ε) y + ε / K', 'szegedy2016rethinking'),
  classWeights: of('w_c = n / (K n_c), L = Σ w_y L_y / Σ w_y'),
  half: of('L = ½ (ŷ − y)²'),
  delta: of('|e| ≤ δ: ½ e²; else δ (|e| − ½ δ)', 'huber1964'),
  beta: of('|e| < β: ½ e² / β; else |e| − ½ β', 'girshick2015fastrcnn'),
  dice: of('L = (1 − d) · CE + d · (1 − Dice)', 'milletari2016vnet'),
};

const augmentation: Readonly<Record<string, CardFacts>> = {
  shift: of('(x, y) → (x + a, y + b), |a|, |b| ≤ n'),
  flip: of('(x, y) → (w − x, y)'),
  rotate: of('(x, y) → R_φ (x, y), |φ| ≤ n'),
  zoom: of('(x, y) → s (x, y), |s − 1| ≤ n'),
  contrast: of('x ← c · x, |c − 1| ≤ n'),
  brightness: of('x ← x + b, |b| ≤ n'),
  crop: of('(x, y) → (x − a, y − b) / s, 1 − n ≤ s ≤ 1', 'szegedy2015inception'),
  noise: of('x ← x + n ε, ε ~ N(0, 1)'),
  cutout: of('|x − a|, |y − b| ≤ n/2: x ← 0', 'devries2017cutout'),
};

/** What the charts show; their formulas stand in the help of their titles. */
const charts: Readonly<Record<string, CardFacts>> = { cosine: by('yu2020pcgrad'), similarity: by('yu2020pcgrad') };

/** How composed sets are composed. */
const data: Readonly<Record<string, CardFacts>> = {
  fragments: of('image = max(digit, piece₁, …, pieceₙ)'),
  clutter: of('image = max(digit, c · piece)'),
  smallest: of('scale ~ U(smallest, largest)'),
  largest: of('scale ~ U(smallest, largest)'),
  together: of('P(colour = digit’s) = r + (1 − r) / 10'),
  seed: of('hash(seed, image)'),
};

const losses = mapValues<LossId, LossKind, CardFacts>(lossKinds, ({ papers, page }) => (page === undefined ? { papers } : { papers, page }));

const tables: Readonly<Record<CardArea, Readonly<Partial<Record<string, CardFacts>>>>> = {
  method: balancingMethods,
  loss: losses,
  metric: metrics,
  optimizer: optimizerKinds,
  schedule: schedules,
  kind: kinds,
  alternate: turns,
  batch: batches,
  training,
  optimizing,
  layer,
  // Their formula is that of the method.
  balancing: {},
  'loss-parameter': lossParameters,
  augmentation,
  chart: charts,
  data,
};

const none: CardFacts = { papers: [] };

/** Formula, papers and page of a kind or a parameter, as far as it has any of its own. */
export function cardFacts(area: CardArea, id: string): CardFacts {
  const table = tables[area];
  return (isKeyOf(table)(id) ? table[id] : undefined) ?? none;
}
