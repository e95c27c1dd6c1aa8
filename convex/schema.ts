import { defineSchema } from "convex/server";
import * as automations from "./model/automations/tables";
import * as base from "./model/tables";
import * as categories from "./model/categories/tables";
import * as chat from "./model/chat/tables";
import * as crons from "./model/crons/tables";
import * as drafts from "./model/drafts/tables";
import * as files from "./model/files/tables";
import * as later from "./model/later/tables";
import * as mail from "./model/mail/tables";
import * as entries from "./model/entries/tables";
import * as events from "./model/events/tables";
import * as notices from "./model/notices/tables";
import * as people from "./model/people/tables";
import * as providers from "./model/providers/tables";
import * as ringing from "./model/ringing/tables";
import * as push from "./model/push/tables";
import * as search from "./model/search/tables";
import * as settings from "./model/settings/tables";
import * as board from "./model/board/tables";

/** One deployment is one workspace. Each room of the model has its tables in a file of its own. */
export default defineSchema({
  ...automations,
  ...base,
  ...board,
  ...categories,
  ...chat,
  ...crons,
  ...drafts,
  ...entries,
  ...events,
  ...files,
  ...later,
  ...mail,
  ...notices,
  ...people,
  ...providers,
  ...ringing,
  ...push,
  ...search,
  ...settings,
});
