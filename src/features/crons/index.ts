export { Crons } from "./Crons";
export { useCronRuns } from "./useCronRuns";
