export { LinkPreviewsField } from "./LinkPreviewsField";
export { useWorkspace } from "./useWorkspace";
export { WorkspaceForm } from "./WorkspaceForm";
export { WorkspaceLogo } from "./WorkspaceLogo";
