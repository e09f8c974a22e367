import {
  activated, columnBinding, loadColumns, storeColumns, tileThreads, written, type Epilogue,
} from './product-columns';
import type { Program } from './runner-program';
import type { Tile } from './variants';

/** A product of matrices [rows, depth] · [depth, columns], for each of `batch` pairs. */
export interface Product extends Epilogue {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  /** The left matrix lies as [depth, rows]. */
  readonly transposeLeft: boolean;
  /** The right matrix lies as [columns, depth]. */
  readonly transposeRight: boolean;
  /** One matrix may serve all pairs. */
  readonly sharedLeft: boolean;
  readonly sharedRight: boolean;
  /** A row of ones below the left matrix: the result's last row is then the sum of the right one's rows. */
  readonly rowOfOnes: boolean;
}

/** Products that are added to a sum before it is stored. */
const depthPerPass = 4;

/**
 * Every thread has a tile of the result in registers; there is no workgroup memory, and so no barrier. Only `rows` and `depth` that differ
 * from run to run (with the batch) are uniforms.
 */
export function productProgram(product: Product, { rows, columns }: Tile, workgroup: number): Program {
  const { bias, activation, transposeLeft, transposeRight, sharedLeft, sharedRight, rowOfOnes } = product;
  const flags = [bias, transposeLeft, transposeRight, sharedLeft, sharedRight, rowOfOnes].map(Number).join('');
  return {
    key: `Product ${product.columns} ${flags} ${activation} ${rows} ${columns} ${workgroup}`,
    inputs: [
      ['left', 'f32'],
      transposeRight ? ['right', 'f32'] : columnBinding('right', product.columns),
      ...(bias ? [columnBinding('bias', product.columns)] : []),
    ],
    outputs: [columnBinding('result', product.columns)],
    uniforms: [['batch', 'i32'], ['rows', 'i32'], ['depth', 'i32']],
    body: () => body(product, { rows, columns }, workgroup),
  };
}

function body(product: Product, { rows, columns }: Tile, workgroup: number): string {
  const { rowOfOnes } = product;
  const fours = columns / 4;
  const columnTiles = Math.ceil(product.columns / columns);
  const sums = (piece: (row: number, four: number) => string) => written(rows, (row) => written(fours, (four) => piece(row, four)));
  return `${tileThreads(workgroup)}
  let resultRows = uniforms.rows${rowOfOnes ? ' + 1' : ''};
  let rowTiles = (resultRows + ${rows - 1}) / ${rows};
  let column = index % ${columnTiles} * ${columns};
  let row = index / ${columnTiles} % rowTiles * ${rows};
  let pair = index / ${columnTiles} / rowTiles;
  if (pair >= uniforms.batch) { return; }
  let depth = uniforms.depth;
  let leftStart = ${product.sharedLeft ? '' : 'pair * uniforms.rows * depth + '}row${product.transposeLeft ? '' : ' * depth'};
  let rightStart = ${product.sharedRight ? '' : `pair * depth * ${product.columns} + `}column${product.transposeRight ? ' * depth' : ''};
  ${rowOfOnes ? written(rows, (index) => `let ones${index} = row + ${index} == uniforms.rows;`) : ''}
  ${sums((row_, four) => `var sum${row_}_${four} = vec4<f32>();`)}
  var k = 0;
  for (; k + ${depthPerPass - 1} < depth; k += ${depthPerPass}) { ${pass(product, rows, fours, depthPerPass)} }
  for (; k < depth; k++) { ${pass(product, rows, fours, 1)} }
  let place = (pair * resultRows + row) * ${product.columns} + column;
  ${written(rows, (at) => `if (row + ${at} < resultRows) {
    ${written(fours, (four) => {
      const sum = product.bias ? `(sum${at}_${four} + ${loadColumns('bias', product.columns, `column + ${four * 4}`)})` : `sum${at}_${four}`;
      const value = activated(product.activation, `linear${four}`);
      return `let linear${four} = ${sum};
    ${storeColumns('result', product.columns, `place + ${at * product.columns + four * 4}`, `column + ${four * 4}`, value)}`;
    })}
  }`)}
}`;
}

/** Adds the products of `depth` columns of the left matrix and rows of the right one, from `k` on. */
function pass({ columns, transposeLeft, transposeRight, rowOfOnes }: Product, rows: number, fours: number, depth: number): string {
  const left = (row: number, step: number) => {
    const place = transposeLeft ? `leftStart + (k + ${step}) * uniforms.rows + ${row}` : `leftStart + ${row} * depth + k + ${step}`;
    return rowOfOnes ? `select(left[${place}], 1.0, ones${row})` : `left[${place}]`;
  };
  const right = (four: number, step: number) =>
    transposeRight
      ? spreadRight(four, step)
      : loadColumns('right', columns, `rightStart + (k + ${step}) * ${columns} + ${four * 4}`);
  return `
    ${written(rows, (row) => written(depth, (step) => `let left${row}_${step} = ${left(row, step)};`))}
    ${written(fours, (four) => `
    ${written(depth, (step) => `let right${four}_${step} = ${right(four, step)};`)}
    ${written(rows, (row) => `sum${row}_${four} += ${written(depth, (step) => `left${row}_${step} * right${four}_${step}`, ' + ')};`)}`)}`;
}

function spreadRight(four: number, step: number): string {
  return `vec4<f32>(${[0, 1, 2, 3].map((lane) => `right[rightStart + ${four * 4 + lane} * depth + k + ${step}]`).join(', ')})`;
}
