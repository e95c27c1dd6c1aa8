import { localDueDay } from "@/lib/time";
import { texts } from "@/texts";
import { dateName } from "@/texts/time";
import { weekFrom, type Bucket } from "./workload";

/** What a bucket is called: weeks further ahead by their first day. */
export function bucketName(bucket: Bucket, now: number): string {
  if (bucket === "week2") return texts.workload.weekFrom(dateName(localDueDay(weekFrom(now, 2)), now));
  if (bucket === "week3") return texts.workload.weekFrom(dateName(localDueDay(weekFrom(now, 3)), now));
  return texts.workload.buckets[bucket];
}
