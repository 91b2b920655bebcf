export { checkPersonalDataKinds } from './check-kinds.ts';
export { compilePersonalData, type PersonalDataPatterns } from './compile.ts';
export { findPersonalData } from './find.ts';
export { personalDataKindSchema, type PersonalDataKind } from './kind.ts';
export {
  createRedactionSession,
  redactPersonalData,
  type RedactedText,
  type RedactionSession,
} from './redact.ts';
export { redactChatModel, redactEmbeddingModel } from './redact-models.ts';
export type { PersonalDataFinding } from './resolve-overlaps.ts';
