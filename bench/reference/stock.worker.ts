import { answerOrders } from '../workers/answer';
import { trainConvNet } from './convnet';
import { trainStock } from './stock-train';

answerOrders(async (order) => {
  switch (order.kind) {
    case 'stock-train':
      return trainStock(order.payload);
    case 'convnetjs':
      return trainConvNet(order.payload);
    default:
      throw new Error(`not for this worker: ${order.kind}`);
  }
});
