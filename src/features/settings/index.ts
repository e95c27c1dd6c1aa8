export { SettingsDialog } from "./SettingsDialog";

export { AiSettings } from "./ai/AiSettings";
