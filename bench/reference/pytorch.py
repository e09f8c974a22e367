"""Times a training step in PyTorch: an order as JSON on standard input, milliseconds per step as JSON on standard output."""
import json
import sys
import time

import torch
from torch import nn
import torch.nn.functional as F

ACTIVATIONS = {'relu': F.relu, 'sigmoid': torch.sigmoid, 'tanh': torch.tanh, 'gelu': F.gelu}


def same_padding(length, kernel, stride):
    """Zeros before and after, as TensorFlow places them: the odd one after."""
    total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
    return total // 2, total - total // 2


class Window(nn.Module):
    """A convolution, or a depthwise one followed by a pointwise one, with TensorFlow's padding."""

    def __init__(self, shape, values, separable=False):
        super().__init__()
        height, width, channels = shape
        kernel, stride, filters = values['kernel'], values['stride'], values['filters']
        self.pad, self.inner = (0, 0, 0, 0), 0
        if values['padding'] == 'same':
            rows, columns = same_padding(height, kernel, stride), same_padding(width, kernel, stride)
            if len({*rows, *columns}) == 1:
                self.inner = rows[0]
            else:
                self.pad = columns + rows
        if separable:
            self.steps = nn.Sequential(
                nn.Conv2d(channels, channels, kernel, stride, self.inner, groups=channels, bias=False), nn.Conv2d(channels, filters, 1))
        else:
            self.steps = nn.Conv2d(channels, filters, kernel, stride, self.inner)

    def forward(self, x):
        return self.steps(F.pad(x, self.pad) if any(self.pad) else x)


