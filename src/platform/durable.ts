/** Durable mutations: changes that survive a reload before the server has answered. */
import type { ConvexReactClient, MutationOptions } from "convex/react";
import type { OptimisticUpdate } from "convex/browser";
import {
  getFunctionName,
  type ArgsAndOptions,
  type FunctionArgs,
  type FunctionReference,
} from "convex/server";
import type { OutboxArgs } from "./outbox";

type Mutation = FunctionReference<"mutation">;

type Options<M extends Mutation> = {
  /** Updates the screen until the server answers. */
  show?: OptimisticUpdate<FunctionArgs<M>>;
  /** Whether a refused change waits for the person; if not, it is reported and dropped. */
  keepsRefused?: boolean;
  /** What is sent, made of what is kept: it may wait for something else to be there. */
  prepare?: (args: FunctionArgs<M>, client: ConvexReactClient) => Promise<FunctionArgs<M>>;
  /** Called once the server has it. */
  onSent?: (args: FunctionArgs<M>, client: ConvexReactClient) => void;
  /** Turns the text of a refused change into a draft again. */
  giveBack?: (args: FunctionArgs<M>, userId: string) => void;
};

export type Durable = {
  name: string;
  keepsRefused: boolean;
  send: (client: ConvexReactClient, args: OutboxArgs) => Promise<unknown>;
  giveBack: (args: OutboxArgs, userId: string) => void;
};

export type DurableOf<M extends Mutation> = Durable & {
  /** It carries the types for `useDurable`. */
  readonly mutation: M;
};

/** Declares a mutation whose calls are kept until they are answered. It must be safe to send twice. */
export function durable<M extends Mutation>(mutation: M, options: Options<M> = {}): DurableOf<M> {
  const { show, keepsRefused = false, giveBack, prepare, onSent } = options;
  return {
    mutation,
    name: getFunctionName(mutation),
    keepsRefused,
    send: async (client, args) => {
      const kept = args as FunctionArgs<M>;
      const sent = prepare ? await prepare(kept, client) : kept;
      const given = [sent, show && { optimisticUpdate: show }] as unknown as ArgsAndOptions<
        M,
        MutationOptions<FunctionArgs<M>>
      >;
      const answer: unknown = await client.mutation(mutation, ...given);
      onSent?.(kept, client);
      return answer;
    },
    giveBack: (args, userId) => giveBack?.(args as FunctionArgs<M>, userId),
  };
}
