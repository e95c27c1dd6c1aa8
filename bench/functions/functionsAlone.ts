/**
 * The floor of B15: `convex/server` runs a function by itself, over a map of rows by channel. Nothing is checked, kept or
 * undone.
 */
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import { installConvex } from "../../engine/functions/convexGlobal.ts";
import type { RegisteredFunction } from "../../engine/functions/modules.ts";

type Inserted = { value: { channel: string } };
type Query = { query: { source: { range: [{ value: string }] }; operators: [{ limit: number }] } };

/** Answers what calls the functions of a module. */
export function runAlone(module: Record<string, unknown>) {
  const channels = new Map<string, string[]>();
  const streams = new Map<number, Iterator<string>>();
  let ids = 0;
  const calls: Record<string, (args: never) => string> = {
    "1.0/insert": ({ value }: Inserted) => {
      const _id = `row${ids++}`;
      const { channel } = value;
      const row = JSON.stringify({ ...value, _id, _creationTime: ids });
      const found = channels.get(channel);
      if (found === undefined) channels.set(channel, [row]);
      else found.push(row);
      return JSON.stringify({ _id });
    },
    "1.0/queryStream": ({ query }: Query) => {
      const [{ value }] = query.source.range;
      const newest = (channels.get(value) ?? []).slice(-query.operators[0].limit).reverse();
      streams.set(++ids, newest.values());
      return JSON.stringify({ queryId: ids });
    },
    "1.0/queryStreamNext": ({ queryId }: { queryId: number }) => {
      const { value, done } = streams.get(queryId)!.next();
      return done === true ? '{"value":null,"done":true}' : `{"value":${value},"done":false}`;
    },
    "1.0/queryCleanup": ({ queryId }: { queryId: number }) => String(streams.delete(queryId)),
  };
  const answer = (name: string, args: string) => calls[name]!(JSON.parse(args) as never);
  installConvex({
    syscall: answer,
    asyncSyscall: (name, args) => Promise.resolve(answer(name, args)),
    jsSyscall: () => Promise.reject(new Error("There are no files here.")),
  });
  return async (name: string, args: Record<string, Value>): Promise<Value> => {
    const registered = module[name] as RegisteredFunction;
    const text = JSON.stringify([convexToJson(args)]);
    const json = registered.isMutation ? registered.invokeMutation(text) : registered.invokeQuery(text);
    return jsonToConvex(JSON.parse(await json) as JSONValue);
  };
}
