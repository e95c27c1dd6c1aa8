/**
 * The state of the engine in Prometheus' text format.
 * Source  https://prometheus.io/docs/instrumenting/exposition_formats/
 */
import type { DatabaseCounters } from "../worker/operations/map.ts";

type Metrics = DatabaseCounters & { connections: number; watchedQueries: number; threadRestarts: number };

export function metricsText(metrics: Metrics): string {
  const { rss, heapUsed } = process.memoryUsage();
  const gauges: [name: string, help: string, value: number][] = [
    ["engine_connections", "Open sync connections", metrics.connections],
    ["engine_watched_queries", "Queries that clients watch", metrics.watchedQueries],
    ["engine_cached_results", "Results of queries that are kept", metrics.cachedResults],
    ["engine_pending_jobs", "Scheduled functions that wait", metrics.pendingJobs],
    ["engine_store_bytes", "Size of the store without its log", metrics.storeBytes],
    ["process_resident_memory_bytes", "Memory of the process", rss],
    ["process_heap_bytes", "JavaScript heap of the front thread", heapUsed],
  ];
  const counters: typeof gauges = [
    ["engine_commits_total", "Commits of mutations", metrics.commits],
    ["engine_mutations_total", "Mutations that were committed", metrics.mutations],
    ["engine_mutations_failed_total", "Mutations that threw or could not be saved", metrics.failedMutations],
    ["engine_query_runs_total", "Queries that were run, not answered from the cache", metrics.queryRuns],
    ["engine_database_restarts_total", "Database threads that had to be replaced", metrics.threadRestarts],
  ];
  const lines = (kind: string, list: typeof gauges) =>
    list.map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${value}\n`);
  return [...lines("gauge", gauges), ...lines("counter", counters)].join("");
}
