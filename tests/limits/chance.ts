/** Chance is the same in every run: what depends on it fails always, or never. */
import { seededRandom } from "../../engine/lib/world";

export function seedChance(): void {
  Math.random = seededRandom(1);
}
