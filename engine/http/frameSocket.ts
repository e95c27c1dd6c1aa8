import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { frameOf } from "../sync/frame.ts";
import type { Socket } from "../sync/session.ts";

/** A connection that has left so much unread is ended: it asks for more than it takes. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * A session's socket, which writes its frames to the stream itself. Nothing else that is sent over `socket` may be
 * compressed by it, which takes a while: frames would overtake it.
 */
export function frameSocket(socket: WebSocket, stream: Duplex): Socket {
  const deflates = socket.extensions.includes("permessage-deflate");
  return {
    send: (parts) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      stream.cork();
      for (const bytes of frameOf(parts, deflates)) stream.write(bytes);
      stream.uncork();
      if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.terminate();
    },
    close: (code, reason) => socket.close(code, reason),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  };
}
