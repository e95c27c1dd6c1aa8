import { useSyncExternalStore } from "react";
import { Observable } from "@/lib/observable";
import { readLocal, writeLocal } from "./localStore";

export type Theme = "light" | "dark" | "system";

const saved = readLocal("theme");
const theme = new Observable<Theme>(saved === "light" || saved === "dark" ? saved : "system");
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const isDark = theme.get() === "dark" || (theme.get() === "system" && systemDark.matches);
  document.documentElement.classList.toggle("dark", isDark);
}

systemDark.addEventListener("change", apply);

export function setTheme(next: Theme): void {
  writeLocal("theme", next === "system" ? undefined : next);
  theme.set(next);
  apply();
}

export const useTheme = (): Theme => useSyncExternalStore(theme.subscribe, theme.get);
