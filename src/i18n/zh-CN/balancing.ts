import type { balancing as english } from '../en/balancing';

export const balancing: Readonly<Record<keyof typeof english, string>> = {
  title: '平衡',
  method: '平衡方法',
  static: '固定权重',
  uw: '不确定性加权',
  pcgrad: 'PCGrad',
  'static.about': '按你设定的权重，最小化各任务损失的加权和。',
  'static.formula': 'L = Σ wᵢ · Lᵢ',
  'static.same': '只有一个任务时，权重仅相当于缩放学习率；使用 Adam 时连这种影响也几乎没有。',
  'uw.about': '在训练网络的同时为每个任务学习一个不确定性：损失一直较高的任务，权重较小。',
  'uw.formula': 'L = Σ Lᵢ / (2 e^sᵢ) + sᵢ / 2',
  'uw.same': '各任务的损失大小相近时，与固定权重几乎没有差别。',
  'pcgrad.about': '当两个任务在共享层上的梯度方向相互冲突时，从各自的梯度中去掉相互抵触的部分。',
  'pcgrad.formula': '若 gᵢ·gⱼ < 0：gᵢ ← gᵢ − (gᵢ·gⱼ / |gⱼ|²) gⱼ',
  'pcgrad.same': '若任意两个任务的梯度都不冲突，或只有一个任务，则等同于所有权重均为 1。',
  'cost.one': '每步一次反向传播。',
  'cost.many': '每步在共享层上进行 {passes} 次反向传播，每个任务一次。',
};
