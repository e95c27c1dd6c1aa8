import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { FeedMessage } from "../feed";
import type { MessageActions } from "../list/messageActions";
import type { Chosen } from "./chosen";

const ChosenBar = lazy(retryImport(() => import("./ChosenBar")));

type Props = {
  choosing: { chosen: Chosen; chooseNone: () => void };
  messages: readonly FeedMessage[];
  actions: MessageActions;
};

/** The bar of the chosen messages, once there are any. */
export function ChosenMessages({ choosing, messages, actions }: Props) {
  const { chosen, chooseNone } = choosing;
  if (chosen.size === 0) return null;
  return (
    <Suspense fallback={null}>
      <ChosenBar chosen={chosen} messages={messages} actions={actions} onDone={chooseNone} />
    </Suspense>
  );
}
