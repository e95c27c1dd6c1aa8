export { ProviderEvents } from "./ProviderEvents";
