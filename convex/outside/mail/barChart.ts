"use node";
/** Bars as a picture, for mail programs that draw nothing themselves. The ground is transparent: light and dark show. */
import { encode } from "fast-png";

/** In CSS pixels; the picture has twice as many each way, for fine screens. */
export const CHART = { width: 536, height: 88 };
const SCALE = 2;
const BAR_WIDTH = 40;
const RADIUS = 4;
const BASE_HEIGHT = 2;
/** Iris of the app, and a grey that reads on either ground. */
const BAR = [0x5b, 0x5b, 0xd6] as const;
const BASE = [0x8b, 0x8d, 0x98] as const;

/** One bar per value, as high as its share of the largest; an empty one is a line. */
export function barChart(values: readonly number[]): Uint8Array {
  const width = CHART.width * SCALE;
  const height = CHART.height * SCALE;
  const data = new Uint8Array(width * height * 4);
  const most = Math.max(1, ...values);
  for (const [i, value] of values.entries()) {
    const column = width / values.length;
    const left = Math.round(column * i + (column - BAR_WIDTH * SCALE) / 2);
    const size = Math.max(BASE_HEIGHT * SCALE, Math.round((value / most) * height));
    const colour = value > 0 ? BAR : BASE;
    for (let y = height - size; y < height; y++) {
      for (let x = left; x < left + BAR_WIDTH * SCALE; x++)
        data.set([...colour, cornerAlpha(x - left, y - (height - size), size)], (y * width + x) * 4);
    }
  }
  return encode({ width, height, data, channels: 4 });
}

/** How much of a pixel lies inside the rounded upper corners of a bar. */
function cornerAlpha(x: number, y: number, size: number): number {
  const radius = Math.min(RADIUS * SCALE, size / 2);
  const fromSide = Math.min(x, BAR_WIDTH * SCALE - 1 - x) + 0.5;
  if (y + 0.5 >= radius || fromSide >= radius) return 255;
  const outside = Math.hypot(radius - fromSide, radius - y - 0.5) - radius;
  return Math.round(255 * Math.min(1, Math.max(0, 0.5 - outside)));
}
