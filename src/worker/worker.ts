/** The service worker: the app without a network, pushes, and what other apps share. It is built into one file of its own. */
import type { PushData } from "@convex/shared/push/pushData";
import { deviceOf } from "@/lib/pushSubscription";
import { texts } from "@/texts";
import { openPlace, showPush } from "./notify";
import { renew } from "./renew";
import type { Scope } from "./scope";
import { takeShared } from "./share";
import { dropOldShells, fileFor, keepShell, kindOf, pageFor, type Shell } from "./shell";

/** Put in by the build: see vite.serviceWorker.ts. */
declare const SHELL: Shell;

const scope = globalThis as unknown as Scope;
const files = new Set(SHELL.files);

// No window is made to wait for another version: each finds the parts of its own, and is told that there is a newer one.
scope.addEventListener("install", (event) =>
  event.waitUntil(keepShell(scope, SHELL).then(async () => await scope.skipWaiting())),
);

scope.addEventListener("activate", (event) =>
  event.waitUntil(dropOldShells(scope).then(async () => await scope.clients.claim())),
);

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  switch (kindOf(request, scope.location.origin, files)) {
    case "page":
      return event.respondWith(pageFor(scope, request, SHELL));
    case "file":
      return event.respondWith(fileFor(scope, request, SHELL));
    case "share":
      return event.respondWith(takeShared(scope, request));
    case "other":
  }
});

scope.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(showPush(scope, event.data.json() as PushData));
});

scope.addEventListener("notificationclick", (event) => event.waitUntil(openPlace(scope, event.notification)));

scope.addEventListener("pushsubscriptionchange", (event) =>
  event.waitUntil(
    renew(scope.registration, event.oldSubscription, texts.push.device(deviceOf(navigator.userAgent))),
  ),
);
