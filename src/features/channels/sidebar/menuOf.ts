import type { MenuPlace } from "@/ui/floating/menuPlace";

/** What a menu of the sidebar is about. */
export type MenuOf = { channelId: string } | { sectionId: string };

export type AskForMenu = (of: MenuOf, place: MenuPlace) => void;
