/** What a service worker has around it, as far as ours uses it: the types of the DOM leave it out. */

type Waiting = { waitUntil(work: Promise<unknown>): void };

export type PageWindow = {
  readonly focused: boolean;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<PageWindow>;
  postMessage(message: unknown, transfer?: Transferable[]): void;
};

type Shown = NotificationOptions & { tag: string; data: unknown; renotify: boolean; timestamp: number };

export type Registration = {
  showNotification(title: string, options: Shown): Promise<void>;
  getNotifications(filter?: { tag: string }): Promise<Notification[]>;
  pushManager: PushManager;
};

type Events = {
  install: Waiting;
  activate: Waiting;
  fetch: Waiting & { request: Request; respondWith(answer: Promise<Response> | Response): void };
  push: Waiting & { data: { json(): unknown } | null };
  notificationclick: Waiting & { notification: Notification };
  pushsubscriptionchange: Waiting & {
    oldSubscription?: PushSubscription;
    newSubscription?: PushSubscription;
  };
};

export type Scope = {
  location: Location;
  registration: Registration;
  caches: CacheStorage;
  clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<PageWindow[]>;
    openWindow(path: string): Promise<PageWindow | null>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void;
};
