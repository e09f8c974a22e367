import { activated, bindingOf, loadFour, loadSpread, storeFour, tileThreads, written, type Epilogue } from './product-columns';
import type { Program } from './runner-program';
import type { Tile } from './variants';

/** A product of matrices [rows, depth] · [depth, columns], for each of `batch` pairs. */
export interface Product extends Epilogue {
  readonly batch: number;
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  /** The left matrix lies as [depth, rows]. */
  readonly transposeLeft: boolean;
  /** The right matrix lies as [columns, depth]. */
  readonly transposeRight: boolean;
  /** One matrix serves all pairs. */
  readonly sharedLeft: boolean;
  readonly sharedRight: boolean;
  /**
   * A row of ones below the left matrix: the result's last row is then the sum of the right one's
   * rows.
   */
  readonly rowOfOnes: boolean;
}

/**
 * Every thread has a tile of the result in registers; there is no workgroup memory, and so no
 * barrier. All sizes are uniforms, so that one pipeline serves all layers of a network. The depth
 * may be split: the result is then [parts, batch, rows, columns], to be added up.
 */
export function productProgram(product: Product, { rows, columns }: Tile, workgroup: number): Program {
  const { bias, activation, transposeLeft, transposeRight, sharedLeft, sharedRight, rowOfOnes } = product;
  const vectors = product.columns % 4 === 0;
  // Without a loop for what is left over where there is nothing.
  const perPass = product.depth % 2 === 0 ? 2 : 1;
  const flags = [vectors, bias, transposeLeft, transposeRight, sharedLeft, sharedRight, rowOfOnes].map(Number).join('');
  return {
    key: `Product ${flags} ${activation} ${perPass} ${rows} ${columns} ${workgroup}`,
    inputs: [
      ['left', 'f32'],
      bindingOf('right', vectors && !transposeRight),
      ...(bias ? [bindingOf('bias', vectors)] : []),
    ],
    outputs: [bindingOf('result', vectors)],
    uniforms: [['batch', 'i32'], ['rows', 'i32'], ['depth', 'i32'], ['columns', 'i32'], ['depthOfPart', 'i32'], ['parts', 'i32']],
    body: () => body(product, { rows, columns }, workgroup, perPass),
  };
}

function body(product: Product, { rows, columns }: Tile, workgroup: number, perPass: number): string {
  const { rowOfOnes, transposeLeft, transposeRight, sharedLeft, sharedRight, bias, activation } = product;
  const fours = columns / 4;
  const vectors = product.columns % 4 === 0;
  const column = (four: number) => `column + ${four * 4}`;
  return `${tileThreads(workgroup)}
  let depth = uniforms.depth;
  let width = uniforms.columns;
  let resultRows = uniforms.rows${rowOfOnes ? ' + 1' : ''};
  let columnTiles = (width + ${columns - 1}) / ${columns};
  let rowTiles = (resultRows + ${rows - 1}) / ${rows};
  let column = index % columnTiles * ${columns};
  let row = index / columnTiles % rowTiles * ${rows};
  let pair = index / columnTiles / rowTiles % uniforms.batch;
  let part = index / columnTiles / rowTiles / uniforms.batch;
  if (part >= uniforms.parts) { return; }
  let leftStart = ${sharedLeft ? '' : 'pair * uniforms.rows * depth + '}row${transposeLeft ? '' : ' * depth'};
  let rightStart = ${sharedRight ? '' : 'pair * depth * width + '}column${transposeRight ? ' * depth' : ''};
  ${rowOfOnes ? written(rows, (at) => `let ones${at} = row + ${at} == uniforms.rows;`) : ''}
  ${written(rows, (at) => written(fours, (four) => `var sum${at}_${four} = vec4<f32>();`))}
  for (var k = part * uniforms.depthOfPart; k < min(depth, (part + 1) * uniforms.depthOfPart); k += ${perPass}) {
    ${pass(product, rows, fours, perPass)}
  }
  let place = ((part * uniforms.batch + pair) * resultRows + row) * width + column;
  ${written(rows, (at) => `if (row + ${at} < resultRows) {
    ${written(fours, (four) => `let linear${four} = sum${at}_${four}${bias ? ` + ${loadFour('bias', vectors, column(four))}` : ''};
    ${storeFour('result', vectors, 'width', `place + ${at} * width + ${four * 4}`, column(four), activated(activation, `linear${four}`))}`)}
  }`)}
}`;
}

/**
 * Adds the products of `depth` columns of the left matrix and rows of the right one, from `k` on.
 */
function pass({ columns, transposeLeft, transposeRight, rowOfOnes }: Product, rows: number, fours: number, depth: number): string {
  const left = (row: number, step: number) => {
    const place = transposeLeft ? `leftStart + (k + ${step}) * uniforms.rows + ${row}` : `leftStart + ${row} * depth + k + ${step}`;
    return rowOfOnes ? `select(left[${place}], 1.0, ones${row})` : `left[${place}]`;
  };
  const right = (four: number, step: number) =>
    transposeRight
      ? loadSpread('right', `rightStart + ${four * 4} * depth + k + ${step}`, 'depth')
      : loadFour('right', columns % 4 === 0, `rightStart + (k + ${step}) * width + ${four * 4}`);
  return `
    ${written(rows, (row) => written(depth, (step) => `let left${row}_${step} = ${left(row, step)};`))}
    ${written(fours, (four) => `
    ${written(depth, (step) => `let right${four}_${step} = ${right(four, step)};`)}
    ${written(rows, (row) => `sum${row}_${four} += ${written(depth, (step) => `left${row}_${step} * right${four}_${step}`, ' + ')};`)}`)}`;
}
