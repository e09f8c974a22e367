import type { data as english } from '../en/data';

export const data: Readonly<Record<keyof typeof english, string>> = {
  title: '数据',
  choose: '数据集',
  images: '训练 {train} · 测试 {test}',
  size: '下载 {bytes}',
  asking: '…',
  absent: '尚未准备',
  unreachable: '无法连接服务器',
  prepare: '如需准备，请在项目文件夹中运行：',
  noLicence: '未注明许可证',
  'mnist.about': '手写数字，28×28，灰度',
  'cifar10.about': '小幅照片，32×32，彩色',
  train: '训练图像',
  'train.about': '用于学习的图像数：官方训练集的前若干张。官方训练集共 {total} 张，此处已准备 {prepared} 张。',
  test: '测试图像',
  'test.about': '用于测试、从不参与学习的图像数：官方测试集的前若干张。官方测试集共 {total} 张，此处已准备 {prepared} 张。',
  pixels: '像素',
  shift: '随机平移',
  'shift.about': '每个轮次中，每张训练图像都重新平移，横向和纵向各不超过这么多像素，空出的部分为黑色。测试和正确答案保持不变，但重建任务画的是平移后的图像。设为 0 则关闭。',
  flip: '随机翻转',
  'flip.about': '每张训练图像以 ½ 的概率左右翻转。适合照片，不适合数字：翻转后的 2 不再是 2。',
};
