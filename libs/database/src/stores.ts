import { ApiKeyStore } from './stores/api-key.store.js';
import { AssessmentStore } from './stores/assessment.store.js';
import { AttemptClosing } from './stores/attempt-closing.js';
import { AttemptEventStore } from './stores/attempt-event.store.js';
import { AttemptStore } from './stores/attempt.store.js';
import { AuditStore } from './stores/audit.store.js';
import { CandidateSessionStore } from './stores/candidate-session.store.js';
import { CandidateStore } from './stores/candidate.store.js';
import { DecisionStore } from './stores/decision.store.js';
import { ExerciseVersionStore } from './stores/exercise-version.store.js';
import { FileSetStore } from './stores/file-set.store.js';
import { GradingJobStore } from './stores/grading-job.store.js';
import { HiringLoopStore } from './stores/hiring-loop.store.js';
import { InvitationStore } from './stores/invitation.store.js';
import { RatingStore } from './stores/rating.store.js';
import { ReviewDraftStore } from './stores/review-draft.store.js';
import { ReviewStore } from './stores/review.store.js';
import { ReviewedWorkStore } from './stores/reviewed-work.store.js';
import { RevisionStore } from './stores/revision.store.js';
import { RoleProfileStore } from './stores/role-profile.store.js';
import { ScorecardStore } from './stores/scorecard.store.js';
import { ScoredWorkStore } from './stores/scored-work.store.js';
import { SittingStore } from './stores/sitting.store.js';
import { StaffSessionStore } from './stores/staff-session.store.js';
import { StaffStore } from './stores/staff.store.js';
import { SubmissionStore } from './stores/submission.store.js';
import { TenantStore } from './stores/tenant.store.js';
import { WorkerStatusStore } from './stores/worker-status.store.js';

/** Every store, as the module offers them. */
export const stores = [
  ApiKeyStore,
  AssessmentStore,
  AttemptClosing,
  AttemptEventStore,
  AttemptStore,
  AuditStore,
  CandidateSessionStore,
  CandidateStore,
  DecisionStore,
  ExerciseVersionStore,
  FileSetStore,
  GradingJobStore,
  HiringLoopStore,
  InvitationStore,
  RatingStore,
  ReviewDraftStore,
  ReviewStore,
  ReviewedWorkStore,
  RevisionStore,
  RoleProfileStore,
  ScorecardStore,
  ScoredWorkStore,
  SittingStore,
  StaffSessionStore,
  StaffStore,
  SubmissionStore,
  TenantStore,
  WorkerStatusStore,
];
