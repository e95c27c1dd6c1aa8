import { expect, test } from "vitest";
import { silentLog } from "../lib/log.ts";
import type { QueryResult } from "../functions/queryCache.ts";
import { textOf, type Part } from "./frame.ts";
import { Hub, type HubHost } from "./hub.ts";

const CROWD = 300;
const result = (json: string): QueryResult => ({ ok: true, json, journal: null, logLines: [] });
const watch = { type: "Add", queryId: 0, udfPath: "a:b", args: [{}] };
const querySet = { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [watch] };
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

type Transition = {
  startVersion: { ts: string };
  endVersion: { ts: string };
  modifications: { value: number }[];
};

/** Some who watch one query, and what each of them was sent. */
function gather(size: number, broken = -1) {
  const database = { ts: 1, subscribe: () => {}, unsubscribe: () => {} };
  const deployment = { database, onRefreshed: (() => {}) as HubHost["deployment"]["onRefreshed"] };
  const host = { deployment, nowMs: () => 0, publicMessage: (message: string) => message, log: silentLog };
  const hub = new Hub(host as unknown as HubHost);
  const sent: Transition[][] = [];
  for (let i = 0; i < size; i++) {
    const own: Transition[] = [];
    sent.push(own);
    const send = (parts: Part[]) => {
      if (i === broken) throw new RangeError("Invalid string length");
      own.push(JSON.parse(textOf(parts)) as Transition);
    };
    const session = hub.open(
      { send, close: () => {}, bufferedAmount: 0 },
      {
        metadata: { ip: "", userAgent: "" },
        takesChunks: true,
        countWork: () => {},
      },
    );
    session.receive(JSON.stringify({ type: "Connect", sessionId: `s${i}`, connectionCount: 0 }));
    session.receive(JSON.stringify(querySet));
  }
  const refresh = (ts: number) => {
    database.ts = ts;
    const watchers = Array.from({ length: size }, (_, i) => i + 1);
    deployment.onRefreshed(ts, [{ watchers, result: result(String(ts)) }]);
  };
  const values = () => sent.map((own) => own.map(({ modifications }) => modifications[0]!.value));
  return { sent, refresh, values };
}

test("[SY11] a crowd is sent to in slices, and newer results overtake those not sent yet", async () => {
  const { sent, refresh, values } = gather(CROWD);
  refresh(1);
  const first = values().filter((own) => own.length > 0).length;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(CROWD);
  refresh(2);
  for (let i = 0; i < CROWD; i++) await turn();
  expect(values().slice(0, first)).toEqual(Array(first).fill([1, 2]));
  expect(values().slice(first)).toEqual(Array(CROWD - first).fill([2]));
  for (const own of sent)
    for (const [i, transition] of own.entries())
      if (i > 0) expect(transition.startVersion).toEqual(own[i - 1]!.endVersion);
});

test("[SY11] whoever watches alone is sent to at once", () => {
  const { refresh, values } = gather(1);
  refresh(1);
  expect(values()).toEqual([[1]]);
});

test("[SY12] a session that fails ends alone: the others are sent to", () => {
  const { refresh, values } = gather(3, 1);
  refresh(1);
  refresh(2);
  expect([values()[0], values()[2]]).toEqual([
    [1, 2],
    [1, 2],
  ]);
});
