/**
 * ln Γ(x) for x > 0, to about 1e-12: shifted up by Γ(x + 1) = x Γ(x), then Stirling's series (DLMF
 * 5.11.1).
 */
export function logGamma(x: number): number {
  let shifted = x;
  let factor = 1;
  while (shifted < 10) {
    factor *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(factor);
}

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 ≤ x ≤ 1, by its continued
 * fraction (DLMF 8.17.22), evaluated from the front as Lentz (1976) does.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean of the distribution; above it the function's
  // symmetry is used.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return front / betaFraction(x, a, b);
}

/**
 * 1 + d₁/(1 + d₂/(1 + …)), d_2m = m(b − m)x / ((a + 2m − 1)(a + 2m)), d_2m+1 = −(a + m)(a + b + m)x
 * / ((a + 2m)(a + 2m + 1)).
 */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonzero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let numerator = 1;
  let denominator = 0;
  let value = 1;
  for (let term = 1; term <= 10_000; term += 1) {
    const m = Math.floor(term / 2);
    const coefficient =
      term % 2 === 0
        ? (m * (b - m) * x) / ((a + term - 1) * (a + term))
        : (-(a + m) * (a + b + m) * x) / ((a + term - 1) * (a + term));
    denominator = 1 / nonzero(1 + coefficient * denominator);
    numerator = nonzero(1 + coefficient / numerator);
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/**
 * The t with P(T ≤ t) = probability, 0 < probability < 1, of Student's t distribution (Student
 * 1908) with that many degrees of freedom (> 0, not necessarily whole). Both tails together hold
 * I_x(degrees / 2, 1/2) with x = degrees / (degrees + t²); that rises with x, so x is found by
 * halving until two neighbouring numbers are left. NaN outside the range.
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1 && degrees > 0)) return Number.NaN;
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  const tails = 2 * (1 - probability);
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (incompleteBeta(middle, degrees / 2, 0.5) < tails) low = middle;
    else high = middle;
  }
  return Math.sqrt((degrees * (1 - high)) / high);
}
