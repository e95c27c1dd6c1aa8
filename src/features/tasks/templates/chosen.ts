import { Observable } from "@/lib/observable";
import type { Template } from "./useTemplates";

/** The template that the next new task begins with. */
export const chosenTemplate = new Observable<Template | undefined>(undefined);
