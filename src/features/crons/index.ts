export { Crons } from "./Crons";
