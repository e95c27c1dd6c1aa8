import { ChosenMessages } from "../choosing/ChosenMessages";
import type { FeedMessage } from "../feed";
import { ForwardQuestion } from "../links/ForwardQuestion";
import type { useMessageActions } from "../useMessageActions";
import type { MessageActions } from "./messageActions";
import { RemovalQuestion } from "./RemovalQuestion";

type Props = {
  asked: ReturnType<typeof useMessageActions>["asked"];
  messages: readonly FeedMessage[];
  actions: MessageActions;
};

/** What is asked about the messages of a list: what to do with those that are chosen, whether to delete, where to forward. */
export const Asked = ({ asked, messages, actions }: Props) => (
  <>
    <ChosenMessages choosing={asked.choosing} messages={messages} actions={actions} />
    <RemovalQuestion removal={asked.removal} />
    <ForwardQuestion forwarding={asked.forwarding} />
  </>
);
