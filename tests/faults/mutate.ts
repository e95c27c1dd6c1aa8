/** Makes malformed messages out of sound ones, from a seed. */
export type Chance = () => number;

const below = (random: Chance, n: number) => Math.floor(random() * n);
const oneOf = <T>(random: Chance, from: readonly T[]): T => from[below(random, from.length)]!;

/** Values that have broken parsers before. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  2 ** 53,
  "",
  "\ud800",
  "\u0000",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "a".repeat(5_000),
  [],
  [[]],
  {},
  { $integer: "AAAA" },
  { $bytes: "!!" },
  { $float: 1 },
  { $undefined: null },
  { __proto__: null, toString: 1 },
];

function nested(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}

/** A copy of `value` with something wrong at a random place. */
function damaged(value: unknown, random: Chance): unknown {
  if (typeof value !== "object" || value === null || random() < 0.25) return oneOf(random, ODD);
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])];
    const at = below(random, copy.length + 1);
    copy[at] = damaged(copy[at], random);
    return copy;
  }
  const fields = Object.entries(value);
  const [name] = fields.length === 0 ? ["x"] : oneOf(random, fields);
  const dice = random();
  if (dice < 0.2) return Object.fromEntries(fields.filter(([field]) => field !== name));
  if (dice < 0.3)
    return {
      ...value,
      [oneOf(random, ["__proto__x", "constructor", "type", "queryId"])]: oneOf(random, ODD),
    };
  return { ...value, [name]: damaged((value as Record<string, unknown>)[name], random) };
}

/** A text that may be anything from a slightly wrong message to noise. */
export function malformed(sound: readonly object[], random: Chance): string {
  const text = JSON.stringify(damaged(oneOf(random, sound), random)) ?? "";
  const dice = random();
  if (dice < 0.6) return text;
  if (dice < 0.7) return text.slice(0, below(random, text.length + 1));
  if (dice < 0.8) return text.replace(/./, () => String.fromCharCode(below(random, 0x10000)));
  if (dice < 0.85) return text.replaceAll('"', "'");
  if (dice < 0.9) return text.replace(/^\{/, '{"__proto__":{"polluted":true},');
  if (dice < 0.95) return nested(below(random, 5_000));
  return Array.from({ length: below(random, 200) }, () => String.fromCharCode(below(random, 0x10000))).join(
    "",
  );
}
