import type { notes as english } from '../en/notes';

export const notes: Readonly<Record<keyof typeof english, string>> = {
  'not-converged': '平衡方法的求解器未收敛。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'not-converged.advice': '没有丢失任何内容，训练继续进行。如果经常出现，请换用其他平衡方法。',
  singular: '各任务的梯度线性相关，平衡方法改用了伪逆。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'singular.advice': '没有丢失任何内容，训练继续进行。梯度几乎平行，或任务数多于共享权重数时，出现这种情况是正常的。',
  'negative-sum': '平衡方法给出的权重之和为负，更新方向被反转。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'negative-sum.advice': '没有丢失任何内容，训练继续进行。如果经常出现，请换用其他平衡方法。',
  'zero-gradient': '某个任务已学会，或与最长的梯度相比其梯度只剩舍入误差，按零处理。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'zero-gradient.advice': '没有丢失任何内容，训练继续进行。已完全学会的任务不再需要更新。',
  'dead-gradient': '某个尚未学会的任务没有传回梯度。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'dead-gradient.advice': '没有丢失任何内容，训练继续进行。其神经元可能已全部失活：降低学习率或更换激活函数可以避免。',
  'no-part': '某个任务不参与平衡：它与其他任务没有可以更新的共享权重，或不使用 GradNorm 所看的那一层。它使用自己的普通权重。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'no-part.advice': '没有任何问题。若要让平衡方法也作用于它，请让它共享某一层，或解冻被冻结的层。',
  'no-common-layer': '一组任务中没有可以更新的层服务于全部任务：MGDA-UB 没有可用的梯度，这些任务使用各自的普通权重。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'no-common-layer.advice': '没有丢失任何内容，训练继续进行。对于这样的网络，MGDA 可以按两两共享的部分进行平衡。',
  'nothing-shared': '各任务没有可以更新的共享权重：无需平衡，每个任务使用各自的普通权重。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'nothing-shared.advice': '没有任何问题。若要让平衡方法起作用，请让任务共享某一层，或解冻被冻结的层。',
  'untrained-statistics': '某个保持不变的批归一化层从未训练过：它按均值 0、方差 1 归一化，等于没有作用。至今共 {count} 步（第 {first} 步至第 {last} 步）。',
  'untrained-statistics.advice': '训练继续进行。请先让该层训练若干步：若已冻结，请解冻；或给使用它的任务设置非零权重。',
};
