import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { Popover } from "@/ui/floating/Popover";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Notice } from "../inbox/useInbox";
import { WhyOf } from "./WhyOf";

/** Why a notice is there, where there is room for it. */
export function WhyButton({ notice }: { notice: Notice }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={texts.notices.whyTold}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton
          label={texts.notices.why}
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 max-wide:hidden touch:opacity-100"
        >
          <Icon of={CircleHelp} />
        </IconButton>
      }
    >
      <div className="w-72 p-3">
        <WhyOf notice={notice} />
      </div>
    </Popover>
  );
}
