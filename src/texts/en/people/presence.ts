import { translated } from "../../language";
import { list } from "../english";

export const presence = translated("presence", {
  states: { active: "Active", away: "Away", offline: "Offline" },
  typing: "Typing",
  typists: (names: readonly string[]) => {
    const [name, ...others] = names;
    if (others.length === 0) return `${name} is typing…`;
    return others.length < 3 ? `${list(names)} are typing…` : "Several people are typing…";
  },
  looking: "Also looking",
  onlookers: (names: readonly string[]) =>
    names.length === 1 ? `${names[0]} is looking at this too` : `${list(names)} are looking at this too`,
  status: "Status",
  statusPlaceholder: "What’s going on?",
  statusEmoji: "Emoji of the status",
  clearAfter: "Clear after",
  lengths: {
    never: "Don’t clear",
    halfHour: "30 minutes",
    hour: "1 hour",
    fourHours: "4 hours",
    today: "Today",
    week: "This week",
  },
  suggestions: {
    meeting: "In a meeting",
    commuting: "Commuting",
    focus: "Focusing",
    sick: "Out sick",
    holiday: "On holiday",
    remote: "Working from home",
  },
  until: (time: string) => `Until ${time}`,
  statusSet: (emoji: string, text: string) => `Your status: ${emoji} ${text}`.trim(),
  statusCleared: "Status cleared",
  isPaused: "Notifications paused",
  isAway: "Others see you as away",
  isBack: "Others see you as active",
  clearStatus: "Clear status",
  goAway: "Show me as away",
  comeBack: "Show me as active",
  showLastSeen: "Show when I was last here",
  showLastSeenHint: "Others see it while you’re offline.",
  lastSeen: (ago: string) => `Last here ${ago}`,
});
