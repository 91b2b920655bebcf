import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections are looked at while a server closes, in milliseconds. */
const sweepMs = 20;

/**
 * Prepares a server to be closed quickly. The function returned takes no more connections, lets what
 * is under way end, and resolves when nothing is open.
 *
 * Node waits for connections on which nothing was ever asked, which browsers open in advance.
 *
 * @param patience milliseconds after which requests under way are cut off
 */
export function trackConnections(server: Server, patience: number): () => Promise<void> {
  const open = new Set<Socket>();
  const busy = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
  });
  return async () => {
    const ended = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    const sweep = setInterval(() => {
      for (const socket of open) if (!busy.has(socket)) socket.destroySoon();
    }, sweepMs);
    const end = setTimeout(() => server.closeAllConnections(), patience);
    await ended;
    clearInterval(sweep);
    clearTimeout(end);
  };
}
