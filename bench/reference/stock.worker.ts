import { answerOrders } from '../workers/answer';
import { trainConvNet } from './convnet';
import { measureStockProducts } from './stock-products';
import { replay } from './stock-replay';
import { trainStock } from './stock-train';

answerOrders(async (order) => {
  switch (order.kind) {
    case 'stock-train':
      return trainStock(order.payload);
    case 'stock-products':
      return measureStockProducts(order.payload);
    case 'stock-replay':
      return replay(order.payload);
    case 'convnetjs':
      return trainConvNet(order.payload);
    default:
      throw new Error(`not for this worker: ${order.kind}`);
  }
});
