import { translated } from "../../language";

export const profile = translated("profile", {
  jobTitle: "Job title",
  pronouns: "Pronouns",
  contact: "Contact",
  hints: { pronouns: "For example she/her", contact: "Phone, e-mail, or how you like to be reached" },
  saved: "Profile saved",
  message: "Send a message",
  edit: "Edit profile",
  localTime: "Local time",
  timeThere: (time: string, zone: string) => `${time} (${zone})`,
  joined: "Joined",
  loading: "Loading profile…",
});
