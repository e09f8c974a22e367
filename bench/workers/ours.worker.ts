import { answerOrders } from './answer';
import { measureOurProducts } from './ours-products';
import { record } from './ours-recording';
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
    case 'ours-recording':
      return record(order.payload);
    default:
      throw new Error(`not for this worker: ${order.kind}`);
  }
});
