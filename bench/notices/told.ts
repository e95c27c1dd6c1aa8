/** B26: from a message that names somebody to the count on their other screen. */
import { ConvexHttpClient } from "convex/browser";
import { api } from "../../convex/_generated/api.js";
import { compared, interleave, type Bench, type Row } from "../bench.ts";
import type { LoadResult } from "../processes.ts";
import { quantile } from "../stats.ts";

const PACE = { watchers: 1, messages: 60, perSecond: 20 };
const p50 = ({ samples }: LoadResult) => quantile(samples, 0.5);
const p99 = ({ samples }: LoadResult) => quantile(samples, 0.99);

export async function told(bench: Bench): Promise<Row[]> {
  const { load, relay, engine, workspace } = bench;
  const { url } = engine.info;
  const named = new ConvexHttpClient(url, { logger: false });
  named.setAuth(workspace.tokens[1]!);
  const { _id: userId } = (await named.query(api.users.me, {}))!;
  const chat = { url, tokens: workspace.tokens, channelId: workspace.channelIds[0]! };
  const results = await interleave(
    bench,
    () => load.run({ name: "relayLatency", url: relay.info.url, ...PACE }),
    async () => {
      // A count ends at a hundred.
      await named.mutation(api.notices.markAllRead, {});
      const watched: [string, object] = ["notices:counts", {}];
      return await load.run({ name: "latency", ...chat, ...PACE, text: `<@${userId}>`, watched });
    },
  );
  const [half, worst] = [compared(results, p50), compared(results, p99)];
  return [
    {
      id: "B26",
      what: "from a mention to the count on another screen, p50",
      tandem: `p50 ${half.tandem} ms, p99 ${worst.tandem} ms`,
      floor: `p50 ${half.floor} ms, p99 ${worst.floor} ms`,
      ratio: half.ratio,
    },
  ];
}
