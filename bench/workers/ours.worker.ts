import { answerOrders } from './answer';
import { measureMemory, trainOurs } from './ours-train';

answerOrders(async (order) => {
  switch (order.kind) {
    case 'ours-train':
      return trainOurs(order.payload);
    case 'ours-memory':
      return measureMemory(order.payload);
    default:
      throw new Error(`not for this worker: ${order.kind}`);
  }
});
