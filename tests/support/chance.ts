/** Chance is the same in every run: a test that depends on it fails always, or never. */
import { beforeEach } from "vitest";
import { seededRandom } from "../../engine/lib/world";

export function seedChance(): void {
  Math.random = seededRandom(1);
}

seedChance();
beforeEach(seedChance);
