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


def loss_result(case):
    prediction = numbers(case['prediction']).requires_grad_()
    if case['loss'] == 'cross-entropy':
        value = F.cross_entropy(prediction, torch.tensor(case['classes']))
    elif case['loss'] == 'mse':
        value = F.mse_loss(prediction, numbers(case['target']))
    else:
        raise ValueError(f"no reference for the loss {case['loss']}")
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
