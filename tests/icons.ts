/** `node tests/icons.ts`: the pictures of public/icons, made of our mark. Look at them after making them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root } from "../scripts/config.ts";
import { logoUrl } from "../src/lib/logo.ts";

const folder = join(root, "public", "icons");
const GROUND = "#5b5bd6";

type Icon = {
  name: string;
  size: number;
  /** How much of the side the mark takes: devices cut maskable ones round, up to a fifth. */
  part: number;
  ground?: string;
  /** One colour and what is clear: Android draws it in its own. */
  isWhite?: true;
};

const ICONS: Icon[] = [
  { name: "icon-192", size: 192, part: 1 },
  { name: "icon-512", size: 512, part: 1 },
  { name: "maskable-192", size: 192, part: 0.8, ground: GROUND },
  { name: "maskable-512", size: 512, part: 0.8, ground: GROUND },
  { name: "apple-touch-180", size: 180, part: 0.9, ground: GROUND },
  { name: "badge-96", size: 96, part: 1.3, isWhite: true },
];

/** White where the mark is light, clear where its ground is. */
const whiteMark = () =>
  decodeURIComponent(logoUrl().split(",")[1]!)
    .replace(/<rect[^>]*>/, "")
    .replaceAll("#b9b6ff", "#fff");

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const { name, size, part, ground = "transparent", isWhite } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const side = Math.round(size * part);
  const source = isWhite ? `data:image/svg+xml,${encodeURIComponent(whiteMark())}` : logoUrl();
  await page.setContent(
    `<body style="margin:0;height:${size}px;display:grid;place-items:center;overflow:hidden;background:${ground}">
     <img src="${source}" style="width:${side}px;height:${side}px">`,
  );
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
