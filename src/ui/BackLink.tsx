import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import { texts } from "@/texts";
import { Icon } from "./Icon";

/** On a phone, where one pane is shown at a time: the way back to the first. */
export const BackLink = ({ label = texts.ui.back }: { label?: string }) => (
  <Link
    to="/"
    aria-label={label}
    className="grid size-11 shrink-0 place-items-center rounded-control text-text-muted wide:hidden"
  >
    <Icon of={ArrowLeft} size={18} />
  </Link>
);
