/** A browser's subscription to pushes as the server keeps it. */
export function subscriptionOf(subscription: PushSubscription, device: string) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "", device };
}

const BROWSERS = [
  ["edge", /\bEdg(e|A|iOS)?\//],
  ["opera", /\bOPR\//],
  ["samsung", /\bSamsungBrowser\//],
  ["firefox", /\b(Firefox|FxiOS)\//],
  ["chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["safari", /\bSafari\//],
] as const;
const SYSTEMS = [
  ["iphone", /\biPhone\b/],
  ["ipad", /\biPad\b/],
  ["android", /\bAndroid\b/],
  ["chromeos", /\bCrOS\b/],
  ["mac", /\bMac OS X\b/],
  ["windows", /\bWindows\b/],
  ["linux", /\bLinux\b/],
] as const;

/** The browser and the system of a device, as far as they are known. */
export type DeviceName = {
  browser: (typeof BROWSERS)[number][0] | undefined;
  system: (typeof SYSTEMS)[number][0] | undefined;
};

/** What a browser says of itself. Many say that they are others as well: the first that fits counts. */
export const deviceOf = (userAgent: string): DeviceName => ({
  browser: BROWSERS.find(([, sign]) => sign.test(userAgent))?.[0],
  system: SYSTEMS.find(([, sign]) => sign.test(userAgent))?.[0],
});
