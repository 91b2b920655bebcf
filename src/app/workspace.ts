import type { FeedbackStore, GatherTools, Memory } from '../agent/index.ts';
import type { Clock } from '../base/index.ts';
import type { AppealStore, GovernanceDoor } from '../governance/index.ts';
import type { PassageStore } from '../knowledge/index.ts';
import type { Lexicon, Segmenter } from '../language/index.ts';
import type { Region } from '../region/index.ts';
import type { Config } from './config.ts';
import type { AuditTrail } from './ledger.ts';
import type { ModelSlots } from './model-slots.ts';

/** Everything one running program works with, wired once. */
export interface Workspace {
  readonly config: Config;
  readonly region: Region;
  readonly store: PassageStore;
  readonly models: ModelSlots;
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
  readonly gather: GatherTools;
  readonly door: GovernanceDoor;
  readonly memory: Memory;
  readonly feedback: FeedbackStore;
  readonly appeals: AppealStore;
  /** Where decisions are recorded; absent while the assistant is examined, which is no use of the service. */
  readonly audit: AuditTrail | undefined;
  /** Version of the program. */
  readonly version: string;
  readonly clock: Clock;
  /** Today in the region. */
  readonly today: () => string;
  close(): Promise<void>;
}
