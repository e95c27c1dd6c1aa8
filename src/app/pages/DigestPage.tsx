import { Digest } from "@/features/digests";
import { MailedPage } from "./MailedPage";

export const DigestPage = () => (
  <MailedPage title="Today" kind="digest">
    <Digest />
  </MailedPage>
);
