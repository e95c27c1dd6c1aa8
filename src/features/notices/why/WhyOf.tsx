import { isSaidKind } from "@convex/shared/notices";
import { texts } from "@/texts";
import type { Notice } from "../inbox/useInbox";
import { Why } from "./Why";

/** Why a notice is there: by rule and position, where it tells of a message. */
export function WhyOf({ notice: { kind, messageId } }: { notice: Notice }) {
  if (!isSaidKind(kind)) return <p>{texts.notices.because[kind]}</p>;
  return messageId && <Why messageId={messageId} />;
}
