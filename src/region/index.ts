export { interfaceMessagesSchema, type InterfaceMessages } from './interface-messages.ts';
export {
  checkRegion,
  formatProblem,
  loadPersonalData,
  loadRegion,
  type CheckedRegion,
  type Region,
  type RegionPersonalData,
} from './load-region.ts';
export type { Located, RegionProblem } from './pack-reader.ts';
export { regionFileSchema, type RegionFile } from './region-schema.ts';
export { passageVectorsKind, type RegionVectors } from './read-vectors.ts';
export { checkConstitutionFolder, type CheckedConstitution } from './read-pack-constitution.ts';
