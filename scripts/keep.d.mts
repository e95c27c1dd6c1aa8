export class Keeper {
  ready(): void;
  afterExit(exit: {
    code: number | null;
    signal: string | null;
    isAsked: boolean;
    ranMs: number;
  }): number | null;
}
