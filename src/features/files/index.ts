import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { AttachButton } from "./AttachButton";
export { DropZone } from "./DropZone";
export { dropUploads, FilesProvider, sentFiles, useUploads, useUploadsIn } from "./FilesContext";
export { MessageFiles } from "./MessageFiles";
export { useAttachments } from "./useAttachments";

export const Attachments = lazy(
  retryImport(async () => ({ default: (await import("./Attachments")).Attachments })),
);

export const ChannelFiles = lazy(
  retryImport(async () => ({ default: (await import("./ChannelFiles")).ChannelFiles })),
);
