import { useId } from 'preact/hooks';
import type { AppealReceipt } from '../../src/server/api-schema.ts';
import { Facts } from '../page/facts.tsx';
import { usePage } from '../page/page-context.ts';
import { SourceLink } from '../page/source-link.tsx';

/** Public bodies that can be asked, too, each with its matter. */
export function OtherBodies({ others }: Pick<AppealReceipt, 'others'>) {
  const { say, guessTag } = usePage();
  const id = useId();
  if (others.length === 0) return null;
  return (
    <div class="others">
      <h3 id={id}>{say('appealOthers')}</h3>
      <ul role="list" aria-labelledby={id}>
        {others.map(({ name, matter, url }) => (
          <li key={url}>
            <p lang={guessTag(name)}>{name}</p>
            <Facts facts={[matter]}>
              <SourceLink url={url} />
            </Facts>
          </li>
        ))}
      </ul>
    </div>
  );
}
