"""Computes with PyTorch what pytorch.test.ts compares the engine with: JSON on standard input, JSON on standard output.

Images are [batch, height, width, channels] and kernels [height, width, channels in, channels out] on both ends.
"""
import json
import sys

import torch
import torch.nn.functional as F


def numbers(given):
    return torch.tensor(given['values'], dtype=torch.float32).reshape(given['shape'])


def plain(tensor):
    return {'shape': list(tensor.shape), 'values': tensor.detach().contiguous().reshape(-1).tolist()}


ACTIVATIONS = {'none': lambda x: x, 'relu': F.relu, 'gelu': F.gelu, 'sigmoid': torch.sigmoid, 'tanh': torch.tanh}


def images(x):
    return x.permute(0, 3, 1, 2)


def back(x):
    return x.permute(0, 2, 3, 1)


def layer(kind, options, inputs, weights):
    x = inputs[0]
    if kind == 'conv2d':
        linear = F.conv2d(images(x), weights[0].permute(3, 2, 0, 1), weights[1], options['stride'], options['torchPadding'])
        return back(ACTIVATIONS[options['activation']](linear))
    if kind == 'separable-conv2d':
        depthwise = weights[0].permute(2, 3, 0, 1)
        between = F.conv2d(images(x), depthwise, None, options['stride'], options['torchPadding'], groups=x.shape[3])
        return back(ACTIVATIONS[options['activation']](F.conv2d(between, weights[1].permute(3, 2, 0, 1), weights[2])))
    if kind == 'dense':
        return ACTIVATIONS[options['activation']](F.linear(x.flatten(1), weights[0].t(), weights[1]))
    if kind == 'activation':
        return ACTIVATIONS[options['function']](x)
    if kind == 'max-pool':
        return back(F.max_pool2d(images(x), options['size'], options['stride']))
    if kind == 'average-pool':
        return back(F.avg_pool2d(images(x), options['size'], options['stride']))
    if kind == 'batch-norm':
        channels_second = x.movedim(-1, 1)
        return F.batch_norm(channels_second, None, None, weights[0], weights[1], True).movedim(1, -1)
    if kind == 'gru':
        kernel, bias, recurrent, recurrent_bias = weights
        first = torch.zeros(1, x.shape[0], options['units'])
        flat = [kernel.t(), recurrent.t(), bias, recurrent_bias]
        return torch.gru(x.flatten(2), first, flat, True, 1, 0.0, False, False, True)[1][0]
    if kind == 'upsample':
        return back(F.interpolate(images(x), scale_factor=options['factor'], mode='nearest'))
    raise ValueError(kind)


def layer_result(case):
    inputs = [numbers(given).requires_grad_() for given in case['inputs']]
    weights = [numbers(given).requires_grad_() for given in case['weights']]
    output = layer(case['kind'], case['values'], inputs, weights)
    gradients = torch.autograd.grad(output, inputs + weights, numbers(case['cotangent']))
    return [plain(output)] + [plain(gradient) for gradient in gradients] + running_result(case, inputs, weights)


def running_result(case, inputs, weights):
    """For layers with running statistics: the output when tested, and the statistics after one batch of training."""
    if not case['statistics']:
        return []
    mean, variance = [numbers(given) for given in case['statistics']]
    channels_second = inputs[0].movedim(-1, 1)
    tested = F.batch_norm(channels_second, mean, variance, weights[0], weights[1], False).movedim(1, -1)
    F.batch_norm(channels_second, mean, variance, weights[0], weights[1], True, 0.1)
    return [plain(tested), plain(mean), plain(variance)]


def corners(boxes):
    centre, size = boxes[:, :2], boxes[:, 2:]
    return centre - size / 2, centre + size / 2


def box_overlap(outputs, target):
    """IoU, and the share of the smallest box around both that neither covers (Rezatofighi et al. 2019)."""
    (begin, end), (other_begin, other_end) = corners(torch.sigmoid(outputs)), corners(target)
    area = (end - begin).prod(1) + (other_end - other_begin).prod(1)
    common = (torch.min(end, other_end) - torch.max(begin, other_begin)).clamp(min=0).prod(1)
    hull = (torch.max(end, other_end) - torch.min(begin, other_begin)).prod(1)
    union = area - common
    return common / union, (hull - union) / hull


