import { useEffect, useState } from 'preact/hooks';

const query = '(min-width: 64rem)';

/** True where there is room for the menu beside the conversation. The style sheet uses the same width. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const change = () => setWide(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return wide;
}
