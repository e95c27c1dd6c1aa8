export { LinkPreviewsField } from "./LinkPreviewsField";
export { useChangeWorkspace, useWorkspace } from "./useWorkspace";
export { WorkspaceForm } from "./WorkspaceForm";
export { WorkspaceLogo } from "./WorkspaceLogo";
