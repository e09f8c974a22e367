import type { predictions as english } from '../en/predictions';

export const predictions: Readonly<Record<keyof typeof english, string>> = {
  title: '八张测试图像及网络的判断',
  'title.waiting': '八张测试图像：开始训练后，网络的判断会显示在这里',
  results: '最新测试结果',
  image: '测试图像 {number}',
  reconstruction: '测试图像 {number} 的{task}',
  overlap: '{task}：与真值重叠 {overlap}',
  tags: '{task}：{answer}；正确答案是{truth}',
  noTags: '无',
  level: '{task}：{answer}；正确答案是{truth}',
  'class.right': '{task}：{answer}，{confidence}，正确',
  'class.wrong': '{task}：{answer}，{confidence}，错误：正确答案是{truth}',
  value: '{task}：{answer}，真实值 {truth}',
  truth: '≠ {truth}',
  none: '–',
};
