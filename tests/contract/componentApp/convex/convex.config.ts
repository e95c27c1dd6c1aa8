import { defineApp } from "convex/server";
import { v } from "convex/values";
import counter from "../counter/convex.config.js";

const app = defineApp({ env: { GREETING: v.optional(v.union(v.literal("hello"), v.literal("hi"))) } });
app.use(counter, { httpPrefix: "/counter/", env: { MODE: "test", GREETING: app.env.GREETING } });
app.use(counter, { name: "second", env: { MODE: "live" } });
export default app;
