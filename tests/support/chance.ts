/** Each test has the same chance in every run. */
import { beforeEach } from "vitest";
import { seedChance } from "../limits/chance";

seedChance();
beforeEach(seedChance);
