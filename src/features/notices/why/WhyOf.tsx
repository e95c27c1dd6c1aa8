import { texts } from "@/texts";
import type { Notice } from "../inbox/useInbox";
import { Why } from "./Why";

/** Why a notice is there: by rule and position, where it tells of a message. */
export function WhyOf({ notice: { kind, messageId } }: { notice: Notice }) {
  switch (kind) {
    case "mention":
    case "reply":
    case "keyword":
    case "everyone":
    case "group":
      return messageId && <Why messageId={messageId} />;
    default:
      return <p>{texts.notices.because[kind]}</p>;
  }
}