class Network(nn.Module):
    """A graph of layers; images inside are [batch, channels, height, width]."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.shapes = {layer['id']: layer['outputShape'] for layer in network['layers']}
        self.parts = nn.ModuleDict()
        for layer in network['layers']:
            part = self.part_of(layer)
            if part is not None:
                self.parts[layer['id']] = part

    def part_of(self, layer):
        kind, values = layer['kind'], layer['values']
        if kind == 'input':
            return None
        shape = self.shapes[layer['inputs'][0]]
        size = 1
        for length in shape:
            size *= length
        if kind in ('conv2d', 'separable-conv2d'):
            return Window(shape, values, kind != 'conv2d')
        if kind == 'dense':
            return nn.Linear(size, values['units'])
        if kind == 'batch-norm':
            return nn.BatchNorm2d(shape[-1]) if len(shape) == 3 else nn.BatchNorm1d(shape[-1])
        if kind == 'head':
            out = layer['outputShape']
            if len(out) == 3 and len(shape) == 3:
                return nn.Conv2d(shape[-1], out[-1], 3, padding=1)
            total = 1
            for length in out:
                total *= length
            return nn.Linear(size, total)
        return None

    def run_layer(self, layer, inputs):
        kind, values = layer['kind'], layer['values']
        x = inputs[0]
        if kind in ('dense', 'head', 'conv2d', 'separable-conv2d', 'batch-norm'):
            part = self.parts[layer['id']]
            y = part(x.flatten(1) if isinstance(part, nn.Linear) else x)
            if kind == 'head' and len(layer['outputShape']) == 3 and y.dim() == 2:
                height, width, channels = layer['outputShape']
                y = y.view(-1, channels, height, width)
            activation = values.get('activation', 'none')
            return y if activation == 'none' else ACTIVATIONS[activation](y)
        if kind == 'max-pool':
            return F.max_pool2d(x, values['size'], values['stride'])
        if kind == 'average-pool':
            return F.avg_pool2d(x, values['size'], values['stride'])
        if kind == 'global-average-pool':
            return x.mean((2, 3))
        if kind == 'activation':
            return ACTIVATIONS[values['function']](x)
        if kind == 'add':
            return sum(inputs[1:], x)
        if kind == 'concat':
            return torch.cat(inputs, 1)
        if kind == 'flatten':
            return x.flatten(1)
        if kind == 'dropout':
            return F.dropout(x, values['rate'], self.training)
        if kind == 'upsample':
            return F.interpolate(x, scale_factor=values['factor'], mode='nearest')
        raise ValueError('no layer for ' + kind)

    def forward(self, images):
        outputs = {}
        for layer in self.network['layers']:
            inputs = [outputs[name] for name in layer['inputs']]
            outputs[layer['id']] = images if layer['kind'] == 'input' else self.run_layer(layer, inputs)
        return [outputs[task['head']] for task in self.network['tasks']]


def box_loss(output, target, with_hull):
    """The mean of 1 - IoU, or of 1 - GIoU (Rezatofighi et al. 2019), by the corners of the boxes."""
    boxes = torch.sigmoid(output)
    begin, end = boxes[:, :2] - boxes[:, 2:] / 2, boxes[:, :2] + boxes[:, 2:] / 2
    true_begin, true_end = target[:, :2] - target[:, 2:] / 2, target[:, :2] + target[:, 2:] / 2
    common = (torch.min(end, true_end) - torch.max(begin, true_begin)).clamp(min=0).prod(1)
    union = boxes[:, 2:].prod(1) + target[:, 2:].prod(1) - common
    hull = (torch.max(end, true_end) - torch.min(begin, true_begin)).prod(1)
    apart = 1 - common / union
    return (apart + (hull - union) / hull if with_hull else apart).mean()


def pixel_loss(output, target, values):
    """Cross-entropy of pixels and the soft Dice of each image; output [batch, channels, height, width]."""
    if output.shape[1] == 1:
        surprise = F.binary_cross_entropy_with_logits(output[:, 0], target.float())
        seen, there = torch.sigmoid(output), target[:, None].float()
    else:
        surprise = F.cross_entropy(output, target)
        seen = F.softmax(output, 1)[:, 1:]
        there = F.one_hot(target, output.shape[1]).permute(0, 3, 1, 2)[:, 1:].float()
    both, each = (seen * there).sum((2, 3)), (seen + there).sum((2, 3))
    share = values['dice']
    return (1 - share) * surprise + share * (1 - (2 * both + 1) / (each + 1)).mean()


def cumulative_loss(output, target):
    above = (target[:, None] > torch.arange(output.shape[1])).float()
    return F.binary_cross_entropy_with_logits(output, above)


# Per loss: answers at random for such an output, and the loss itself. A loss that is not here has no reference: the
# look-up fails.
LOSSES = {
    'cross-entropy': (
        lambda z: torch.randint(0, z.shape[1], (z.shape[0],)),
        lambda z, y, o: F.cross_entropy(z, y, label_smoothing=o['labelSmoothing']),
    ),
    'mse': (torch.rand_like, lambda z, y, o: F.mse_loss(z, y) * (0.5 if o['half'] else 1)),
    'mae': (torch.rand_like, lambda z, y, o: F.l1_loss(z, y)),
    'huber': (torch.rand_like, lambda z, y, o: F.huber_loss(z, y, delta=o['delta'])),
    'giou': (torch.rand_like, lambda z, y, o: box_loss(z, y, True)),
    'iou': (torch.rand_like, lambda z, y, o: box_loss(z, y, False)),
    'smooth-l1': (torch.rand_like, lambda z, y, o: F.smooth_l1_loss(torch.sigmoid(z), y, beta=o['beta'])),
    'pixel-cross-entropy': (
        lambda z: torch.randint(0, max(2, z.shape[1]), (z.shape[0], *z.shape[2:])),
        pixel_loss,
    ),
    'binary-cross-entropy': (
        lambda z: torch.randint(0, 2, z.shape).float(),
        lambda z, y, o: F.binary_cross_entropy_with_logits(z, y),
    ),
    'cumulative-logits': (
        lambda z: torch.randint(0, z.shape[1] + 1, (z.shape[0],)),
        lambda z, y, o: cumulative_loss(z, y),
    ),
}


def main():
    order = json.load(sys.stdin)
    torch.set_num_threads(order['threads'])
    torch.manual_seed(1)
    network, batch = order['network'], order['batch']
    height, width, channels = network['image']
    images = torch.randn(batch, channels, height, width)
    tasks = network['tasks']
    model = Network(network)
    model.train()
    outputs = model(images)
    targets = [LOSSES[task['loss']][0](output) for task, output in zip(tasks, outputs)]
    optimizer = torch.optim.Adam(model.parameters(), lr=network['learningRate'])

    def losses():
        return [
            LOSSES[task['loss']][1](output, target, task['lossValues'])
            for task, output, target in zip(tasks, model(images), targets)
        ]

    def step():
        optimizer.zero_grad()
        total = sum(task['weight'] * loss for task, loss in zip(tasks, losses()))
        total.backward()
        optimizer.step()

    def clock():
        return 1000 * time.perf_counter()

    begin, steps, last = clock(), 0, 0
    while True:
        start = clock()
        step()
        last, steps = clock() - start, steps + 1
        if clock() - begin >= order['warmUp'] and (steps >= 3 or last >= order['repeat']):
            break
    count = max(1, round(order['repeat'] / last))
    times = []
    for _ in range(order['repeats']):
        start = clock()
        for _ in range(count):
            step()
        times.append((clock() - start) / count)
    json.dump({'times': times, 'stepsPerRepeat': count, 'losses': [loss.item() for loss in losses()]}, sys.stdout)


main()
