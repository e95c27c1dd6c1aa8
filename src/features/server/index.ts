export { Server, SERVER_PARTS } from "./Server";
