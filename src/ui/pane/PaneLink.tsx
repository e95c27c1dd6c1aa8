import type { ComponentProps } from "react";
import { Link } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { usePane, type PaneName } from "./usePane";

type Props = Omit<ComponentProps<typeof Link>, "to" | "state"> & {
  pane: PaneName;
  /** Which one. */
  of: string;
};

/** Opens something beside the page. */
export function PaneLink({ pane, of, ...link }: Props) {
  const { to } = usePane();
  return <Link to={to(pane, of)} state={KEEPS_VIEW} {...link} />;
}
