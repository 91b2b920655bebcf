import type { DocumentMetadata } from './spec.ts';

/** Only the metadata of a record that has more; absent fields stay absent. */
export function pickMetadata(record: DocumentMetadata): DocumentMetadata {
  const { title, url, publisher, language, asOf, validFrom, validTo, verified, group } = record;
  return {
    title,
    ...(url !== undefined && { url }),
    ...(publisher !== undefined && { publisher }),
    ...(language !== undefined && { language }),
    ...(asOf !== undefined && { asOf }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
    ...(verified !== undefined && { verified }),
    ...(group !== undefined && { group }),
  };
}
