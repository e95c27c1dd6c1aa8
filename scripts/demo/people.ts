/** The people and channels of the demo: a small company that makes invoicing software for shops. */
export const PEOPLE = {
  ana: "Ana Ruiz",
  ben: "Ben Ito",
  zoe: "Zoe Park",
  omar: "Omar Haddad",
  lena: "Lena Fischer",
  priya: "Priya Nair",
  tom: "Tom Becker",
  mia: "Mia Santos",
} as const;
export type Person = keyof typeof PEOPLE;

export const everybody = Object.keys(PEOPLE) as Person[];

export function firstName(person: Person): string {
  return PEOPLE[person].split(" ")[0]!;
}

export type DemoChannel = {
  name: string;
  isPrivate?: boolean;
  description: string;
  members: Person[];
  /** Its part of the small talk that fills the days between the stories. */
  share: number;
};

/** The first is the channel that every workspace has. */
export const CHANNELS: DemoChannel[] = [
  { name: "general", description: "For everybody in the workspace.", members: everybody, share: 0.2 },
  { name: "launch", description: "The importer goes live on Tuesday.", members: everybody, share: 0.2 },
  {
    name: "design",
    description: "Drawings, words and what people did with them.",
    members: ["zoe", "ana", "mia", "omar", "tom", "priya", "lena"],
    share: 0.17,
  },
  {
    name: "engineering",
    description: "Code, deploys and stand-up. Incidents begin with 🚨.",
    members: ["ben", "ana", "omar", "priya", "lena", "zoe"],
    share: 0.24,
  },
  { name: "support", description: "What shops ask, and what we answered.", members: everybody, share: 0.16 },
  {
    name: "hiring",
    isPrivate: true,
    description: "Candidates and panels. Stays in here.",
    members: ["ana", "ben", "priya", "mia", "zoe"],
    share: 0.03,
  },
];

/** Direct conversations, by the name of their text. */
export const DIRECTS: Record<string, Person[]> = {
  "ana+ben": ["ana", "ben"],
  "ana+zoe": ["ana", "zoe"],
  "ana+lena+tom": ["ana", "lena", "tom"],
};
