/** Small statistics of samples. Times are milliseconds. */
export type Summary = { p50: number; p99: number; count: number };

export function quantile(samples: number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function summarize(samples: number[]): Summary {
  return { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99), count: samples.length };
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
