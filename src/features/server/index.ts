export { Server } from "./Server";
