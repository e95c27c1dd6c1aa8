import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ANA, BEN, ZOE, show } from "@/testing.client";
import { useOpenProfile } from "@/features/users";
import { Directory } from "./Directory";
import { ProfileDialog } from "./ProfileDialog";

const answers = {
  "users:profile": { jobTitle: "Keeper", joinedAt: 1, timeZone: "Asia/Tokyo" },
};
const nothing = () => undefined;

test("a profile says who somebody is, and leads to a conversation", async () => {
  const onOpenChannel = vi.fn<(id: string) => void>();
  const { calls } = show(
    <ProfileDialog id={BEN.id} onClose={nothing} onEdit={nothing} onOpenChannel={onOpenChannel} />,
    { answers: { ...answers, "channels:openDirect": "d1" } },
  );
  expect(screen.getByRole("dialog", { name: "Ben Ito" })).toBeVisible();
  expect(screen.getByText("Keeper")).toBeVisible();
  expect(screen.getByText(/\(Asia\/Tokyo\)/)).toBeVisible();
  expect(screen.queryByText("Pronouns")).toBeNull();
  expect(screen.queryByRole("button", { name: "Edit profile" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Send a message" }));
  expect(calls).toEqual([{ name: "channels:openDirect", args: { userIds: [BEN.id] } }]);
  expect(onOpenChannel).toHaveBeenCalledExactlyOnceWith("d1");
});

test("one's own can be edited; who left cannot be written to", () => {
  const dialog = (id: typeof ANA.id) => (
    <ProfileDialog id={id} onClose={nothing} onEdit={nothing} onOpenChannel={nothing} />
  );
  const { unmount } = show(dialog(ANA.id), { answers });
  expect(screen.getByRole("button", { name: "Edit profile" })).toBeVisible();
  unmount();
  show(dialog(ZOE.id), { answers });
  expect(screen.getByText("deactivated")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Send a message" })).toBeNull();
});

function Opened() {
  return <output>{useOpenProfile()?.id}</output>;
}

test("the directory finds people by name and opens their profiles", async () => {
  show(
    <>
      <Directory />
      <Opened />
    </>,
    { answers },
  );
  expect(screen.getByText("2 members")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Search people"), "ben");
  expect(screen.queryByRole("button", { name: /Ana Ruiz/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /Ben Ito/ }));
  expect(screen.getByText(BEN.id, { selector: "output" })).toBeVisible();
});
