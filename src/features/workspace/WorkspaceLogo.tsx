import { useState } from "react";
import { Logo } from "@/ui/Logo";
import { useWorkspace } from "./useWorkspace";

/** The workspace's picture; ours where it has none, and an empty place before that is known. Decoration. */
export function WorkspaceLogo({ size }: { size: 20 | 40 | 56 }) {
  const workspace = useWorkspace();
  const [brokenUrl, setBrokenUrl] = useState<string>();
  if (!workspace) return <span aria-hidden className="shrink-0" style={{ width: size, height: size }} />;
  const { imageUrl } = workspace;
  if (imageUrl === undefined || imageUrl === brokenUrl) return <Logo size={size} />;
  return (
    <img
      src={imageUrl}
      alt=""
      width={size}
      height={size}
      draggable={false}
      className={`shrink-0 object-cover ${size === 20 ? "rounded-mark" : "rounded-pane"}`}
      onError={() => setBrokenUrl(imageUrl)}
    />
  );
}
