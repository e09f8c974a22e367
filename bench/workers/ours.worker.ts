import { answerOrders } from './answer';
import { measureOurProducts } from './ours-products';
import { compareOurs, measureMemory, trainOurs } from './ours-train';

answerOrders(async (order) => {
  switch (order.kind) {
    case 'ours-train':
      return trainOurs(order.payload);
    case 'ours-turns':
      return compareOurs(order.payload);
    case 'ours-products':
      return measureOurProducts(order.payload);
    case 'ours-memory':
      return measureMemory(order.payload);
    default:
      throw new Error(`not for this worker: ${order.kind}`);
  }
});
