export { Outbox } from "./Outbox";
