import { texts } from "@/texts";
import type { Notice } from "../inbox/useInbox";
import { Why } from "./Why";

/** Why a notice is there: by rule and position, where it tells of a message. */
export function WhyOf({ notice: { kind, messageId } }: { notice: Notice }) {
  const isSaid = kind === "mention" || kind === "reply" || kind === "keyword" || kind === "everyone";
  return isSaid ? messageId && <Why messageId={messageId} /> : <p>{texts.notices.because[kind]}</p>;
}
