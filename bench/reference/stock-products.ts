import type { ProductRate, WorkerOrders } from '../messages';
import { measurePlainProducts } from '../workers/plain-products';
import { startStockBackend } from './stock-backends';

/** Plain products by TensorFlow.js' own kernels. */
export async function measureStockProducts({ backend, timing }: WorkerOrders['stock-products']['payload']): Promise<readonly ProductRate[]> {
  await startStockBackend(backend);
  return measurePlainProducts(timing);
}
