import { Digest } from "@/features/digests";
import { labelOf } from "../commands/commands";
import { MailedPage } from "./MailedPage";

export const DigestPage = () => (
  <MailedPage title={labelOf("today")} kind="digest">
    <Digest />
  </MailedPage>
);
