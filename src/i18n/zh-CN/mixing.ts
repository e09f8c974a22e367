import type { mixing as english } from '../en/mixing';

export const mixing: Readonly<Record<keyof typeof english, string>> = {
  title: '从各输入取多少',
  'weights.inputs': '混合系数 α',
  'weights.inputs.about':
    '可学习的系数：输出是各输入乘以各自系数之和。0 表示完全不取该输入；其他塔的系数越接近 0，这座塔就越不需要它们的特征。系数可以为负，其和也不必为 1。',
  'weights.inputs.formula': 'y = Σ αⱼ · xⱼ',
  'weights.inputs.start': '开始时自身的塔占 0.90，其余各塔共占 0.10；未指定自身的塔时，各塔起点相同。',
  'weights.halves': '混合系数 α',
  'weights.halves.about':
    '可学习的系数，输入的每一半通道与输出的每一半通道之间各有一个：输出的每一半是各行乘以该列系数之和。0 表示完全不取；系数可以为负，其和也不必为 1。',
  'weights.halves.formula': 'y_h = Σ α_hj · xⱼ',
  'weights.halves.start': '开始时自身塔的同一半占 0.90，其余共占 0.10；未指定自身的塔时，0.90 由所有输入的同一半平分。',
  'examples.inputs': '门控的权重',
  'examples.inputs.about':
    '门控给予每位专家的权重：其 softmax 在测试图像上的均值，总和为 1；各权重相同表示门控尚未作出选择。单张图像的权重可能不同于均值。',
  'examples.inputs.formula': 'y = Σ softmax(g)ⱼ · xⱼ',
  'half.0': '前一半通道',
  'half.1': '后一半通道',
  'to.0': '至前一半',
  'to.1': '至后一半',
  at: '第 {step} 步测试时的值。',
  none: '首次测试后显示。',
};
