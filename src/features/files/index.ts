import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { AttachButton } from "./AttachButton";
export { DropZone } from "./DropZone";
export { FileFacts } from "./FileFacts";
export { FileThumbnail } from "./FileThumbnail";
export { dropUploads, FilesProvider, sentFiles, useFileUrl, useUploads, useUploadsIn } from "./FilesContext";
export { Viewer } from "./viewer/Viewer";
export { useFile } from "./useFile";
export { ShownFiles } from "./ShownFiles";
export { useAttachments } from "./useAttachments";
export { useFileActions } from "./useFileActions";
export type { FileInfo } from "./file";

export const Attachments = lazy(
  retryImport(async () => ({ default: (await import("./Attachments")).Attachments })),
);

export const ChannelFiles = lazy(
  retryImport(async () => ({ default: (await import("./channel/ChannelFiles")).ChannelFiles })),
);
