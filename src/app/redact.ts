import { type RedactedText, compilePersonalData, redactPersonalData } from '../governance/index.ts';
import { loadPersonalData } from '../region/index.ts';
import { resolveRegion } from './region-folders.ts';

/** Writes placeholders in the place of the personal data in a text. */
export type Redactor = (text: string) => RedactedText;

/**
 * Opens a redactor for a region, named by id or by path. It needs no model, no store and no connection.
 * What the region's own cards and channels publish, such as the telephone number of an office, stays.
 *
 * @throws `region.not-found`; `region.invalid`
 */
export async function openRedactor(region: string): Promise<Redactor> {
  const { kinds, published } = await loadPersonalData(await resolveRegion(region));
  const patterns = compilePersonalData(kinds, published);
  return (text) => redactPersonalData(text, patterns);
}
