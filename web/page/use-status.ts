import { useEffect, useState } from 'preact/hooks';
import type { StatusView } from '../../src/server/api-schema.ts';
import { fetchStatus } from '../api/api-client.ts';
import { pollDelay } from './poll-delay.ts';

/**
 * Asks what the service is doing, often while that changes, never while the page is hidden.
 *
 * @param occasion asks at once when it changes: the reader did something that moves the server
 * @returns undefined until the first answer; a failed request keeps the last one
 */
export function useStatus(occasion: unknown): StatusView | undefined {
  const [status, setStatus] = useState<StatusView>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const poll = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const latest = await fetchStatus().catch(() => undefined);
      if (over) return;
      if (latest !== undefined) setStatus(latest);
      clearTimeout(timer);
      timer = setTimeout(() => void poll(), pollDelay(latest));
    };
    const wake = () => void poll();
    wake();
    document.addEventListener('visibilitychange', wake);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [occasion]);
  return status;
}
