import type { look as english } from '../en/look';

/** Chinese texts of the namespace "look". */
export const look: Readonly<Record<keyof typeof english, string>> = {
  open: '查看图像',
  'open.of': '查看“{name}”',
  title: '数据：{name}',
  split: '部分',
  train: '训练图像',
  test: '测试图像',
  by: '排列方式',
  asTheyCome: '按原有顺序',
  byTask: '按“{task}”',
  counted: '数据中的原样：未经增强，标签全部正确。比例按前 {counted} 张图像计算。',
  numbers: '前 {counted} 张图像中，最小 {lowest}，最大 {highest}，平均 {mean}，标准差 {deviation}；由小到大排列。',
  preview: '预览',
  'preview.title': '增强后的训练图像',
  'preview.counted': '训练中的第 {first} 至 {last} 张图像，与各步所用的一致：已按设置增强，标签也是训练所用的标签。',
  'preview.next': '下一批图像',
  missing: '无标签',
  association: '哪些答案相互关联',
  'association.about':
    '知道一个任务的答案，能在多大程度上推知另一个任务的答案：0 表示毫无帮助，1 表示完全确定。类别之间用克拉默 V 系数，类别与数值之间用相关比，数值之间用相关系数，均已校正偶然因素。答案相互关联的任务可以互相帮助，但网络也可能把其中一个当作另一个。',
};
