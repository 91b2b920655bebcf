import { Icon } from './icons.tsx';
import { usePage } from './page-context.ts';
import { safeLink } from './safe-link.ts';

/** What {@link SourceLink} leads to. */
export interface SourceLinkProps {
  readonly url: string | undefined;
  /** Says in words what the link does, rather than only where it leads. @default false */
  readonly worded?: boolean;
}

/** A link to the original of a document, in a tab of its own; nothing when it has no web address. */
export function SourceLink({ url, worded = false }: SourceLinkProps) {
  const { say } = usePage();
  const link = safeLink(url);
  if (link === undefined) return null;
  return (
    <a
      class={worded ? 'link worded' : 'fact link'}
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${say('openSource')} · ${link.host}`}
    >
      {worded ? `${say('openSource')} · ${link.host}` : link.host}
      <Icon name="external" />
    </a>
  );
}
