/**
 * Lets only web addresses become links: a document's metadata may hold anything, `javascript:` too.
 *
 * @returns the address and the host to show, or undefined
 */
export function safeLink(address: string | undefined): { href: string; host: string } | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href, hostname } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return { href, host: hostname.replace(/^www\./, '') };
}
