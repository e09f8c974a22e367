import { expect, it } from 'vitest';
import { datasetById, type DatasetId } from '../../../domain/datasets/datasets';
import { keepsClear } from '../../../domain/network/routes/line';
import { wireRoute } from '../../../domain/network/routes/route';
import { defaultExperiment } from '../../../experiment/default-experiment';
import { taskKindsOf } from '../../../experiment/edits/data';
import { shownNetwork } from '../../../experiment/groups';
import { templateIds } from '../../../experiment/templates/template-ids';
import { templates } from '../../../experiment/templates/templates';
import { edgeId } from '../flow-graph';
import { fullDrawing, toCanvas, type Drawing } from '../viewport/drawing';
import { routesOf } from './routes';

const datasets: readonly DatasetId[] = ['mnist', 'cifar10', 'digit-hunt', 'two-digits'];
const compact: Drawing = { direction: 'right', card: 'compact' };

it.each(templateIds)('no strand of %s runs behind a layer that it does not enter', (id) => {
  for (const dataset of datasets) {
    const tasks = taskKindsOf(datasetById(dataset)).slice(0, 4).map((kind, colour) => ({ id: kind, kind, colour, weight: 1 }));
    const { units, wires } = shownNetwork(templates[id].build({ ...defaultExperiment.data, dataset }, tasks));
    for (const [drawing, size] of [[fullDrawing, { width: 120, height: 84 }], [compact, { width: 120, height: 50 }]] as const) {
      const boxes = new Map(units.map((unit) => [unit.id, { ...toCanvas(drawing, unit), ...size }]));
      const routes = routesOf(wires.map((bundle) => ({ id: edgeId(bundle), source: bundle.from, target: bundle.to, strands: tasks.length })), boxes, drawing, wireRoute);
      for (const { from, to } of wires) {
        const line = routes.get(`${from}>${to}`) ?? [];
        const hiding = [...boxes].filter(([unit, box]) => unit !== from && unit !== to && !keepsClear(line, box));
        expect(hiding.map(([unit]) => unit), `${from} to ${to} on ${dataset}`).toEqual([]);
      }
    }
  }
});
