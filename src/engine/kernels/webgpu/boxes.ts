import { ownKernel } from './kernel-attributes';
import { dispatch, isEmpty, output, zeros } from './runner';
import type { Program } from './runner-program';
import { runTerms, type Terms } from './sum-of-terms';
import { addUpParts } from './threads';
import { adapterClassOf, type AdapterClass } from './variants';

/** Threads of the one workgroup that makes the sums on a graphics processor. */
const lanes = 64;

/**
 * How the predicted and the true box of an example lie to each other, as `boxOverlap` and
 * `boxHull` of operations/box-overlap.ts say it; vectors are of width and height.
 */
const overlapCode = `
struct Overlap {
  own: vec4<f32>,
  shift: vec2<f32>,
  growth: vec2<f32>,
  reach: vec2<f32>,
  inner: vec2<f32>,
  outer: vec2<f32>,
  both: f32,
  covered: f32,
}
fn overlapOf(row: u32) -> Overlap {
  let first = 4u * row;
  let z = vec4(prediction[first], prediction[first + 1u], prediction[first + 2u], prediction[first + 3u]);
  let truth = vec4(target_[first], target_[first + 1u], target_[first + 2u], target_[first + 3u]);
  var found: Overlap;
  found.own = 1.0 / (1.0 + exp(-z));
  found.shift = found.own.xy - truth.xy;
  found.growth = 0.5 * (found.own.zw - truth.zw);
  let distance = max(abs(found.shift), abs(found.growth));
  let mean = found.own.zw - found.growth;
  found.reach = mean - distance;
  found.inner = max(found.reach, vec2(0.0));
  found.outer = mean + distance;
  found.both = found.inner.x * found.inner.y;
  found.covered = max(found.own.z * found.own.w + truth.z * truth.w - found.both, 1e-7);
  return found;
}`;

/** `boxLoss` of losses/parts, its value and its derivative. */
function lossCode(withHull: boolean): string {
  return `${overlapCode}
fn hullOf(box: Overlap) -> f32 { return max(box.outer.x * box.outer.y, 1e-7); }
fn term(row: u32) -> f32 {
  let box = overlapOf(row);
  let apart = (box.covered - box.both) / box.covered;
  let beside = ${withHull ? '(hullOf(box) - box.covered) / hullOf(box)' : '0.0'};
  return (apart + beside) * exampleWeights[row] * uniforms.factor;
}
fn write(row: u32) {
  let box = overlapOf(row);
  let perHull = ${withHull ? '1.0 / hullOf(box)' : '0.0'};
  let perCovered = 1.0 / box.covered;
  let byOwnArea = box.both * perCovered * perCovered - perHull;
  // A common side that is cut off at 0 moves nothing.
  let lessByInner = (perCovered + byOwnArea) * box.inner.yx * select(vec2(0.0), vec2(1.0), box.reach > vec2(0.0));
  let byOuter = box.covered * perHull * perHull * box.outer.yx;
  let halfByDistance = 0.5 * (byOuter + lessByInner);
  let ahead = sign(box.shift + box.growth);
  let behind = sign(box.shift - box.growth);
  let byCentre = halfByDistance * (ahead + behind);
  let byGrowth = halfByDistance * (ahead - behind);
  let bySize = byOwnArea * box.own.wz + 0.5 * (byOuter - lessByInner + byGrowth);
  let slope = (box.own - box.own * box.own) * exampleWeights[row] * uniforms.factor;
  let gradient = vec4(byCentre, bySize) * slope;
  let first = 4u * row;
  cotangent[first] = gradient.x;
  cotangent[first + 1u] = gradient.y;
  cotangent[first + 2u] = gradient.z;
  cotangent[first + 3u] = gradient.w;
}`;
}

/** The loss of boxes and its cotangent in one dispatch, where stock operations take about fifty. */
export const boxLoss = ownKernel('BoxLoss', ({ backend, tensor, number }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), tensor('exampleWeights')];
  const [batch = 0] = prediction.shape;
  if (isEmpty(prediction)) return [zeros(backend, [1]), zeros(backend, prediction.shape)];
  const cotangent = output(backend, prediction.shape);
  const withHull = number('hull') === 1;
  const terms: Terms = {
    name: `BoxLoss ${withHull ? 'with hull' : ''}`,
    inputs: [['prediction', 'f32'], ['target_', 'f32'], ['exampleWeights', 'f32']],
    outputs: [['cotangent', 'f32']],
    count: 'arrayLength(&exampleWeights)',
    code: lossCode(withHull),
  };
  return [runTerms(backend, terms, batch, [prediction, target, exampleWeights], [cotangent], [['f32', 1 / number('total')]]), cotangent];
});

function sumsProgram(adapter: AdapterClass, weighted: boolean): Program {
  const threads = adapter === 'software' ? 1 : lanes;
  return {
    key: `BoxSums ${adapter}${weighted ? ' weighted' : ''}`,
    inputs: [['prediction', 'f32'], ['target_', 'f32'], ...(weighted ? [['exampleWeights', 'f32']] as const : [])],
    outputs: [['sums', 'f32']],
    body: () => `${overlapCode}
var<workgroup> parts: array<vec2<f32>, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) lane: u32) {
  var total = vec2(0.0);
  for (var row = lane; row < arrayLength(&prediction) / 4u; row += ${threads}u) {
    let box = overlapOf(row);
    total += vec2(box.both / box.covered, 1.0)${weighted ? ' * exampleWeights[row]' : ''};
  }
  parts[lane] = total;
  ${threads === 1 ? '' : addUpParts(threads)}
  if (lane == 0u) {
    sums[0] = parts[0].x;
    sums[1] = parts[0].y;
  }
}`,
  };
}

/** [Σ IoU, examples] in one dispatch. */
export const boxSums = ownKernel('BoxSums', ({ backend, tensor, optional }) => {
  const [prediction, target, exampleWeights] = [tensor('prediction'), tensor('target'), optional('exampleWeights')];
  if (isEmpty(prediction)) return zeros(backend, [2]);
  const sums = output(backend, [2]);
  const inputs = [prediction, target, ...(exampleWeights === undefined ? [] : [exampleWeights])];
  dispatch(backend, sumsProgram(adapterClassOf(backend.device), exampleWeights !== undefined), { inputs, outputs: [sums], workgroups: 1 });
  return sums;
});
