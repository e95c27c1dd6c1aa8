import type { Benchmark } from "../bench.ts";
import { calls } from "./calls.ts";
import { told } from "./told.ts";

export const NOTICES: Benchmark[] = [
  { id: "B26", run: told },
  { id: "B27", isLong: true, run: calls },
];
