import type { ReactNode } from "react";
import { translated } from "../../language";
import { plural } from "../english";

export const providerEvents = translated("providerEvents", {
  names: { clerk: "Clerk", resend: "Resend", sendgrid: "SendGrid" },
  about: {
    clerk: "When people change their profile or are deleted.",
    resend: "When emails bounce or are marked as spam.",
    sendgrid: "When emails bounce or are marked as spam.",
  },
  states: { received: "Received", applied: "Done", failed: "Failed", ignored: "Ignored" },
  copyAddress: (name: string) => `Copy the address for ${name}`,
  isOff: (setting: ReactNode) => <>Off. Set {setting} to turn on.</>,
  tries: (count: number) => plural(count, { one: "Tried # time.", other: "Tried # times." }),
  againAt: (time: string) => `Again at ${time}.`,
  webhooks: "Webhooks",
  lead: "Events that providers send to this server.",
  providers: "Providers",
  newestWebhooks: "Newest webhooks",
  noneYet: "No events yet.",
  loadingWebhooks: "Loading webhooks…",
  addressCopied: "Address copied",
  tryNow: "Try now",
});
