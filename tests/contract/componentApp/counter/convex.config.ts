import { defineComponent } from "convex/server";
import { v } from "convex/values";
import journal from "../journal/convex.config.js";

const component = defineComponent("counter", {
  env: { MODE: v.union(v.literal("test"), v.literal("live")), GREETING: v.optional(v.string()) },
});
component.use(journal, { httpPrefix: "/journal/" });
export default component;
