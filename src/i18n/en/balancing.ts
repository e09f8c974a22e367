/** English texts of the area "balancing". By the id of each method: its name, what it does, its formula, when it makes no difference. */
export const balancing = {
  title: 'Balancing',
  method: 'Balancing method',
  static: 'Static weights',
  uw: 'Uncertainty weighting',
  pcgrad: 'PCGrad',
  'static.about': 'Minimises the weighted sum of the losses, with the weights that you set.',
  'static.formula': 'L = Σ wᵢ · Lᵢ',
  'static.same': 'With one task a weight only scales the learning rate, and under Adam hardly even that.',
  'uw.about': 'Learns one uncertainty per task along with the network: the higher a task’s loss stays, the less it weighs.',
  'uw.formula': 'L = Σ Lᵢ / (2 e^sᵢ) + sᵢ / 2',
  'uw.same': 'Hardly differs from static weights where the losses are of like size.',
  'pcgrad.about': 'Where two tasks pull the shared layers in opposite directions, takes the opposing part out of each gradient.',
  'pcgrad.formula': 'gᵢ ← gᵢ − (gᵢ·gⱼ / |gⱼ|²) gⱼ if gᵢ·gⱼ < 0',
  'pcgrad.same': 'The same as equal weights of 1 where no two gradients conflict, and for one task.',
  'cost.one': 'One backward pass a step.',
  'cost.many': '{passes} backward passes a step through the shared layers, one for each task.',
} as const;