def pixel_loss(outputs, target, share):
    classes = target.long()
    if outputs.shape[3] == 1:
        surprise = F.binary_cross_entropy_with_logits(outputs[..., 0], target)
        seen, there = torch.sigmoid(outputs), target[..., None]
    else:
        surprise = F.cross_entropy(outputs.permute(0, 3, 1, 2), classes)
        seen, there = F.softmax(outputs, 3)[..., 1:], F.one_hot(classes, outputs.shape[3])[..., 1:].float()
    both, each = (seen * there).sum((1, 2)), (seen + there).sum((1, 2))
    return (1 - share) * surprise + share * (1 - (2 * both + 1) / (each + 1)).mean()


def cumulative_loss(outputs, target):
    above = (target[:, None] > torch.arange(outputs.shape[1])).float()
    return F.binary_cross_entropy_with_logits(outputs, above)


# A loss that is not here has no reference: the look-up fails.
LOSSES = {
    'cross-entropy': lambda z, y, o: F.cross_entropy(z, y.long(), weight=o['perClass'], label_smoothing=o.get('labelSmoothing', 0)),
    'mse': lambda z, y, o: F.mse_loss(z, y),
    'mae': lambda z, y, o: F.l1_loss(z, y),
    'huber': lambda z, y, o: F.huber_loss(z, y, delta=o['delta']),
    'smooth-l1': lambda z, y, o: F.smooth_l1_loss(torch.sigmoid(z), y, beta=o['beta']),
    'iou': lambda z, y, o: (1 - box_overlap(z, y)[0]).mean(),
    'giou': lambda z, y, o: (1 - box_overlap(z, y)[0] + box_overlap(z, y)[1]).mean(),
    'pixel-cross-entropy': lambda z, y, o: pixel_loss(z, y, o['dice']),
    'binary-cross-entropy': lambda z, y, o: F.binary_cross_entropy_with_logits(z, y),
    'cumulative-logits': lambda z, y, o: cumulative_loss(z, y),
}


def loss_result(case):
    prediction = numbers(case['prediction']).requires_grad_()
    per_class = torch.tensor(case['perClass']) if 'perClass' in case else None
    value = LOSSES[case['loss']](prediction, numbers(case['target']), {**case['values'], 'perClass': per_class})
    return [plain(value)] + [plain(gradient) for gradient in torch.autograd.grad(value, [prediction])]


OPTIMIZERS = {
    'sgd': lambda weights, rate: torch.optim.SGD(weights, lr=rate),
    'momentum': lambda weights, rate: torch.optim.SGD(weights, lr=rate, momentum=0.9),
    'nesterov': lambda weights, rate: torch.optim.SGD(weights, lr=rate, momentum=0.9, nesterov=True),
    'adagrad': lambda weights, rate: torch.optim.Adagrad(weights, lr=rate),
    'rmsprop': lambda weights, rate: torch.optim.RMSprop(weights, lr=rate),
    'adam': lambda weights, rate: torch.optim.Adam(weights, lr=rate),
    'adamw': lambda weights, rate: torch.optim.AdamW(weights, lr=rate, weight_decay=0.1),
}


def optimizer_result(case):
    weights = numbers(case['weights']).requires_grad_()
    optimizer = OPTIMIZERS[case['optimizer']]([weights], case['learningRate'])
    for gradient in case['gradients']:
        weights.grad = numbers(gradient)
        if case['clipNorm'] > 0:
            torch.nn.utils.clip_grad_norm_([weights], case['clipNorm'])
        optimizer.step()
    return [plain(weights)]


KINDS = {'layer': layer_result, 'loss': loss_result, 'optimizer': optimizer_result}
json.dump([KINDS[case['what']](case) for case in json.load(sys.stdin)], sys.stdout)
