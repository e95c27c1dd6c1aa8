import { copyText } from "@/lib/copyText";
import { texts } from "@/texts";
import { toast } from "./toast";

/** Copies the link to a place of this app, or any other. */
export async function copyLink(pathOrUrl: string): Promise<void> {
  const { href } = new URL(pathOrUrl, location.origin);
  if (await copyText(href)) toast.tell(texts.ui.linkCopied);
  else toast.error(texts.ui.linkNotCopied(href));
}
