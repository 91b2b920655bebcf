export {
  checkGrounding,
  isVerbatim,
  type Grounding,
  type GroundingFault,
  type GroundingTools,
} from './check-grounding.ts';
export {
  createGovernanceDoor,
  disclosureOf,
  joinGoverned,
  type DoorOptions,
  type Governed,
  type GovernanceDoor,
} from './govern.ts';
export { createModerators } from './moderators.ts';
export { withoutNumbers } from './read-claim.ts';
export {
  actions,
  clauseSchema,
  type Action,
  type Clause,
  type Decision,
  type DecisionSpan,
  type Finding,
  type GovernedText,
  type ModerationContext,
  type Moderator,
  type Stage,
} from './spec.ts';
