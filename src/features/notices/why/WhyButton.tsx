import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { Popover } from "@/ui/floating/Popover";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Notice } from "../inbox/useInbox";
import { Why } from "./Why";

/** Why a notice is there. */
export function WhyButton({ notice: { kind, messageId } }: { notice: Notice }) {
  const [isOpen, setIsOpen] = useState(false);
  const isSaid = kind === "mention" || kind === "reply";
  return (
    <Popover
      label={texts.notices.why}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton
          label={texts.notices.why}
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 touch:opacity-100"
        >
          <Icon of={CircleHelp} />
        </IconButton>
      }
    >
      <div className="w-72 p-3">
        {isSaid ? messageId && <Why messageId={messageId} hasTitle /> : <p>{texts.notices.because[kind]}</p>}
      </div>
    </Popover>
  );
}
