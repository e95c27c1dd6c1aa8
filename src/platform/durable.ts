/** Changes that survive a reload before the server has them: which there are, and how each is shown and sent. */
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
  /** What the screen shows meanwhile. */
  show?: OptimisticUpdate<FunctionArgs<M>>;
  /** What was refused waits for the person instead of being told and dropped. */
  keepsRefused?: boolean;
  /** Gives the person back what they wrote. */
  giveBack?: (args: FunctionArgs<M>, userId: string) => void;
};

export type Durable = {
  name: string;
  keepsRefused: boolean;
  send: (client: ConvexReactClient, args: OutboxArgs) => Promise<unknown>;
  giveBack: (args: OutboxArgs, userId: string) => void;
};

export type DurableOf<M extends Mutation> = Durable & {
  /** Only for the types of `useDurable`. */
  readonly mutation: M;
};

/** Declares a mutation whose calls are kept until they are answered. It must be safe to send twice. */
export function durable<M extends Mutation>(mutation: M, options: Options<M> = {}): DurableOf<M> {
  const { show, keepsRefused = false, giveBack } = options;
  return {
    mutation,
    name: getFunctionName(mutation),
    keepsRefused,
    send: async (client, args) => {
      const given = [args, show && { optimisticUpdate: show }] as unknown as ArgsAndOptions<
        M,
        MutationOptions<FunctionArgs<M>>
      >;
      return await client.mutation(mutation, ...given);
    },
    giveBack: (args, userId) => giveBack?.(args as FunctionArgs<M>, userId),
  };
}
