import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { readLocal, writeLocal } from "./localStore";

export type Theme = "light" | "dark" | "system";

const saved = readLocal("theme");
const theme = new Observable<Theme>(saved === "light" || saved === "dark" ? saved : "system");
const systemDark = matchMedia("(prefers-color-scheme: dark)");

/** All colours change at once: a transition of each would stutter, and those of inherited colours follow each other. */
function apply(): void {
  const isDark = theme.get() === "dark" || (theme.get() === "system" && systemDark.matches);
  const root = document.documentElement;
  root.classList.add("no-transitions");
  root.classList.toggle("dark", isDark);
  // Measuring makes the browser take the new colours over while there are no transitions.
  void root.offsetHeight;
  root.classList.remove("no-transitions");
}

systemDark.addEventListener("change", apply);

export function setTheme(next: Theme): void {
  writeLocal("theme", next === "system" ? undefined : next);
  theme.set(next);
  apply();
}

export const useTheme = (): Theme => useSyncExternalStore(theme.subscribe, theme.get);
