import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Bone, Loading } from "@/ui/Skeleton";
import { useThisDevice, type Device, type ThisDevice } from "./useThisDevice";

export const ThisDeviceSection = () => <ThisDeviceView device={useThisDevice()} />;

/** Whether this device is told what concerns its person, and which others are. */
export function ThisDeviceView({ device }: { device: ThisDevice }) {
  const title = useId();
  const { devices, endpoint, remove } = device;
  return (
    <section aria-labelledby={title} className="grid grid-cols-1 justify-items-start gap-3 border-t pt-5">
      <div className="grid gap-0.5">
        <h3 id={title} className="font-medium">
          {texts.push.title}
        </h3>
        <p className="text-text-muted">{texts.push.about}</p>
      </div>
      <Switch device={device} />
      {devices === undefined && (
        <Loading label={texts.push.loading}>
          <Bone className="h-8 w-64" />
        </Loading>
      )}
      {devices !== undefined && devices.length > 0 && (
        <ul
          aria-label={texts.push.devices}
          className="grid w-full grid-cols-1 divide-y rounded-control border"
        >
          {devices.map((one) => (
            <DeviceRow
              key={one.endpoint}
              device={one}
              isHere={one.endpoint === endpoint}
              onRemove={() => void reportRefusal(remove(one.endpoint))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Switch({ device: { state, endpoint, canTurnOn, turnOn, remove, test } }: { device: ThisDevice }) {
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<"failed" | "sent">();
  const run = async (work: () => Promise<void>, done?: "sent") => {
    setIsBusy(true);
    setSaid(undefined);
    try {
      await work();
      setSaid(done);
    } catch {
      // Whatever it was, it is tried again by the same button.
      setSaid("failed");
    }
    setIsBusy(false);
  };
  if (state !== "possible") return <p className="text-text-muted">{texts.push.cannot[state]}</p>;
  if (endpoint === undefined)
    return (
      <>
        <Button look="primary" disabled={isBusy || !canTurnOn} onClick={() => void run(turnOn)}>
          {texts.push.turnOn}
        </Button>
        <FormError text={said === "failed" ? texts.push.notTurnedOn : undefined} />
      </>
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button disabled={isBusy} onClick={() => void run(async () => await test(endpoint), "sent")}>
        {texts.push.sendTest}
      </Button>
      <Button look="ghost" disabled={isBusy} onClick={() => void run(async () => await remove(endpoint))}>
        {texts.push.turnOff}
      </Button>
      <p role="status" className="text-small text-text-muted">
        {said === "sent" ? texts.push.testSent : texts.push.isOn}
      </p>
    </div>
  );
}

function DeviceRow({ device, isHere, onRemove }: { device: Device; isHere: boolean; onRemove: () => void }) {
  const { device: name, createdAt, lastOkAt, error } = device;
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <bdi>{name}</bdi>
          {isHere && <span className="text-text-muted"> · {texts.push.here}</span>}
        </p>
        <p className="truncate text-small text-text-muted">
          {lastOkAt === undefined
            ? texts.push.since(exactTime(createdAt))
            : texts.push.lastReached(exactTime(lastOkAt))}
        </p>
        {error !== undefined && <p className="text-small text-warn">{texts.push.failing}</p>}
      </div>
      <IconButton label={texts.push.removeDevice(name)} onClick={onRemove}>
        <Icon of={Trash2} size={14} />
      </IconButton>
    </li>
  );
}
