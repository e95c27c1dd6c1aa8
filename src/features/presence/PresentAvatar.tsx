import type { Id } from "@convex/_generated/dataModel";
import type { ComponentProps } from "react";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { useAvailability } from "./useAvailability";

/** The picture of a person with a mark that tells whether they are here. */
export function PresentAvatar({ id, ...rest }: ComponentProps<typeof Avatar> & { id: Id<"users"> }) {
  const availability = useAvailability(id);
  if (!availability) return <Avatar id={id} {...rest} />;
  const { state } = availability;
  return (
    <>
      <Avatar id={id} {...rest} presence={state} />
      <span className="sr-only">{texts.presence.states[state]}</span>
    </>
  );
}
