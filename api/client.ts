// Generated from openapi.json by `go test ./api -update`. Do not edit.
/* eslint-disable */

export type AcceptanceBody = {
  /** dataset whose teachers are meant; give this or problem */
  dataset?: string;
  /** where teachers must stand, and why */
  expected: PolicyExpectation[];
  /** a problem document of its own; nothing of it is kept */
  problem?: ProblemDocument;
};

export type AcknowledgeBody = {
  /** key of the finding */
  finding: string;
  /** why it is all right; no personal data */
  reason: string;
};

export type ActionView = {
  /** action */
  action: string;
  /** it can be done now, by who asks */
  allowed: boolean;
  /** what stands in the way */
  reasons: ReasonView[];
  /** what it is called */
  title: Text;
  /** state afterwards */
  to: BusinessStatus;
};

export type ActorKind = "key" | "user";

export type Alive = {
  /** ok */
  status: string;
  /** version of the product */
  version: string;
};

export type Analysis = {
  /** what the independent check says */
  check: CheckResult;
  /** how much there is of what */
  counts: PolicyCounts;
  /** before and after */
  indicators: Indicators;
  /** why each row is as it is, when it was asked for */
  justifications?: Justification[];
  /** relaxable rules that could not all hold */
  relaxations: Relaxation[];
  /** the three statuses */
  status: Statuses;
  /** objectives in order, each with value, bound and proof */
  tiers: TierResult[];
};

export type Assignment = {
  /** counts as backbone for the ratio */
  backbone?: boolean;
  /** school whose dorm bed the teacher gets */
  dorm?: SchoolID;
  /** the verdict is must */
  due?: boolean;
  /** line left; absent for remote lessons */
  from?: Line;
  /** half-days a week; absent for moves */
  halfDays?: number;
  /** names the row in every plan of the lineage */
  key: string;
  /** what it is */
  kind: AssignmentKind;
  /** travel, one way */
  minutes?: number;
  /** name of the teacher, when names were asked for; masked by role */
  name?: string;
  /** rank of the destination in the teacher's list, from 1 */
  rank?: number;
  /** school left, or from which lessons come */
  school: SchoolID;
  /** teacher id; absent for remote lessons */
  teacher?: TeacherID;
  /** line entered or served */
  to: Line;
  /** the teacher volunteered or listed the destination */
  voluntary?: boolean;
};

export type AssignmentKind = "move" | "visit" | "part_time" | "remote";

export type AssignmentPage = {
  /** rows of this page */
  items: Assignment[];
  /** cursor of the next page; absent on the last */
  next?: string;
  /** rows that the filters leave */
  total: number;
};

export type AuditConsistency = {
  /** signed checkpoint (C2SP tlog-checkpoint); absent when the service has no key */
  checkpoint?: string;
  /** number of entries of the older log */
  from: number;
  /** its root */
  fromRoot: string;
  /** hashes of the proof, in the order of RFC 6962 */
  path: string[];
  /** Ed25519 key that checks the signature */
  publicKey?: string;
  /** root of the Merkle tree (RFC 6962) */
  root: string;
  /** number of entries */
  size: number;
};

export type AuditEntry = {
  /** what was done */
  action: string;
  /** key or user, a pseudonym */
  actor: string;
  /** canonical JSON of what was decided; an object */
  data: unknown;
  /** leaf of the row in the log's Merkle tree */
  hash: string;
  /** from 1 upwards in every bureau, without gaps */
  seq: number;
  /** id of what it was done to */
  subject: string;
  /** UTC */
  time: string;
};

export type AuditInclusion = {
  /** signed checkpoint (C2SP tlog-checkpoint); absent when the service has no key */
  checkpoint?: string;
  /** SHA-256 of a zero byte and the record */
  leaf: string;
  /** hashes that lead from the leaf to the root, upwards */
  path: string[];
  /** Ed25519 key that checks the signature */
  publicKey?: string;
  /** canonical JSON of the entry: the bytes that were hashed */
  record: string;
  /** root of the Merkle tree (RFC 6962) */
  root: string;
  /** number of the entry, from 1 */
  seq: number;
  /** number of entries */
  size: number;
};

export type AuditRoot = {
  /** signed checkpoint (C2SP tlog-checkpoint); absent when the service has no key */
  checkpoint?: string;
  /** Ed25519 key that checks the signature */
  publicKey?: string;
  /** root of the Merkle tree (RFC 6962) */
  root: string;
  /** number of entries */
  size: number;
};

export type Backbone = {
  /** level of the honour */
  level: BackboneLevel;
  /** first valid day */
  validFrom?: Date;
  /** last valid day */
  validTo?: Date;
};

export type BackboneLevel = "school" | "county" | "city" | "province";

export type BalanceDemand = {
  binding: string;
  clauses: string[];
  evidence: string;
  from?: string;
  origin: string;
  parameter: string;
  quote?: string;
  sense: string;
  source: string;
  threshold: number;
  to?: string;
  value: unknown;
};

export type BalanceEach = {
  unit: Text;
  whom: Text;
};

export type BalanceEntry = {
  after?: BalanceMeasure;
  before: BalanceMeasure;
  demand: BalanceDemand | null;
  each?: BalanceEach;
  id: string;
  later?: BalanceMilestone[];
  of?: string;
  schools?: BalanceSchool[];
  scope: string;
  stage?: Stage;
  title: Text;
  unit: Text;
  uses?: PolicyBasis[];
  year: number;
};

export type BalanceMeasure = {
  denominator: number;
  known: boolean;
  numerator: number;
  parts?: BalancePart[];
  passed: boolean | null;
  unknown?: number;
  value: number;
};

export type BalanceMilestone = {
  clauses: string[];
  from: string;
  threshold: number;
};

export type BalancePart = {
  denominator: number;
  name: string;
  numerator: number;
  value: number;
};

export type BalanceReport = {
  district: string;
  entries: BalanceEntry[];
  pack: string;
  planYear: number;
  planned: boolean;
  reference: Date;
};

export type BalanceSchool = {
  after?: BalanceMeasure;
  before: BalanceMeasure;
  school: SchoolID;
};

export type BatchView = {
  /** plans with status CANCELED */
  canceled: number;
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym */
  createdBy: string;
  /** plans with status FAILED */
  failed: number;
  /** id of the batch */
  id: string;
  /** plans with status INFEASIBLE: see conflicts of the plan */
  infeasible: number;
  /** where to go from here */
  links: Record<string, string>;
  /** name that people gave it */
  name?: string;
  /** plans that wait */
  queued: number;
  /** plans at work */
  running: number;
  /** RUNNING until every plan is over; then SUCCEEDED when every dataset has its plan, INCOMPLETE when some have none, CANCELED when it was stopped */
  status: TechnicalStatus;
  /** plans with status SUCCEEDED or INCOMPLETE */
  succeeded: number;
  /** plans: the sum of the others */
  total: number;
};

export type Better = "lower" | "higher" | "none";

export type BusinessStatus = "DRAFT" | "IN_REVIEW" | "APPROVED" | "PUBLICISED" | "OBJECTION" | "FINAL" | "EFFECTIVE" | "WITHDRAWN" | "SUPERSEDED";

export type Change = "added" | "removed" | "modified";

export type ChangeSummary = {
  /** rows that the baseline has not */
  added: number;
  /** rows of both that differ */
  modified: number;
  /** plan that is held against the baseline */
  plan: string;
  /** rows that only the baseline has */
  removed: number;
};

export type Check = {
  /** what is wrong, without secrets */
  detail?: string;
  /** what was looked at */
  name: string;
  /** whether it is as it should be */
  ok: boolean;
};

export type CheckDecisions = {
  moves: CheckMove[];
  partTime: CheckPartTime[];
  remote: CheckRemote[];
  visits: CheckVisit[];
};

export type CheckLinePeriods = {
  demand: number;
  line: Line;
  missing: number;
  taught: number;
};

export type CheckMove = {
  teacher: TeacherID;
  to: Line;
};

export type CheckPartTime = {
  halfDays: number;
  teacher: TeacherID;
  to: Line;
};

export type CheckRemote = {
  from: SchoolID;
  halfDays: number;
  to: Line;
};

export type CheckReport = {
  coverage: DocumentCoverage;
  indicators: Indicators;
  ok: boolean;
  periods: CheckLinePeriods[];
  relaxations: Relaxation[];
  tiers: TierResult[];
  uncovered: Uncovered[];
  vacancies: Vacancy[];
  violations: CheckViolation[];
};

export type CheckResult = {
  /** no rule is broken, and all that the plan says is so */
  ok: boolean;
  /** all of them */
  violations: CheckViolation[];
};

export type CheckViolation = {
  clauses?: string[];
  facts?: Fact[];
  message: Text;
  pointer: string;
  rule: string;
  subject: string;
  unverified?: string[];
};

export type CheckVisit = {
  halfDays: number;
  teacher: TeacherID;
  to: Line;
};

export type Clause = {
  due?: number;
  id: string;
  meaning: string;
  printed?: string;
  quote: string;
  section: string;
  types: ClauseType[];
};

export type ClauseList = {
  /** clauses of the document that was asked for, in its order */
  items: Clause[];
  /** documents whose clauses the product knows */
  sources: ClauseSource[];
};

export type ClauseSource = {
  id: string;
  inferred?: Text;
  title: Text;
};

export type ClauseType = "ENT" | "PAR" | "HARD" | "SOFT" | "KPI" | "ELIG" | "ENTL" | "RPT" | "WF" | "SCN" | "INFO";

export type Code = "bad_json" | "wrong_type" | "unknown_field" | "missing" | "out_of_range" | "not_finite" | "duplicate_id" | "unknown_reference" | "bad_date" | "bad_word" | "bad_format" | "cycle" | "inconsistent" | "more_faults" | "invalid" | "too_large" | "bad_pack" | "bad_parameter" | "not_found" | "conflict" | "stale" | "unavailable" | "io" | "no_plan" | "cancelled" | "time_limit" | "internal" | "forbidden" | "gone" | "idempotency_key_reused" | "method_not_allowed" | "precondition_required" | "rate_limited" | "request_timeout" | "unauthenticated" | "unsupported_media_type";

export type Comparison = {
  /** the plan that the others are held against */
  baseline: string;
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym */
  createdBy: string;
  /** id of the comparison */
  id: string;
  /** name that people gave it */
  name?: string;
  /** ids of the plans, in the order of columns */
  plans: string[];
};

export type ComparisonView = {
  /** the plan that the others are held against */
  baseline: string;
  /** how many rows differ from the baseline, one for each other plan */
  changes: ChangeSummary[];
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym */
  createdBy: string;
  /** id of the comparison */
  id: string;
  /** numbers of each plan, with differences to the baseline */
  kpis: KPI[];
  /** where to go from here */
  links: Record<string, string>;
  /** name that people gave it */
  name?: string;
  /** ids of the plans, in the order of columns */
  plans: string[];
};

export type ConflictsBody = {
  /** memory of one solver child process */
  memoryLimitMiB?: number;
  /** wall clock; absent: the default of a solve */
  timeLimitSeconds?: number;
};

export type ConflictsView = {
  /** why there is no report */
  failure?: Failure;
  /** where to go from here */
  links: Record<string, string>;
  /** as they took effect */
  options: Options;
  /** plan whose conflicts are looked for */
  plan: string;
  /** minimal conflicts with clauses, and repairs with the best plan under each; absent while the search goes on */
  report?: ExplainReport;
  /** id of the search: a job like a solve, with status, events and stop under /v1/plans/{search} */
  search: string;
  /** SUCCEEDED: everything was looked at; INCOMPLETE, CANCELED: what the report has is verified, and there may be more */
  status: TechnicalStatus;
  /** when */
  times: Times;
};

export type Coverage = "FULL" | "PARTIAL";

export type Curriculum = {
  /** given loads; they replace the pack's */
  loads?: Load[];
  /** given periods; they replace the version's for their grade and subject */
  periods?: GradePeriod[];
  /** a known version; the pack's when absent */
  version?: string;
};

export type DatasetStatus = "VALIDATED";

export type DatasetView = {
  /** length of the document in bytes */
  bytes: number;
  /** when it was stored, UTC */
  createdAt: string;
  /** key or user that stored it, a pseudonym */
  createdBy: string;
  /** district code, GB/T 2260 */
  district: string;
  /** hash of the problem, the same for every order of its entries */
  hash: string;
  /** id of the dataset */
  id: string;
  /** where to go from here */
  links: Record<string, string>;
  /** name that people gave it */
  name?: string;
  /** first dataset of the lineage; its own id when it was not forked */
  originId: string;
  /** policy pack that the document names */
  pack: string;
  /** dataset that it was forked from */
  parentId?: string;
  /** whether personal data are stored for it */
  persons: boolean;
  /** calendar year in which a plan takes effect */
  planYear: number;
  /** number of schools */
  schools: number;
  /** a stored dataset was validated */
  status: DatasetStatus;
  /** number of teachers */
  teachers: number;
  /** faults that do not refuse the document */
  warnings: number;
};

export type Date = string;

export type Delivery = {
  /** how often it was sent */
  attempts: number;
  /** UTC */
  createdAt: string;
  /** what went wrong last */
  error?: string;
  /** what it is about */
  event: WebhookEvent;
  /** id of the delivery; also the webhook-id header, unless it repeats another: then that is replayOf */
  id: string;
  /** when it is sent again, UTC */
  nextAttemptAt?: string;
  /** what was sent: ids and links only; an object */
  payload: unknown;
  /** the first delivery that this one repeats; its id is the webhook-id header */
  replayOf?: string;
  /** HTTP status of the last answer; absent when there was none */
  responseStatus?: number;
  /** where it stands */
  status: DeliveryStatus;
  /** webhook */
  webhook: string;
};

export type DeliveryStatus = "pending" | "succeeded" | "failed";

export type DemoData = {
  /** sorted by id */
  items: DemoItem[];
};

export type DemoItem = {
  /** id */
  id: string;
  /** where its document is */
  links: Record<string, string>;
};

export type District = {
  /** GB/T 2260, six digits */
  code: string;
  /** display name */
  name: string;
  /** the calendar year in which the plan takes effect */
  planYear: number;
  /** 核定编制总量, own quota of all public schools; absent when not known */
  quota?: number;
  /** year of the last quota review (编制核定); absent when not known */
  quotaReviewed?: unknown;
  /** the day on which ages and tenure are counted; default 31 August of the plan year, or as the pack says */
  referenceDate?: Date;
};

export type DocumentCoverage = "full" | "partial";

export type DocumentOverride = {
  /** role or pseudonymous id of who approved */
  approver: string;
  /** parameter key, for example exchange.ratio */
  parameter: string;
  /** why */
  reason: string;
  /** new value */
  value: unknown;
};

export type DocumentPin = {
  /** role or pseudonymous id of who decided */
  author: string;
  /** what is demanded */
  kind: PinKind;
  /** why */
  reason: string;
  /** needed by must_go and must_not_go */
  school?: SchoolID;
  /** teacher id */
  teacher: TeacherID;
};

export type DocumentProof = "certified" | "proved" | "gap" | "unknown";

export type DocumentRole = {
  /** a principal or vice principal who carries a full teaching load */
  fullLoad?: boolean;
  /** teacher when absent */
  kind?: RoleKind;
  /** last day of the present term */
  termEnd?: Date;
  /** first day of the present term */
  termStart?: Date;
  /** terms served at this school, the present one included */
  terms?: number;
};

export type Education = "other" | "secondary" | "associate" | "bachelor" | "master" | "doctor";

export type EffectiveOption = {
  /** limit of one solver child process */
  memoryLimitMiB: number;
  /** published lottery seed */
  seed: string;
  /** tier ids in order */
  tiers: string[];
  /** wall clock; 0 means no limit */
  timeLimitSeconds: number;
};

export type Eligibility = {
  /** teachers by verdict */
  counts: Record<string, number>;
  /** dataset */
  dataset: string;
  /** day on which ages and tenure are counted */
  day: Date;
  /** parameters whose value is not the pack's own: value, why, and who approved it (a pseudonym) */
  overrides: DocumentOverride[];
  /** pack in force */
  pack: string;
  /** sorted by id */
  teachers: EligibilityOfOne[];
};

export type EligibilityBody = {
  /** dataset */
  dataset: string;
  /** another policy pack than the dataset's */
  pack?: string;
  /** with the whole proof of each verdict; only for at most 1000 teachers */
  proof?: boolean;
  /** only these; all when absent */
  teachers?: TeacherID[];
};

export type EligibilityOfOne = {
  /** may be moved this year */
  candidate: boolean;
  /** the whole proof, when it was asked for */
  proof?: PolicyProof;
  /** verdict with its findings: the reason codes */
  verdict: Verdict;
};

export type Employment = {
  /** in_quota when absent */
  kind?: EmploymentKind;
  /** last day of a service obligation */
  serviceUntil?: Date;
  /** first day of employment */
  start?: Date;
  /** number of the present contract term, from 1; 0 unknown */
  term?: number;
};

export type EmploymentKind = "in_quota" | "special_post" | "funded_graduate" | "contract" | "support_student";

export type Enrolment = {
  /** day of the data behind it */
  asOf?: Date;
  /** one grade of the stage, for example the children who enter grade 1; the whole stage when absent */
  grade?: number;
  /** number of pupils */
  pupils: number;
  /** who published or forecast it, for example the police (household data) */
  source?: string;
  /** stage of schooling */
  stage: Stage;
  /** calendar year of the autumn term */
  year: number;
};

export type EvaluateBody = {
  /** dataset that the plan is for */
  dataset: string;
  /** bare decisions: who goes where; give these or plan */
  decisions?: CheckDecisions;
  /** a whole plan document: what it says of itself is checked, too */
  plan?: PlanDocument;
};

export type EventPage = {
  /** in the order in which they came */
  items: ProgressEvent[];
  /** sequence number to ask for what follows */
  last: number;
  /** the plan is over and nothing will follow */
  over: boolean;
};

export type ExemptionClaim = {
  /** number of the file that holds the evidence; says nothing about the person */
  evidence?: string;
  /** ground */
  kind: ExemptionKind;
  /** last day; absent when it lasts */
  until?: Date;
};

export type ExemptionKind = "pregnant" | "nursing" | "illness" | "disability" | "family_care" | "special_programme" | "near_retirement" | "other";

export type ExplainAnswer = "open" | "forbidden" | "cost" | "draw" | "better" | "impossible" | "unknown";

export type ExplainChange = {
  basis?: PolicyBasis;
  clauses?: string[];
  from?: unknown;
  kind: ExplainChangeKind;
  part?: string;
  rule: string;
  subject: string;
  to?: unknown;
};

export type ExplainChangeKind = "parameter" | "quota" | "posts" | "pin";

export type ExplainConflict = {
  members: ExplainMember[];
  teachers: string[];
};

export type ExplainKind = "demand" | "destinations" | "pin";

export type ExplainMember = {
  basis: PolicyBasis[];
  clauses: string[];
  kind: ExplainKind;
  part?: string;
  relaxable: boolean;
  rule: string;
  short?: number;
  subject: string;
  title: Text;
};

export type ExplainPlanUnder = {
  moves: number;
  termination: Termination;
  tiers: TierResult[];
};

export type ExplainRefusal = {
  clauses: string[];
  facts: Fact[];
  messages: Text[];
  rule: string;
  title: Text;
  unverified?: string[];
};

export type ExplainRepair = {
  changes: ExplainChange[];
  plan?: ExplainPlanUnder;
  relax: number;
};

export type ExplainReport = {
  complete: boolean;
  conflicts: ExplainConflict[];
  district: string;
  hasPlan: boolean;
  pack: string;
  planYear: number;
  relax: number;
  relaxations: Relaxation[];
  repairs: ExplainRepair[];
  solved: number;
};

export type ExplainShortage = {
  line: Line;
  uncoveredAfter: number;
  uncoveredBefore: number;
  vacantAfter: number;
  vacantBefore: number;
};

export type ExplainTierCost = {
  amount: number;
  proof: DocumentProof;
  tier: string;
  title: Text;
  unit: Text;
};

export type ExplainTierPair = {
  after: number;
  afterBound: number;
  afterProof: DocumentProof;
  before: number;
  beforeProof: DocumentProof;
  id: string;
  unit: string;
};

export type ExplainWhy = {
  answer: ExplainAnswer;
  cost?: ExplainTierCost;
  exact: boolean;
  holds: boolean;
  line?: Line;
  pin: PinKind;
  refusals: ExplainRefusal[];
  relaxations: Relaxation[];
  school: SchoolID;
  seed?: string;
  shortages: ExplainShortage[];
  teacher: TeacherID;
  tiers: ExplainTierPair[];
  verdict: Verdict;
};

export type Fact = {
  /** name of the fact */
  name: string;
  /** value, written out */
  value: string;
};

export type Failure = {
  /** stable code */
  code: Code;
  /** what it is about, one by one */
  faults?: Fault[];
  /** what is wrong */
  message: Text;
  /** what to do */
  remedy?: Text;
};

export type Fault = {
  /** what is allowed */
  allowed?: string;
  /** cell of the sheet, for example D5; absent for a whole sheet */
  cell?: string;
  /** stable code */
  code: Code;
  /** column in characters from 1; absent when not known */
  column?: number;
  /** line from 1; absent when not known */
  line?: number;
  /** what is wrong */
  message: Text;
  /** RFC 6901 pointer to the place; absent for the whole document */
  pointer?: string;
  /** what to do */
  remedy?: Text;
  /** error refuses the document, warning does not */
  severity: Severity;
  /** sheet of a workbook; absent for other documents */
  sheet?: string;
  /** what was found; left out when personal */
  value?: string;
};

export type Finding = {
  /** clause ids */
  clauses?: string[];
  /** what was compared */
  facts?: Fact[];
  /** whether it holds */
  holds: boolean;
  /** parts */
  of?: Finding[];
  /** predicate id, for example age_limit */
  predicate: string;
};

export type FindingView = {
  /** somebody who decides has seen it and said why it is all right */
  acknowledged: boolean;
  /** what was looked for */
  check: string;
  /** what was compared */
  facts: Fact[];
  /** names the finding as long as it says the same */
  key: string;
  /** what was found */
  message: Text;
  /** teachers, schools, parameters, datasets */
  subjects: string[];
  /** what it is called */
  title: Text;
};

export type GradeData = {
  /** number of classes */
  classes: number;
  /** 1 to 12 */
  grade: number;
  /** number of pupils */
  pupils: number;
};

export type GradePeriod = {
  /** 1 to 12 */
  grade: number;
  /** periods a week */
  periods: number;
  /** subject code */
  subject: Subject;
};

export type Group = {
  /** group id */
  id: GroupID;
  /** group, alliance or pairing */
  kind: GroupKind;
  /** the lead school */
  lead?: SchoolID;
  /** display name */
  name?: string;
  /** first day of the first cycle; absent when not known */
  since?: Date;
};

export type GroupID = string;

export type GroupKind = "group" | "alliance" | "pairing";

export type ImpactOfRung = {
  /** teachers for whom it means something else */
  changes: OutcomeShift[];
  /** plan */
  plan: string;
  /** who may get another outcome */
  rung: ReviewRung;
  /** did it run; INFEASIBLE: nothing lawful grants the objection on this rung */
  status: TechnicalStatus;
  /** objectives; less is better */
  tiers: TierShift[];
  /** the objectives are worse than those of the plan objected to */
  worse: boolean;
};

export type IndicatorSet = {
  /** schools that are judged */
  counted: number;
  /** pupil-weighted coefficient of variation between schools */
  cv: number;
  /** greatest coefficient allowed */
  cvLimit: number;
  /** I1, I2 or I3 */
  id: string;
  /** schools at or above the threshold */
  passed: number;
  /** one for every judged school */
  schools: IndicatorValue[];
  /** teachers missing to the threshold, summed over judged schools */
  shortfall: number;
  /** primary or junior */
  stage: Stage;
  /** least value per 100 pupils */
  threshold: number;
};

export type IndicatorValue = {
  /** teachers per 100 pupils */
  per100: number;
  /** pupils of the stage */
  pupils: number;
  /** school id */
  school: SchoolID;
  /** teachers missing to the threshold */
  shortfall: number;
  /** teachers counted */
  teachers: number;
};

export type Indicators = {
  /** with the plan */
  after: IndicatorSet[];
  /** as the district stands */
  before: IndicatorSet[];
  /** rotation ratios of the plan */
  ratios: Ratio[];
};

export type Justification = {
  /** clause ids */
  clauses?: string[];
  /** numbers that the reason rests on */
  facts?: Fact[];
  /** reason code */
  reason: string;
  /** rule or tier id */
  rule?: string;
  /** move:ID, visit:ID:SCHOOL, remote:SCHOOL:LINE, stay:ID, vacancy:LINE, uncovered:LINE */
  subject: string;
  /** parameters behind the reason that nobody has held against an official text */
  unverified?: string[];
};

export type KPI = {
  /** which direction is better */
  better: Better;
  /** what it is: tier:ID, count:NAME, ratio:ID, indicator:ID:STAGE:WHAT */
  id: string;
  /** what it is called */
  title: Text;
  /** unit of the values */
  unit?: string;
  /** one for each plan, in the order of plans */
  values: KPIValue[];
};

export type KPIValue = {
  /** number less that of the baseline */
  delta: number;
  /** delta in percent of the baseline; null when that is 0 */
  percent: number | null;
  /** number */
  value: number;
};

export type Key = {
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym */
  createdBy: string;
  /** first moment at which it is not valid, UTC */
  expiresAt: string;
  /** id of the key */
  id: string;
  /** about when it was last used, UTC */
  lastUsedAt?: string;
  /** what it is for */
  name: string;
  /** first characters of the secret, to tell keys apart */
  prefix: string;
  /** when it was ended, UTC */
  revokedAt?: string;
  /** what it may do */
  roles: Role[];
  /** narrows it to these permissions; empty: all of its roles */
  scopes: Permission[];
  /** only in the answer that creates the key: it cannot be read again */
  secret?: string;
};

export type LedgerBudget = {
  basis: PolicyBasis[];
  within: boolean;
  yuan: number;
};

export type LedgerCost = {
  after: number;
  before: number;
  budget: LedgerBudget | null;
  change: number;
  complete: boolean;
  district: string;
  kinds: LedgerCostLine[];
  moves: LedgerMoveCost[];
  planYear: number;
  visits: LedgerVisitCost[];
};

export type LedgerCostLine = {
  after: LedgerPaid;
  basis: PolicyBasis[];
  before: LedgerPaid;
  kind: PolicyAllowanceKind;
  set: boolean;
};

export type LedgerLedger = {
  basis: LedgerRests;
  district: string;
  pairings: LedgerPairing[];
  planYear: number;
  planned: boolean;
  reference: Date;
  teachers: LedgerTeacher[];
  terms: LedgerTerm[];
};

export type LedgerMoveCost = {
  from: SchoolID;
  kinds: PolicyAllowance[];
  teacher: TeacherID;
  to: SchoolID;
  yuan: number;
};

export type LedgerPaid = {
  teachers: number;
  yuan: number;
};

export type LedgerPairing = {
  basis: PolicyBasis[];
  begins?: Date;
  cycle: number;
  ends?: Date;
  group: GroupID;
  lead?: SchoolID;
  name?: string;
  other: SchoolID[];
  renew: boolean;
  rural: SchoolID[];
  since?: Date;
};

export type LedgerPromotion = {
  afterYear: boolean;
  asked: boolean;
  met: boolean;
  needed: number;
};

export type LedgerRests = {
  promotion: PolicyBasis[];
  ruralYears: PolicyBasis[];
};

export type LedgerRuralYears = {
  afterYear: number;
  credit: number;
  itinerant: number;
  recorded: boolean;
  rural: number;
  total: number;
};

export type LedgerService = {
  basis: PolicyBasis[];
  days: number;
  kind: LedgerServiceKind;
  ruralMet: boolean | null;
  ruralNeeded: number | null;
  term?: number;
  terms?: number;
  until?: Date;
};

export type LedgerServiceKind = "special_post" | "funded_graduate" | "first_terms" | "agreed";

export type LedgerTeacher = {
  promotion: LedgerPromotion;
  ruralYears: LedgerRuralYears;
  school: SchoolID;
  service: LedgerService[];
  teacher: TeacherID;
};

export type LedgerTerm = {
  basis: PolicyBasis[];
  end?: Date;
  full?: number;
  limit?: number;
  present: number;
  role: RoleKind;
  school: SchoolID;
  start?: Date;
  teacher: TeacherID;
  verdict?: VerdictKind;
};

export type LedgerVisitCost = {
  halfDays: number;
  teacher: TeacherID;
  to: SchoolID;
  yuan: number;
};

export type Licence = {
  /** highest stage that it allows */
  stage: Stage;
  /** last valid day; absent when unlimited */
  validTo?: Date;
};

export type Line = {
  /** school id */
  school: SchoolID;
  /** stage of schooling */
  stage: Stage;
  /** subject code */
  subject: Subject;
};

export type LineDemand = {
  /** needed half-days beyond the posts; 0 when posts are given and this is absent */
  halfDays?: number;
  /** periods a week; replaces classes times curriculum */
  periods?: number;
  /** needed posts in heads; overrides the derived number */
  posts?: number;
  /** subject code */
  subject: Subject;
};

export type Load = {
  /** periods a week of one full post */
  periods: number;
  /** stage of schooling */
  stage: Stage;
  /** subject code */
  subject: Subject;
};

export type Locale = "urban" | "town" | "rural";

export type Location = {
  /** degrees north, -90 to 90 */
  latitude: number;
  /** degrees east, -180 to 180 */
  longitude: number;
};

export type Me = {
  /** of a session: goes into X-CSRF-Token of every change */
  csrfToken?: string;
  /** key or user id, a pseudonym */
  id: string;
  /** by what means */
  kind: ActorKind;
  /** what may be done */
  permissions: Permission[];
  /** roles */
  roles: Role[];
  /** bureau */
  tenant: string;
};

export type Metadata = {
  /** name to find it by */
  name: string;
  /** words to find it by */
  tags: string[];
};

export type Move = {
  /** counts as backbone for the ratio */
  backbone: boolean;
  /** school whose dorm bed the teacher gets, because the way is beyond the limit; absent when the way needs none */
  dorm?: SchoolID;
  /** the verdict is must */
  due: boolean;
  /** line left */
  from: Line;
  /** travel, one way: from home when known, else from the school left */
  minutes: number;
  /** rank of the destination in the teacher's list, from 1; 0 when not listed */
  rank: number;
  /** teacher id */
  teacher: TeacherID;
  /** line entered */
  to: Line;
  /** the teacher volunteered or listed the destination */
  voluntary: boolean;
};

export type NewBatchBody = {
  /** datasets, none twice */
  datasets: string[];
  /** name to find it by */
  name?: string;
  /** of every plan */
  options?: OptionsRequest;
  /** tags of every plan */
  tags?: string[];
};

export type NewComparisonBody = {
  /** the plan that the others are held against; the first when absent */
  baseline?: string;
  /** name to find it by */
  name?: string;
  /** ids of plans, none twice, in the order of columns */
  plans: string[];
};

export type NewKeyBody = {
  /** days until it expires; 90 when absent or 0 */
  expiresInDays?: number;
  /** what it is for; no personal data */
  name: string;
  /** what it may do; approver is held by people who log in, never by a key */
  roles: Role[];
  /** narrows it to these permissions, which its roles must have; all when absent. A narrowed key makes keys with scopes of its own only */
  scopes?: Permission[];
};

export type NewOverride = {
  /** name of the parameter */
  parameter: string;
  /** why; no personal data */
  reason: string;
  /** a value that a pack could have */
  value: unknown;
};

export type NewPin = {
  /** what is demanded */
  kind: PinKind;
  /** why; no personal data */
  reason: string;
  /** needed by must_go and must_not_go */
  school?: SchoolID;
  /** teacher id */
  teacher: TeacherID;
};

export type NewPlanBody = {
  /** dataset to solve, with its pins of this moment */
  dataset: string;
  /** name to find it by */
  name?: string;
  /** what is absent has its default; the answer says what took effect */
  options?: OptionsRequest;
  /** words to find it by */
  tags?: string[];
  /** plan that this one goes on from; it is kept as its parent, and the search itself begins anew */
  warmFrom?: string;
};

export type NewUserBody = {
  /** identity provider; absent: the one that the service uses */
  issuer?: string;
  /** to tell people apart; stored encrypted */
  name?: string;
  /** what the user may do; approver is given by the identity provider only */
  roles: Role[];
  /** the person there (claim sub); kept only as a hash */
  subject: string;
};

export type Objection = {
  /** UTC */
  createdAt: string;
  /** who entered it, a pseudonym */
  createdBy: string;
  /** dataset with corrected data; absent when nothing is corrected */
  dataset?: string;
  /** plan that it was filed against */
  filedAgainst: string;
  /** id of the objection */
  id: string;
  /** what is asked for; absent when only data are corrected */
  kind?: PinKind;
  /** which school or department */
  office?: string;
  /** who objects */
  party: ReviewParty;
  /** plan that it counts for now */
  plan: string;
  /** why */
  reason: string;
  /** why it was resolved so */
  resolution?: string;
  /** UTC */
  resolvedAt?: string;
  /** a pseudonym */
  resolvedBy?: string;
  /** what it would have changed when it was resolved */
  result?: ObjectionImpact;
  /** with must_go and must_not_go */
  school?: SchoolID;
  /** plans that show what it would change; empty before the simulation */
  simulation: ObjectionRung[];
  /** what became of it */
  status: ReviewObjectionStatus;
  /** teacher whom it is about, a pseudonym */
  teacher?: TeacherID;
  /** grows with every change; also the ETag */
  version: number;
};

export type ObjectionBody = {
  /** fork of the plan's dataset with corrected data (POST /v1/datasets/{id}/from-patch) */
  dataset?: string;
  /** what is asked for */
  kind?: PinKind;
  /** which school or department; needed by office */
  office?: string;
  /** who objects: person or office */
  party: ReviewParty;
  /** why; no personal data: evidence stays in the file */
  reason: string;
  /** needed by must_go and must_not_go */
  school?: SchoolID;
  /** teacher whom it is about; needed by person and with kind */
  teacher?: TeacherID;
};

export type ObjectionImpact = {
  /** teachers for whom that plan means something else */
  changedOutcomes: number;
  /** rung with the smallest change that has a plan */
  chosen?: ReviewRung;
  /** every plan of the simulation is over; an objection is resolved only then */
  complete: boolean;
  /** there is a plan that grants it */
  possible: boolean;
  /** rung by rung */
  rungs: ImpactOfRung[];
};

export type ObjectionRung = {
  /** plan */
  plan: string;
  /** who may get another outcome: hold_all (only whom it is about), hold_far (also people of the schools concerned), hold_none (everybody) */
  rung: ReviewRung;
};

export type ObjectionView = {
  /** UTC */
  createdAt: string;
  /** who entered it, a pseudonym */
  createdBy: string;
  /** dataset with corrected data; absent when nothing is corrected */
  dataset?: string;
  /** plan that it was filed against */
  filedAgainst: string;
  /** id of the objection */
  id: string;
  /** what it would change, from the plans of the simulation; absent before the simulation */
  impact?: ObjectionImpact;
  /** what is asked for; absent when only data are corrected */
  kind?: PinKind;
  /** where to go from here */
  links: Record<string, string>;
  /** which school or department */
  office?: string;
  /** who objects */
  party: ReviewParty;
  /** plan that it counts for now */
  plan: string;
  /** why */
  reason: string;
  /** why it was resolved so */
  resolution?: string;
  /** UTC */
  resolvedAt?: string;
  /** a pseudonym */
  resolvedBy?: string;
  /** what it would have changed when it was resolved */
  result?: ObjectionImpact;
  /** with must_go and must_not_go */
  school?: SchoolID;
  /** plans that show what it would change; empty before the simulation */
  simulation: ObjectionRung[];
  /** what became of it */
  status: ReviewObjectionStatus;
  /** teacher whom it is about, a pseudonym */
  teacher?: TeacherID;
  /** grows with every change; also the ETag */
  version: number;
};

export type Options = {
  /** memory of one solver child process */
  memoryLimitMiB: number;
  /** wall clock; the service has a greatest value */
  timeLimitSeconds: number;
  /** parts solved at once; 0 means one for each core */
  workers: number;
};

export type OptionsRequest = {
  /** memory of one solver child process */
  memoryLimitMiB?: number;
  /** wall clock */
  timeLimitSeconds?: number;
  /** parts solved at once; 0 means one for each core */
  workers?: number;
};

export type OutcomeShift = {
  /** lines entered or visited; empty: stays */
  after: string[];
  /** lines entered or visited; empty: stays */
  before: string[];
  /** teacher, a pseudonym */
  teacher: TeacherID;
};

export type Override = {
  /** who approved it, a pseudonym */
  approver: string;
  /** UTC */
  createdAt: string;
  /** id of the override */
  id: string;
  /** pack id */
  pack: string;
  /** name of the parameter */
  parameter: string;
  /** why */
  reason: string;
  /** value in force for this bureau */
  value: unknown;
};

export type OverrideList = {
  /** those in force, sorted by parameter */
  items: Override[];
};

export type Ownership = "public" | "private";

export type PackCheck = {
  /** pack id */
  id: string;
  /** packs that it is merged from, the base first */
  merge: string[];
  /** parameters that it sets itself */
  own: number;
  /** pack version */
  version: string;
};

export type PackDifference = {
  /** one pack */
  a: string;
  /** the other pack */
  b: string;
  /** parameters that differ, sorted by name */
  differences: PolicyDifference[];
};

export type PackList = {
  /** sorted by id; bases too */
  items: PolicySummary[];
};

export type PackRef = {
  /** pack id, for example hunan-county-3y */
  id: string;
  /** changed parameters, each with reason and approver */
  overrides?: DocumentOverride[];
};

export type PackView = {
  /** day of the values; absent: the latest of each */
  day?: Date;
  /** document that it carries out */
  document?: string;
  /** hash of the parameters in force */
  hash: string;
  /** pack id */
  id: string;
  /** packs that it is merged from, the base first */
  merge: string[];
  /** what is in force, sorted by name */
  parameters: ParameterView[];
  /** documents that its own clauses are quoted from */
  sources: Source[];
  /** what it is called */
  title: Text;
  /** parameters that rest on knowledge which nobody has checked */
  unverified: string[];
  /** pack version */
  version: string;
};

export type PageOfAuditEntry = {
  /** entries of this page */
  items: AuditEntry[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfComparison = {
  /** entries of this page */
  items: Comparison[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfDatasetView = {
  /** entries of this page */
  items: DatasetView[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfDelivery = {
  /** entries of this page */
  items: Delivery[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfKey = {
  /** entries of this page */
  items: Key[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfObjection = {
  /** entries of this page */
  items: Objection[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfPlanView = {
  /** entries of this page */
  items: PlanView[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfRowDifference = {
  /** entries of this page */
  items: RowDifference[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfTransitionView = {
  /** entries of this page */
  items: TransitionView[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfUnplaced = {
  /** entries of this page */
  items: Unplaced[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfUser = {
  /** entries of this page */
  items: User[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type PageOfWebhook = {
  /** entries of this page */
  items: Webhook[];
  /** cursor of the next page; absent on the last */
  next?: string;
};

export type Parameter = {
  adjustable?: boolean;
  binding: string;
  clauses?: string[];
  evidence: string;
  note?: Text;
  quote?: string;
  relaxable?: boolean;
  source: string;
  validFrom?: string;
  validTo?: string;
  value: unknown;
};

export type ParameterStory = {
  /** allowed values */
  allowed: string;
  /** clauses of what is in force, in their own words */
  clauses: Clause[];
  /** what it means */
  meaning: Text;
  /** name of the parameter */
  name: string;
  /** pack that says it, or override */
  origin: string;
  /** of origin override: the value, why, and who approved it (a pseudonym) */
  override?: DocumentOverride;
  /** value, clause, quote and source */
  parameter: Parameter;
  /** what replaced what, the base first */
  steps: PolicyStep[];
};

export type ParameterView = {
  /** allowed values */
  allowed: string;
  /** what it means */
  meaning: Text;
  /** name of the parameter */
  name: string;
  /** pack that says it, or override */
  origin: string;
  /** of origin override: the value, why, and who approved it (a pseudonym) */
  override?: DocumentOverride;
  /** value, clause, quote and source */
  parameter: Parameter;
};

export type PartTime = {
  /** base line */
  from: Line;
  /** half-days a week */
  halfDays: number;
  /** teacher id */
  teacher: TeacherID;
  /** line served */
  to: Line;
};

export type PatchKind = "add" | "remove" | "replace" | "move" | "copy" | "test";

export type PatchOp = {
  /** pointer to where it comes from, for move and copy */
  from?: string;
  /** what is done */
  op: PatchKind;
  /** RFC 6901 pointer to the place */
  path: string;
  /** value, for add, replace and test */
  value?: unknown;
};

export type Permission = "rules:read" | "datasets:read" | "datasets:write" | "persons:read" | "persons:write" | "persons:export" | "retention:manage" | "plans:read" | "plans:write" | "pins:write" | "comparisons:write" | "audit:read" | "webhooks:manage" | "keys:manage" | "users:manage" | "service:operate" | "packs:override" | "plans:review" | "plans:approve" | "plans:publish";

export type Person = {
  /** 身份证号; masked for most roles */
  idNumber?: string;
  /** name; masked for some roles */
  name?: string;
  /** pseudonymous id in the dataset */
  teacher: TeacherID;
};

export type PersonList = {
  /** one for each teacher; none twice */
  persons: Person[];
};

export type Pin = {
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym; the author of the pin */
  createdBy: string;
  /** dataset that it belongs to */
  dataset: string;
  /** id of the pin */
  id: string;
  /** what is demanded */
  kind: PinKind;
  /** why */
  reason: string;
  /** needed by must_go and must_not_go */
  school?: SchoolID;
  /** teacher id */
  teacher: TeacherID;
};

export type PinKind = "must_stay" | "must_move" | "must_go" | "must_not_go";

export type PinList = {
  /** pins that the problem document holds */
  document: DocumentPin[];
  /** pins that were added; they join the document when a plan is made */
  items: Pin[];
};

export type PlanConfig = {
  /** dataset that was solved */
  dataset: string;
  /** as they took effect */
  options: Options;
  /** the pack in force */
  pack?: PlanPack;
  /** pins that joined the dataset */
  pins: number;
  /** hash of the problem, pins included */
  problemHash: string;
  /** as the plan document has them: objectives in order, lottery seed */
  solver?: EffectiveOption;
  /** what computed the plan */
  versions?: Versions;
  /** plan that this one goes on from; the search itself began anew */
  warmFrom?: string;
};

export type PlanDocument = {
  /** district code */
  district: string;
  /** always lungang/plan/v1 */
  format: "lungang/plan/v1";
  /** SHA-256 of the plan's canonical bytes without this field */
  hash?: string;
  /** before and after */
  indicators: Indicators;
  /** why each move, visit and vacancy is as it is */
  justifications: Justification[];
  /** 交流轮岗 */
  moves: Move[];
  /** options as they took effect */
  options: EffectiveOption;
  /** the pack in force */
  pack: PlanPack;
  /** 兼课 inside the own school */
  partTime: PartTime[];
  /** plan year */
  planYear: number;
  /** SHA-256 of the problem's canonical bytes */
  problemHash: string;
  /** relaxable rules that could not all hold */
  relaxations: Relaxation[];
  /** 专递课堂 */
  remote: RemoteLesson[];
  /** why it stopped, what is known, how much is covered */
  status: PlanStatus;
  /** objectives in order, each with value, bound and proof */
  tiers: TierResult[];
  /** half-days that nobody teaches */
  uncovered: Uncovered[];
  /** posts that stay short */
  vacancies: Vacancy[];
  /** one for every teacher */
  verdicts: Verdict[];
  /** what computed the plan */
  versions: Versions;
  /** 走教 */
  visits: Visit[];
};

export type PlanPack = {
  /** SHA-256 of the effective parameters */
  hash: string;
  /** pack id */
  id: string;
  /** pack version */
  version: string;
};

export type PlanStatus = {
  /** full when no post and no half-day stays short */
  coverage: DocumentCoverage;
  /** the weakest proof of all tiers */
  proof: DocumentProof;
  /** why it stopped */
  termination: Termination;
};

export type PlanView = {
  /** batch that it belongs to */
  batch?: string;
  /** what people decided */
  businessStatus: BusinessStatus;
  /** SHA-256 of the document of certificates; absent when nothing was certified */
  certificatesHash?: string;
  /** only of a search for conflicts, which makes no plan: the plan whose conflicts it looks for */
  conflictsOf?: string;
  /** key or user that asked for it, a pseudonym */
  createdBy: string;
  /** dataset that it was made from */
  dataset: string;
  /** why there is no plan */
  failure?: Failure;
  /** id of the plan */
  id: string;
  /** where to go from here */
  links: Record<string, string>;
  /** name that people gave it */
  name?: string;
  /** as they took effect */
  options: Options;
  /** pins that joined the dataset */
  pins: number;
  /** SHA-256 of the bytes of the plan document, as sha256sum says it; absent without one */
  planHash?: string;
  /** hash of the problem that is solved, pins included */
  problemHash: string;
  /** whether the rules that it was solved under are kept: see rules of the plan */
  rules: boolean;
  /** what was found */
  solution: Solution;
  /** did it run */
  status: TechnicalStatus;
  /** words to find it by */
  tags: string[];
  /** objectives in order; empty without a plan */
  tiers: TierResult[];
  /** when */
  times: Times;
  /** grows with every change; also the ETag */
  version: number;
  /** plan that this one goes on from; the search itself began anew */
  warmFrom?: string;
  /** only of the other case of a question why, which can never be submitted: the plan that was asked about */
  whyOf?: string;
};

export type PolicyAcceptance = {
  /** day on which ages and tenure are counted */
  day: Date;
  /** expectations that are not */
  failed: number;
  /** parameters whose value is not the pack's own: value, why, and who approved it (a pseudonym) */
  overrides: DocumentOverride[];
  /** pack in force */
  pack: string;
  /** expectations that are so */
  passed: number;
  /** one for each expectation, in their order */
  trials: PolicyTrial[];
};

export type PolicyAllowance = {
  kind: PolicyAllowanceKind;
  yuan: number;
};

export type PolicyAllowanceKind = "township" | "rural_living" | "rural_talent" | "itinerant" | "head_teacher";

export type PolicyBasis = {
  binding: string;
  clauses: string[];
  evidence: string;
  from?: string;
  origin: string;
  parameter: string;
  quote?: string;
  source: string;
  to?: string;
  value: unknown;
};

export type PolicyComparison = {
  inclusive: boolean;
  limit: unknown;
  relation: string;
  value: unknown;
};

export type PolicyCounts = {
  /** of the moves: backbone teachers */
  backbone: number;
  /** teachers who are exempt */
  exempt: number;
  /** teachers who may */
  may: number;
  /** moves */
  moves: number;
  /** teachers who should rotate */
  must: number;
  /** teachers who are not due */
  notDue: number;
  /** part-time lines */
  partTime: number;
  /** remote lessons */
  remote: number;
  /** schools */
  schools: number;
  /** teachers */
  teachers: number;
  /** half-days that nobody teaches */
  uncoveredHalfDays: number;
  /** posts that stay short */
  vacantPosts: number;
  /** visits */
  visits: number;
  /** of the moves: voluntary */
  voluntary: number;
};

export type PolicyDifference = {
  a?: Parameter;
  b?: Parameter;
  name: string;
  value: boolean;
};

export type PolicyExpectation = {
  /** clause or statute that must stand behind the predicate, or, without one, behind anything that the verdict rests on */
  clause?: string;
  /** by the rule for principals and vice principals, not by that for teachers */
  leader?: boolean;
  /** the verdict must rest on this, for example age_limit, which does not hold for who is too old */
  predicate?: string;
  /** teacher id */
  teacher: TeacherID;
  /** where the teacher must stand */
  verdict: VerdictKind;
};

export type PolicyGradeWeek = {
  grade: number;
  national: number;
  periods: number;
};

export type PolicyNationalComparison = {
  national: number;
  shares: PolicyShare[];
  total: number;
  version: string;
  weeks: PolicyGradeWeek[];
};

export type PolicyPart = "verdict" | "predicate" | "clause";

export type PolicyProof = {
  clauses?: string[];
  comparison?: PolicyComparison;
  facts?: PolicyProofFact[];
  form: string;
  holds: boolean;
  of?: PolicyProof[];
  predicate: string;
  statutes?: string[];
  title: Text;
  unverified?: string[];
};

export type PolicyProofFact = {
  name: string;
  value: unknown;
};

export type PolicyShare = {
  least: number;
  most: number;
  percent: number;
  periods: number;
  subjects: Subject[];
  within: boolean;
};

export type PolicyStep = {
  override?: DocumentOverride;
  pack?: string;
  parameter: Parameter;
};

export type PolicySummary = {
  abstract?: boolean;
  document?: string;
  extends?: string;
  id: string;
  own: number;
  title: Text;
  version: string;
};

export type PolicyTrial = {
  /** clause or statute that must stand behind the predicate, or, without one, behind anything that the verdict rests on */
  clause?: string;
  /** clauses and statutes behind the grounds, none twice */
  clauses: string[];
  /** where the teacher stands; absent: no rule for leaders applies */
  got?: VerdictKind;
  /** what the verdict rests on, in the order in which it was looked at, whether it holds or not */
  grounds: Finding[];
  /** by the rule for principals and vice principals, not by that for teachers */
  leader?: boolean;
  /** what of the expectation is not so */
  missed: PolicyPart[];
  /** everything that was expected is so */
  passed: boolean;
  /** the verdict must rest on this, for example age_limit, which does not hold for who is too old */
  predicate?: string;
  /** teacher id */
  teacher: TeacherID;
  /** parameters behind the grounds that nobody has held against an official text */
  unverified: string[];
  /** where the teacher must stand */
  verdict: VerdictKind;
};

export type PostCaps = {
  /** 中级, absent when not limited */
  intermediate?: number;
  /** 高级, absent when not limited */
  senior?: number;
};

export type Previous = {
  /** who moved */
  moves?: PreviousMove[];
  /** hash of last year's plan */
  planHash?: string;
};

export type PreviousMove = {
  /** school left */
  from: SchoolID;
  /** teacher id */
  teacher: TeacherID;
  /** school entered */
  to: SchoolID;
};

export type PriceOfOne = {
  /** absent when it was not worked out, as in a solve that was stopped */
  price?: TierPrice;
  /** what is known of the value */
  proof: DocumentProof;
  /** the same in words */
  sentence: Text;
  /** objective */
  tier: string;
  /** its name */
  title: Text;
  /** unit of its value */
  unit: string;
  /** value of the plan */
  value: number;
};

export type Prices = {
  /** where to go from here */
  links: Record<string, string>;
  /** the plan */
  plan: string;
  /** objectives in order */
  tiers: PriceOfOne[];
};

export type ProblemDetails = {
  /** stable code */
  code: Code;
  /** what happened, in the language of the request */
  detail?: string;
  /** what is wrong, one by one; may be empty */
  errors: ProblemItem[];
  /** urn:lungang:request: and the request id */
  instance: string;
  /** also in the log and in X-Request-Id */
  requestId: string;
  /** HTTP status */
  status: number;
  /** what kind of error it is, in the language of the request */
  title: string;
  /** urn:lungang:problem: and the code */
  type: string;
};

export type ProblemDocument = {
  /** periods per grade and subject, loads */
  curriculum?: Curriculum;
  /** the planning unit and the plan year */
  district: District;
  /** published and forecast numbers of pupils of the district; for forecasts, no plan depends on them */
  enrolment?: Enrolment[];
  /** always lungang/problem/v1 */
  format: "lungang/problem/v1";
  /** education groups, alliances, pairings */
  groups?: Group[];
  /** the policy pack and the district's overrides */
  pack: PackRef;
  /** decisions that people took beforehand */
  pins?: DocumentPin[];
  /** last year's moves */
  previous?: Previous;
  /** every campus of the district */
  schools: School[];
  /** every teacher, pseudonymous */
  teachers: Teacher[];
  /** minutes between places */
  travel?: Travel;
  /** school zones (学区/片区) */
  zones?: Zone[];
};

export type ProblemItem = {
  /** what is allowed */
  allowed?: string;
  /** cell of a workbook */
  cell?: string;
  /** clause that it rests on */
  clause?: string;
  /** stable code */
  code: Code;
  /** column in characters, from 1 */
  column?: number;
  /** line of the body, from 1 */
  line?: number;
  /** what is wrong, in English */
  message_en: string;
  /** what is wrong, in Chinese */
  message_zh: string;
  /** query, path or header parameter, for example query.limit */
  parameter?: string;
  /** RFC 6901 pointer into the body */
  pointer?: string;
  /** what to do, in English */
  remedy_en?: string;
  /** what to do, in Chinese */
  remedy_zh?: string;
  /** error refuses the request, warning does not */
  severity: Severity;
  /** sheet of a workbook */
  sheet?: string;
};

export type ProgressEvent = {
  /** what the kind says; an object */
  data: unknown;
  /** queued, started, formulated, bound, incumbent, part_done, searched, done, log */
  kind: string;
  /** from 1 upwards in every plan; also the id of the event in the stream */
  seq: number;
  /** UTC */
  time: string;
};

export type Proof = "OPTIMAL" | "FEASIBLE_WITH_GAP" | "INFEASIBLE_CERTIFIED" | "UNKNOWN";

export type Publication = {
  /** notices of the State Council that the days were counted with */
  calendars: string[];
  /** working days, workflow.publicity_days of the pack */
  days: number;
  /** last day for objections, to its end in Beijing */
  ends: string;
  /** the notice was put up; this day does not count */
  on: string;
  /** whether that day has passed */
  over: boolean;
  /** hashes of the calendar files among them that the operator of the service supplied; absent when all come with the product */
  supplied?: string[];
};

export type PutonghuaLevel = "1A" | "1B" | "2A" | "2B" | "3A" | "3B" | "none";

export type Qualification = {
  /** the subject that the teacher teaches */
  primary?: boolean;
  /** stage of schooling */
  stage: Stage;
  /** subject code */
  subject: Subject;
};

export type Ratio = {
  /** teachers */
  denominator: number;
  /** exchanged, backbone */
  id: string;
  /** teachers */
  numerator: number;
  /** numerator / denominator × 100; 0 when the denominator is 0 */
  percent: number;
  /** percent asked for */
  required: number;
};

export type Readiness = {
  /** what was looked at */
  checks: Check[];
  /** ok */
  status: string;
};

export type ReasonView = {
  /** clauses that it rests on; empty where it is a choice of the product */
  clauses: string[];
  /** condition of docs/review.md; absent for roles */
  condition?: string;
  /** what is not so */
  message: Text;
};

export type Relaxation = {
  /** in the rule's unit */
  amount: number;
  /** rule id */
  rule: string;
  /** what it is about: district, a school id, … */
  subject: string;
};

export type RemoteLesson = {
  /** school with the broadcast room */
  from: SchoolID;
  /** half-days' worth a week */
  halfDays: number;
  /** line served */
  to: Line;
};

export type ResolutionBody = {
  /** true: what is asked for is granted with the smallest change; false: it is rejected */
  accept: boolean;
  /** why; no personal data */
  reason: string;
};

export type Resources = {
  /** 教学仪器设备值, yuan */
  equipmentValue?: number;
  /** 网络多媒体教室 */
  multimediaRooms?: number;
  /** 体育运动场馆, square metres */
  sportsArea?: number;
  /** 教学及辅助用房, square metres, indoor sports halls left out */
  teachingArea?: number;
};

export type Retention = {
  /** months from the day on which they were stored; then they are deleted */
  months: number;
  /** when */
  updatedAt?: string;
  /** who decided it */
  updatedBy?: string;
  /** 0 while the default holds; goes into If-Match */
  version: number;
};

export type RetentionBody = {
  /** months from the day on which personal data were stored */
  months: number;
};

export type ReviewObjectionStatus = "OPEN" | "ACCEPTED" | "REJECTED";

export type ReviewParty = "person" | "office";

export type ReviewRung = "hold_all" | "hold_far" | "hold_none";

export type ReviewView = {
  /** actions of this state, for who asks */
  actions: ActionView[];
  /** who asked for the solve, a pseudonym */
  author: string;
  /** where to go from here */
  links: Record<string, string>;
  /** findings of the sentinel that were not acknowledged; 0 after the publication */
  openFindings: number;
  /** objections that are not resolved */
  openObjections: number;
  /** plan */
  plan: string;
  /** absent when it was never publicised */
  publication?: Publication;
  /** offices that the pack asks for, and what they said since it was submitted last */
  signoffs: SignOffView[];
  /** it only shows what would be: with an objection, or in the other case of a question why */
  simulation: boolean;
  /** what people decided */
  state: BusinessStatus;
  /** who submitted it last, a pseudonym */
  submitter?: string;
  /** plan that took its place */
  supersededBy?: string;
  /** plan whose place it took */
  supersedes?: string;
  /** of the plan; also the ETag */
  version: number;
};

export type Role = "planner" | "reviewer" | "approver" | "auditor" | "operator" | "hr-system" | "education" | "staffing" | "personnel" | "finance";

export type RoleKind = "teacher" | "head_teacher" | "middle_manager" | "vice_principal" | "principal";

export type RowDifference = {
  /** in the other plan; absent when removed */
  after?: Assignment;
  /** in the baseline; absent when added */
  before?: Assignment;
  /** how it differs */
  change: Change;
  /** what changed of a modified row */
  fields?: string[];
  /** key of the row */
  key: string;
  /** what the row is */
  kind: AssignmentKind;
};

export type RuleBook = {
  /** day of the values; absent: the latest of each */
  day?: Date;
  /** hash of the parameters in force */
  hash: string;
  /** pack that is in force */
  pack: string;
  /** hard rules, in the order of the documentation */
  rules: RuleView[];
  /** objectives in their strict order */
  tiers: TierView[];
};

export type RuleView = {
  /** clauses behind it, in their own words */
  clauses: Clause[];
  /** rule id */
  id: string;
  /** parameters that carry it */
  parameters: string[];
  /** it may give way, at a price */
  relaxable: boolean;
  /** what it is called */
  title: Text;
};

export type School = {
  /** boarding pupils */
  boarders?: number;
  /** boarding school */
  boarding?: boolean;
  /** inside the 0-3 km border strip */
  borderZone?: boolean;
  /** of the quota: posts borrowed from the institution pool (周转编制) */
  borrowedQuota?: number;
  /** 主播教室 */
  broadcastRooms?: number;
  /** centre school of a teaching point or village school */
  centre?: SchoolID;
  /** of the quota: posts provided by the city (市级统筹) */
  cityPoolQuota?: number;
  /** 学校标识码, ten digits */
  code?: string;
  /** free beds for teachers from elsewhere */
  dormBeds?: number;
  /** group that the school belongs to */
  group?: GroupID;
  /** 艰苦边远 tier, 0 none */
  hardshipTier?: number;
  /** least headcount after the plan */
  headcountFloor?: number;
  /** school id used in this document */
  id: SchoolID;
  /** 办学类型 */
  kind: SchoolKind;
  /** legal school; the school id when absent */
  legal?: string;
  /** 听课教室 */
  listeningRooms?: number;
  /** needed when no travel matrix is given */
  location?: Location;
  /** display name */
  name: string;
  /** of the quota: posts that are not for teachers (管理、教辅、工勤岗位); absent when not known */
  otherPosts?: number;
  /** public when absent */
  ownership?: Ownership;
  /** urban-rural pairing (城乡结对) of the school, when group names another kind of group */
  pairing?: GroupID;
  /** 岗位, absent when posts are not limited */
  postCaps?: PostCaps;
  /** 编制, authorised headcount */
  quota: number;
  /** pupils with special needs in ordinary classes (随班就读) */
  specialPupils?: number;
  /** what the school teaches */
  stages: StageData[];
  /** ordinary when absent */
  strength?: Strength;
  /** 城乡分类代码 */
  urbanRural: UrbanRuralCode;
  /** zone that the school belongs to */
  zone?: ZoneID;
};

export type SchoolID = string;

export type SchoolKind = "teaching_point" | "village_primary" | "township_primary" | "urban_primary" | "junior" | "nine_year" | "senior" | "kindergarten" | "special" | "vocational";

export type SentinelView = {
  /** in the order of the checks */
  findings: FindingView[];
  /** findings that were not acknowledged: none may be left before the publication */
  open: number;
  /** plan */
  plan: string;
};

export type Service = {
  /** first day */
  from: Date;
  /** kind of service */
  kind: ServiceKind;
  /** class of place, when outside the district */
  locale?: Locale;
  /** absent when outside the district */
  school?: SchoolID;
  /** last day; absent when it lasts */
  to?: Date;
};

export type ServiceKind = "teaching" | "leave" | "seconded" | "training" | "exchange" | "itinerant" | "support";

export type Severity = "error" | "warning";

export type Sex = "male" | "female";

export type SignOffBody = {
  /** whether the office agrees */
  agrees: boolean;
  /** education, staffing, personnel or finance */
  office: Role;
  /** why; no personal data */
  reason: string;
};

export type SignOffView = {
  /** who signed, a pseudonym */
  actor?: string;
  /** whether it agrees */
  agrees: boolean;
  /** education, staffing, personnel or finance */
  office: Role;
  /** whether it said anything */
  signed: boolean;
};

export type Solution = {
  /** whether every post and half-day is served; absent without a plan */
  coverage?: Coverage;
  /** the limit that stopped it, for example timeLimitSeconds */
  limit?: string;
  /** what is known about the plan */
  proof: Proof;
  /** why the search stopped; absent without a plan */
  termination?: Termination;
};

export type Source = {
  id: string;
  title: string;
};

export type StaffingAdjustment = {
  change: number;
  proposed: number;
  quota: number;
  school: SchoolID;
  staff: number;
  standard: number;
  surplus: number;
};

export type StaffingBasis = {
  clauses: string[];
  evidence: string;
  parameter: string;
  source: string;
};

export type StaffingComponent = {
  basis: StaffingBasis;
  count: number;
  id: StaffingComponentID;
  posts: number;
  rate: number;
  stage?: Stage;
  taken: boolean;
};

export type StaffingComponentID = "pupil_ratio" | "class_ratio" | "small_floor" | "point_floor" | "boarding" | "special_needs" | "resource_room";

export type StaffingCount = {
  count: number;
  kind: EmploymentKind;
};

export type StaffingFinding = {
  clauses: string[];
  count: number;
  kind: StaffingFindingKind;
  limit?: number;
  school?: SchoolID;
  status?: Status;
  teacher?: TeacherID;
};

export type StaffingFindingKind = "total_exceeded" | "extra_source" | "borrowed_max" | "over_quota" | "unfilled" | "off_quota" | "private_school" | "seconded" | "not_in_post";

export type StaffingForecast = {
  basis: StaffingBasis[];
  code: string;
  day: Date;
  district: string;
  pack: string;
  target?: StaffingTarget;
  warnings: StaffingWarning[];
  years: StaffingYear[];
};

export type StaffingGender = {
  either: number;
  men: number;
  women: number;
};

export type StaffingHiring = {
  asked: number;
  ending: number;
  hires: number;
  leavers: StaffingLeaver[];
  openings: number;
  others: number;
  retiring: number;
  shortage: number;
  staffNext: number;
  subjects: StaffingSubjectHiring[];
  unmet: number;
};

export type StaffingLeaver = {
  day: Date;
  head: boolean;
  school: SchoolID;
  stage: Stage;
  subject: Subject;
  teacher: TeacherID;
};

export type StaffingMethod = "counted" | "published" | "interpolated" | "cohort" | "chained";

export type StaffingPupils = {
  asOf?: Date;
  classes: number;
  method: StaffingMethod;
  posts: number;
  pupils: number;
  source?: string;
  stage: Stage;
};

export type StaffingReport = {
  code: string;
  curriculum: PolicyNationalComparison;
  day: Date;
  district: string;
  findings: StaffingFinding[];
  pack: string;
  review: StaffingReview;
  schools: StaffingSchoolQuota[];
  stages: StaffingStageQuota[];
  submission: StaffingSubmission;
  total: StaffingTotal;
  year: number;
};

export type StaffingReview = {
  basis: StaffingBasis;
  due: boolean;
  every: number;
  last: number;
  next: number[];
};

export type StaffingSchoolQuota = {
  boarders: number;
  borrowed: number;
  cityPool: number;
  classes: number;
  gap: number;
  name: string;
  notInPost: number;
  offQuota: StaffingCount[];
  over: number;
  own: number;
  pupils: number;
  quota: number;
  school: SchoolID;
  seconded: number;
  specialPupils: number;
  staff: number;
  standard: StaffingStandard;
  under: number;
};

export type StaffingStageQuota = {
  basis: StaffingBasis;
  classes: number;
  known: boolean;
  posts: number;
  pupils: number;
  stage: Stage;
};

export type StaffingStandard = {
  components: StaffingComponent[];
  exact: number;
  posts: number;
  resourceRoom: boolean;
  small: boolean;
  unknown: string[];
};

export type StaffingSubjectHiring = {
  funded: number;
  gender?: StaffingGender;
  heads: number;
  hires: number;
  leavers: number;
  need: number;
  open: number;
  scarce: boolean;
  shortage: number;
  special: number;
  stage: Stage;
  students: number;
  subject: Subject;
};

export type StaffingSubmission = {
  adjustment: StaffingAdjustment[];
  approved: number;
  basis: StaffingBasis;
  deadline: string;
  extra: number;
  free: number;
  reserve: number;
  short: number;
  standard: number;
  used: number;
};

export type StaffingTarget = {
  basis: StaffingBasis;
  least: number;
  met: boolean;
  planned: number;
};

export type StaffingTotal = {
  approved: number;
  borrowed: number;
  cityPool: number;
  classes: number;
  over: number;
  own: number;
  pupils: number;
  pupilsPerStaff: number;
  quota: number;
  staff: number;
  standard: number;
  under: number;
};

export type StaffingWarning = {
  clauses: string[];
  parameter: string;
  statute: string;
  text: Text;
};

export type StaffingYear = {
  hiring: StaffingHiring;
  pupils: StaffingPupils[];
  quota: number;
  review: boolean;
  standard: number;
  year: number;
};

export type Stage = "primary" | "junior" | "senior" | "kindergarten" | "special" | "vocational";

export type StageData = {
  /** explicit demand; replaces the derived demand of its line */
  demand?: LineDemand[];
  /** pupils and classes by grade */
  grades?: GradeData[];
  /** buildings and equipment of the stage; absent when not known */
  resources?: Resources;
  /** stage of schooling */
  stage: Stage;
};

export type Status = "active" | "leave" | "seconded" | "training";

export type Statuses = {
  /** what people decided */
  businessStatus: BusinessStatus;
  /** what was found */
  solution: Solution;
  /** did it run */
  status: TechnicalStatus;
  /** when */
  times: Times;
};

export type Strength = "strong" | "ordinary" | "weak";

export type Subject = string;

export type SubjectData = {
  /** who read or changed personal data of these datasets, newest first; at most 1000 */
  accesses: AuditEntry[];
  /** what this is, in Chinese and English */
  notice: Text;
  /** objections about the person, with what was written as long as it is kept */
  objections: Objection[];
  /** in each plan of these datasets */
  plans: SubjectInPlan[];
  /** why the person is, or is not, at a school: what was asked about plans */
  questions: SubjectQuestion[];
  /** in each dataset that has the id */
  records: SubjectRecord[];
  /** pseudonymous id */
  teacher: TeacherID;
};

export type SubjectInPlan = {
  /** why it is so */
  justifications: Justification[];
  /** exchanges */
  moves: Move[];
  /** second subject at the own school */
  partTime: PartTime[];
  /** plan id */
  plan: string;
  /** who should rotate, with the proof */
  verdict?: Verdict;
  /** itinerant teaching */
  visits: Visit[];
};

export type SubjectPerson = {
  /** 身份证号 */
  idNumber?: string;
  /** name */
  name?: string;
};

export type SubjectQuestion = {
  /** plan that was asked about */
  plan: string;
  /** question id; the answer is at /v1/plans/{plan}/why/{question} */
  question: string;
  /** school that was asked about */
  school: SchoolID;
};

export type SubjectRecord = {
  /** dataset id */
  dataset: string;
  /** its name */
  name: string;
  /** who it is; absent when it was never brought, or erased */
  person?: SubjectPerson;
  /** decisions that were taken beforehand */
  pins: Pin[];
  /** its plan year */
  planYear: number;
  /** the teacher of the problem document, with exemptions */
  record: unknown;
};

export type Teacher = {
  /** 骨干教师 honour */
  backbone?: Backbone;
  /** date of birth */
  birthDate: Date;
  /** highest education; other when absent */
  education?: Education;
  /** in quota when absent */
  employment?: Employment;
  /** claims; the pack decides which exempt */
  exemptions?: ExemptionClaim[];
  /** teaches a graduating class (毕业班) */
  graduating?: boolean;
  /** service before and during the present post */
  history?: Service[];
  /** home, when commuting is counted from it */
  home?: Location;
  /** pseudonymous id */
  id: TeacherID;
  /** years of itinerant teaching */
  itinerantYears?: number;
  /** near relatives (回避) among the teachers */
  kin?: TeacherID[];
  /** 教师资格证; absent when none */
  licence?: Licence;
  /** schools that a backbone teacher is linked to (联系学校) */
  links?: SchoolID[];
  /** own weekly-period limit */
  maxWeeklyPeriods?: number;
  /** ranked destinations, best first */
  preferences?: SchoolID[];
  /** 普通话等级 */
  putonghua?: PutonghuaLevel;
  /** exactly one primary, the others secondary */
  qualifications: Qualification[];
  /** post held; teacher when absent */
  role?: DocumentRole;
  /** years of rural service */
  ruralYears?: number;
  /** the one school where the teacher belongs */
  school: SchoolID;
  /** male or female */
  sex: Sex;
  /** first day of continuous service at the school */
  since: Date;
  /** spouse, when a teacher of the district */
  spouse?: TeacherID;
  /** active when absent */
  status?: Status;
  /** 职称 */
  title?: Title;
  /** hours of training (学时) in the last five years; absent when not known */
  trainingHours?: number;
  /** volunteers to move this year */
  volunteer?: boolean;
};

export type TeacherID = string;

export type TechnicalStatus = "CREATED" | "QUEUED" | "RUNNING" | "SUCCEEDED" | "INFEASIBLE" | "INCOMPLETE" | "FAILED" | "CANCELED";

export type Termination = "complete" | "time_limit" | "cancelled" | "node_limit";

export type Text = {
  en: string;
  zh: string;
};

export type TierPrice = {
  /** limit of what it could gain */
  atMost: number;
  /** first tier below that could gain */
  tier?: string;
};

export type TierResult = {
  /** proved lower bound, given the values of the tiers above */
  bound: number;
  /** tier id */
  id: string;
  /** what one unit more of this tier would buy */
  price?: TierPrice;
  /** what is known */
  proof: DocumentProof;
  /** unit of the value */
  unit: string;
  /** value of the plan */
  value: number;
};

export type TierShift = {
  /** in the other plan */
  after: number;
  /** in the plan objected to */
  before: number;
  /** tier id */
  id: string;
};

export type TierView = {
  /** objective */
  id: string;
  /** what it is called */
  title: Text;
  /** unit of its value */
  unit: Text;
};

export type Times = {
  /** the first checked plan was there */
  activeAt?: string;
  /** the search ended */
  completedAt?: string;
  /** the result was stored and the worker let go */
  shutdownAt?: string;
  /** a worker took it */
  startedAt?: string;
  /** it was queued */
  submittedAt?: string;
};

export type Title = {
  /** none when absent */
  level?: TitleLevel;
  /** general when absent */
  scope?: TitleScope;
};

export type TitleLevel = "none" | "third" | "second" | "first" | "senior" | "principal_senior";

export type TitleScope = "general" | "rural_only";

export type TransitionAction = "submit" | "return" | "approve" | "publicise" | "close" | "effect" | "withdraw";

export type TransitionBody = {
  /** submit 送审, return 退回, approve 批准, publicise 公示, close 定稿, effect 生效, withdraw 撤回 */
  action: TransitionAction;
  /** with publicise: the day on which the notice was put up; today when absent */
  postedOn?: string;
  /** why; no personal data */
  reason: string;
};

export type TransitionView = {
  /** action */
  action: string;
  /** who, a pseudonym */
  actor: string;
  /** with sign */
  agrees?: boolean;
  /** the day in Beijing */
  day: string;
  /** hash of the plan document that it was said of */
  document?: string;
  /** with acknowledge: key of the finding */
  finding?: string;
  /** state before */
  from: BusinessStatus;
  /** with object, resolve and supersede */
  objection?: string;
  /** with sign */
  office?: Role;
  /** why */
  reason: string;
  /** roles that the actor had */
  roles: Role[];
  /** from 1 upwards in every plan */
  seq: number;
  /** with supersede: the plan that took its place */
  successor?: string;
  /** UTC */
  time: string;
  /** state after */
  to: BusinessStatus;
};

export type Travel = {
  /** road distance / straight distance, 1 to 5; 1.4 when absent */
  detour?: unknown;
  /** given minutes; a pair counts both ways unless both are given */
  matrix?: TravelTime[];
  /** km/h, 1 to 200; 30 when absent */
  speed?: unknown;
};

export type TravelTime = {
  /** school id */
  from: SchoolID;
  /** one way, 0 to 1440 */
  minutes: number;
  /** school id */
  to: SchoolID;
};

export type Uncovered = {
  /** half-days a week */
  halfDays: number;
  /** line */
  line: Line;
  /** about how many periods that is: half-days × load ÷ half-days of a full post */
  periods: number;
  /** weight of one half-day in the coverage tier */
  weight: number;
};

export type UncoveredReasons = {
  /** half-days a week */
  halfDays: number;
  /** line */
  line: Line;
  /** about how many periods that is: half-days × load ÷ half-days of a full post */
  periods: number;
  /** why, as data */
  reasons: Justification[];
  /** weight of one half-day in the coverage tier */
  weight: number;
};

export type Unfilled = {
  /** half-days that nobody teaches */
  uncovered: UncoveredReasons[];
  /** posts that stay short */
  vacancies: VacancyReasons[];
};

export type Unplaced = {
  /** why: kept (a rule keeps the teacher from moving), no_destination (rules refuse every other school), not_chosen (schools are open; ask why of the plan what a move would cost) */
  reasons: Justification[];
  /** school where the teacher stays */
  school: SchoolID;
  /** teacher id */
  teacher: TeacherID;
  /** must */
  verdict: VerdictKind;
};

export type UrbanRuralCode = "111" | "112" | "121" | "122" | "123" | "210" | "220";

export type User = {
  /** true: may not log in */
  blocked: boolean;
  /** UTC */
  createdAt: string;
  /** id of the user, a pseudonym */
  id: string;
  /** UTC; absent before the first login */
  lastLoginAt?: string;
  /** name that was given when the user was made; stored encrypted */
  name?: string;
  /** what the user may do */
  roles: Role[];
  /** grows with every change; also the ETag */
  version: number;
};

export type UserBody = {
  /** true: may not log in, and is logged out at once */
  blocked?: boolean;
  /** what the user may do; approver stays as the identity provider said */
  roles: Role[];
};

export type Vacancy = {
  /** line */
  line: Line;
  /** vacant posts */
  posts: number;
  /** weight of one post in the vacancy tier */
  weight: number;
};

export type VacancyReasons = {
  /** line */
  line: Line;
  /** vacant posts */
  posts: number;
  /** why, as data */
  reasons: Justification[];
  /** weight of one post in the vacancy tier */
  weight: number;
};

export type Validation = {
  /** faults that do not refuse the document */
  issues: ProblemItem[];
  /** a stored dataset is valid */
  status: DatasetStatus;
};

export type Verdict = {
  /** the predicates in the order in which they were looked at */
  findings: Finding[];
  /** must, may, exempt or not_due */
  kind: VerdictKind;
  /** teacher id */
  teacher: TeacherID;
};

export type VerdictKind = "must" | "may" | "exempt" | "not_due";

export type Versions = {
  /** COIN-OR CBC version */
  cbc: string;
  /** COIN-OR CLP version */
  clp: string;
  /** product version */
  lungang: string;
};

export type Visit = {
  /** base line */
  from: Line;
  /** half-days a week */
  halfDays: number;
  /** one way between the two schools */
  minutes: number;
  /** teacher id */
  teacher: TeacherID;
  /** line visited */
  to: Line;
};

export type Webhook = {
  /** false: nothing is sent; also after the receiver answered 410 */
  active: boolean;
  /** UTC */
  createdAt: string;
  /** key or user, a pseudonym */
  createdBy: string;
  /** what it wants to hear of */
  events: WebhookEvent[];
  /** id of the webhook */
  id: string;
  /** only plans of exactly this name */
  planName?: string;
  /** only in the answer that creates the webhook: signs every delivery */
  secret?: string;
  /** only plans that have one of these technical statuses by then */
  statuses?: TechnicalStatus[];
  /** only plans with this tag */
  tag?: string;
  /** address that is called */
  url: string;
  /** grows with every change; also the ETag */
  version: number;
};

export type WebhookBody = {
  /** what it wants to hear of */
  events: WebhookEvent[];
  /** true: nothing is sent; what was on its way waits for the end of the pause, what happens meanwhile is not told */
  paused?: boolean;
  /** only plans of exactly this name */
  planName?: string;
  /** only plans that have one of these technical statuses by then */
  statuses?: TechnicalStatus[];
  /** only plans with this tag */
  tag?: string;
  /** address that is called: https, without user and password; private addresses are not called */
  url: string;
};

export type WebhookEvent = "plan.queued" | "plan.started" | "plan.over";

export type WhyBody = {
  /** memory of one solver child process */
  memoryLimitMiB?: number;
  /** school id; the own school asks why the teacher moves, or stays */
  school: SchoolID;
  /** teacher id */
  teacher: TeacherID;
  /** wall clock of the other case; absent: the default of a solve */
  timeLimitSeconds?: number;
};

export type WhyView = {
  /** teachers for whom the other case means something else, the one asked about included; empty while there is none */
  changes: OutcomeShift[];
  /** why the other case has no plan */
  failure?: Failure;
  /** where to go from here */
  links: Record<string, string>;
  /** of the other case, as they took effect */
  options?: Options;
  /** plan that was asked about */
  plan: string;
  /** id of the question and of the plan of the other case: a job like a solve, with status, events and stop under /v1/plans/{question}; absent when rules alone are the answer */
  question?: string;
  /** of the other case; absent without one */
  status?: TechnicalStatus;
  /** of the other case */
  times?: Times;
  /** the answer; open while the other case is under way */
  why: ExplainWhy | null;
};

export type Zone = {
  /** zone id */
  id: ZoneID;
  /** display name */
  name?: string;
};

export type ZoneID = string;

/** Every operation by its id: address, parameters, body, and what it answers by status. */
export interface Operations {
  /** 确认一条提醒 · acknowledge a finding */
  "acknowledge-finding": {
    method: "POST";
    path: "/v1/plans/{id}/sentinel/acknowledgements";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: AcknowledgeBody;
    answers: {
      200: ReviewView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 调整一个参数 · change a parameter for the bureau */
  "add-override": {
    method: "POST";
    path: "/v1/packs/{pack}/overrides";
    params: {
      /** pack id */
      pack: string;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewOverride;
    answers: {
      201: Override;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 增加一条人工指定 · add a decision */
  "add-pin": {
    method: "POST";
    path: "/v1/datasets/{id}/pins";
    params: {
      /** dataset id */
      id: string;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewPin;
    answers: {
      201: Pin;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 为什么某位教师(不)在某校,换一种安排代价是什么 · why a teacher is not (or is) at a school, and what it would cost */
  "ask-why": {
    method: "POST";
    path: "/v1/plans/{id}/why";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** seconds to wait for the end; the service has a limit of its own */
      wait?: number;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: WhyBody;
    answers: {
      200: WhyView;
      202: WhyView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 登录(统一身份认证) · log in through the identity provider */
  "begin-login": {
    method: "GET";
    path: "/auth/login";
    query?: {
      /** path to come back to */
      return?: string;
    };
    answers: {
      302: undefined;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 逐人认定:应交流、可交流、免于交流及理由 · verdicts of teachers, with their reasons */
  "check-eligibility": {
    method: "POST";
    path: "/v1/eligibility";
    media: "application/json";
    body: EligibilityBody;
    answers: {
      200: Eligibility;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 两个政策包的差别 · where two packs differ */
  "compare-packs": {
    method: "GET";
    path: "/v1/packs/{pack}/diff/{other}";
    params: {
      /** pack id */
      pack: string;
      /** id of another pack */
      other: string;
    };
    query?: {
      /** as the documents have it, without what the bureau changed for itself */
      withoutOverrides?: boolean;
      /** day of the values, YYYY-MM-DD; absent: the latest of each */
      on?: string;
    };
    answers: {
      200: PackDifference;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 成批求解(全省逐县) · solve many datasets (a province, district by district) */
  "create-batch": {
    method: "POST";
    path: "/v1/batches";
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewBatchBody;
    answers: {
      202: BatchView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 比较方案 · compare plans */
  "create-comparison": {
    method: "POST";
    path: "/v1/comparisons";
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewComparisonBody;
    answers: {
      201: ComparisonView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 上传问题文件或工作簿 · bring a problem document or a workbook */
  "create-dataset": {
    method: "POST";
    path: "/v1/datasets";
    query?: {
      /** name to find it by */
      name?: string;
      /** SOLVE begins a solve with default options */
      operation?: "NONE" | "SOLVE";
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: ProblemDocument;
    answers: {
      201: DatasetView;
      202: DatasetView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 签发 API 密钥(只显示一次) · make an API key (shown once) */
  "create-key": {
    method: "POST";
    path: "/v1/keys";
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewKeyBody;
    answers: {
      201: Key;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 求解 · solve */
  "create-plan": {
    method: "POST";
    path: "/v1/plans";
    query?: {
      /** seconds to wait for the end; the service has a limit of its own */
      wait?: number;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewPlanBody;
    answers: {
      200: PlanView;
      202: PlanView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 登记可以登录的人员 · let a person log in */
  "create-user": {
    method: "POST";
    path: "/v1/users";
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: NewUserBody;
    answers: {
      201: User;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 登记回调地址 · register an address that hears of plans */
  "create-webhook": {
    method: "POST";
    path: "/v1/webhooks";
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: WebhookBody;
    answers: {
      201: Webhook;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 删除个人信息 · erase the personal data */
  "erase-persons": {
    method: "DELETE";
    path: "/v1/datasets/{id}/persons";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 核查人工方案:评分并列出全部违规 · score a manual plan and list every violation */
  "evaluate-plan": {
    method: "POST";
    path: "/v1/plans:evaluate";
    media: "application/json";
    body: EvaluateBody;
    answers: {
      200: CheckReport;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 方案逐条导出(CSV、XLSX) · rows of a plan as a table (CSV, XLSX) */
  "export-assignments": {
    method: "GET";
    path: "/v1/plans/{id}/assignments.{format}";
    params: {
      /** plan id */
      id: string;
      /** file format */
      format: "csv" | "xlsx";
    };
    query?: {
      /** only this kind */
      kind?: AssignmentKind;
      /** only this teacher */
      teacher?: TeacherID;
      /** only rows that leave or reach this school */
      school?: SchoolID;
      /** only this stage of schooling */
      stage?: Stage;
      /** only this subject */
      subject?: Subject;
      /** order; - turns it round */
      sort?: "key" | "-key" | "teacher" | "-teacher" | "from" | "-from" | "to" | "-to" | "minutes" | "-minutes" | "rank" | "-rank";
      /** names of teachers, masked by role; needs persons:read */
      names?: boolean;
      /** language of heads and words */
      lang?: "zh" | "en";
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: string;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 导出某人的全部信息(本人查阅) · all that is kept about one person, for that person */
  "export-person": {
    method: "GET";
    path: "/v1/persons/{teacher}/export";
    params: {
      /** teacher id */
      teacher: TeacherID;
    };
    answers: {
      200: SubjectData;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 提出异议(公示期内) · object, while the plan is public */
  "file-objection": {
    method: "POST";
    path: "/v1/plans/{id}/objections";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
      /** ETag of the version that was read; not needed: when it is given and another version is there by now, 412 */
      "If-Match"?: string;
    };
    media: "application/json";
    body: ObjectionBody;
    answers: {
      201: ObjectionView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 查找规则冲突及化解办法 · look for rules that cannot all hold, and for repairs */
  "find-conflicts": {
    method: "POST";
    path: "/v1/plans/{id}/conflicts";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** seconds to wait for the end; the service has a limit of its own */
      wait?: number;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json";
    body: ConflictsBody;
    answers: {
      200: ConflictsView;
      202: ConflictsView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 登录返回 · where the identity provider sends people back to */
  "finish-login": {
    method: "GET";
    path: "/auth/callback";
    query?: {
      /** code of the identity provider */
      code?: string;
      /** state of the attempt */
      state?: string;
      /** why the identity provider refused */
      error?: string;
    };
    answers: {
      302: undefined;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 以 JSON Patch 派生新数据集 · fork a dataset with a JSON Patch */
  "fork-dataset": {
    method: "POST";
    path: "/v1/datasets/{id}/from-patch";
    params: {
      /** dataset id */
      id: string;
    };
    query?: {
      /** name to find it by */
      name?: string;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    media: "application/json-patch+json";
    body: PatchOp[];
    answers: {
      201: DatasetView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 日志的一条 · one row of the log */
  "get-audit-entry": {
    method: "GET";
    path: "/v1/audit/{seq}";
    params: {
      /** sequence number */
      seq: number;
    };
    answers: {
      200: AuditEntry;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 日志的根哈希与签名检查点 · root and signed checkpoint of the log */
  "get-audit-root": {
    method: "GET";
    path: "/v1/audit/root";
    answers: {
      200: AuditRoot;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 批次进度 · how far a batch is */
  "get-batch": {
    method: "GET";
    path: "/v1/batches/{id}";
    params: {
      /** batch id */
      id: string;
    };
    answers: {
      200: BatchView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一条条款 · one clause */
  "get-clause": {
    method: "GET";
    path: "/v1/clauses/{clause}";
    params: {
      /** clause id */
      clause: string;
    };
    answers: {
      200: Clause;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 指标对照 · numbers side by side */
  "get-comparison": {
    method: "GET";
    path: "/v1/comparisons/{id}";
    params: {
      /** comparison id */
      id: string;
    };
    answers: {
      200: ComparisonView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 规则冲突及化解办法 · rules that cannot all hold, and repairs */
  "get-conflicts": {
    method: "GET";
    path: "/v1/plans/{id}/conflicts";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: ConflictsView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个数据集:来源、哈希、规模 · one dataset: where it is from, hash, size */
  "get-dataset": {
    method: "GET";
    path: "/v1/datasets/{id}";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: DatasetView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 均衡指标现状 · indicators of balance as the district stands */
  "get-dataset-balance": {
    method: "GET";
    path: "/v1/datasets/{id}/balance";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: BalanceReport;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 问题文件原文 · the problem document */
  "get-dataset-document": {
    method: "GET";
    path: "/v1/datasets/{id}/document";
    params: {
      /** dataset id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: ProblemDocument;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 预测:学生、退休、补充 · forecast: pupils, retirement, hiring */
  "get-dataset-forecast": {
    method: "GET";
    path: "/v1/datasets/{id}/forecast";
    params: {
      /** dataset id */
      id: string;
    };
    query?: {
      /** years beyond the plan year; 0 means as the pack says */
      years?: number;
    };
    answers: {
      200: StaffingForecast;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 台账:农村年限、晋升、服务期、任期 · ledger: rural years, promotion, service, terms */
  "get-dataset-ledger": {
    method: "GET";
    path: "/v1/datasets/{id}/ledger";
    params: {
      /** dataset id */
      id: string;
    };
    query?: {
      /** only this teacher */
      teacher?: TeacherID;
    };
    answers: {
      200: LedgerLedger;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 编制:核定、超编缺编、报送 · quota: standard, over and under, the yearly report */
  "get-dataset-staffing": {
    method: "GET";
    path: "/v1/datasets/{id}/staffing";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: StaffingReport;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 空白的工作簿模板 · an empty workbook to fill in */
  "get-dataset-template": {
    method: "GET";
    path: "/v1/datasets/template.xlsx";
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 校验提醒 · warnings of validation */
  "get-dataset-validation": {
    method: "GET";
    path: "/v1/datasets/{id}/validation";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: Validation;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 校验提醒,标在工作簿里 · warnings of validation, marked in a workbook */
  "get-dataset-validation-workbook": {
    method: "GET";
    path: "/v1/datasets/{id}/validation.xlsx";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 问题文件,写成工作簿 · the problem document as a workbook */
  "get-dataset-workbook": {
    method: "GET";
    path: "/v1/datasets/{id}/document.xlsx";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个样例的问题文件 · the problem document of an invented district */
  "get-demo-data": {
    method: "GET";
    path: "/v1/demo-data/{id}";
    params: {
      /** id from the list */
      id: string;
    };
    answers: {
      200: ProblemDocument;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 进程是否在运行 · whether the process answers */
  "get-health": {
    method: "GET";
    path: "/health";
    answers: {
      200: Alive;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个密钥 · one key */
  "get-key": {
    method: "GET";
    path: "/v1/keys/{id}";
    params: {
      /** key id */
      id: string;
    };
    answers: {
      200: Key;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 当前身份、角色和权限 · who asks, with roles and permissions */
  "get-me": {
    method: "GET";
    path: "/v1/me";
    answers: {
      200: Me;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** Prometheus 指标 · metrics for Prometheus */
  "get-metrics": {
    method: "GET";
    path: "/metrics";
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一项异议及其影响 · one objection, and what it would change */
  "get-objection": {
    method: "GET";
    path: "/v1/objections/{id}";
    params: {
      /** objection id */
      id: string;
    };
    answers: {
      200: ObjectionView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 本接口的 OpenAPI 文档 · the OpenAPI document of this interface */
  "get-openapi": {
    method: "GET";
    path: "/openapi.json";
    answers: {
      200: string;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 政策包的生效参数,附条款原文 · what is in force under a pack, with its legal basis */
  "get-pack": {
    method: "GET";
    path: "/v1/packs/{pack}";
    params: {
      /** pack id */
      pack: string;
    };
    query?: {
      /** as the documents have it, without what the bureau changed for itself */
      withoutOverrides?: boolean;
      /** day of the values, YYYY-MM-DD; absent: the latest of each */
      on?: string;
    };
    answers: {
      200: PackView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个参数的来龙去脉 · one parameter through all its layers */
  "get-pack-parameter": {
    method: "GET";
    path: "/v1/packs/{pack}/parameters/{name}";
    params: {
      /** pack id */
      pack: string;
      /** name of the parameter */
      name: string;
    };
    query?: {
      /** as the documents have it, without what the bureau changed for itself */
      withoutOverrides?: boolean;
      /** day of the values, YYYY-MM-DD; absent: the latest of each */
      on?: string;
    };
    answers: {
      200: ParameterStory;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个方案:三种状态、目标、选项 · one plan: its three statuses, objectives, options */
  "get-plan": {
    method: "GET";
    path: "/v1/plans/{id}";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: PlanView;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 分析:目标、核查、指标、理由 · analysis: objectives, check, indicators, reasons */
  "get-plan-analysis": {
    method: "GET";
    path: "/v1/plans/{id}/analysis";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** with the reason of each row */
      includeJustifications?: boolean;
    };
    answers: {
      200: Analysis;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 均衡指标:方案前后 · indicators of balance before and after */
  "get-plan-balance": {
    method: "GET";
    path: "/v1/plans/{id}/balance";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: BalanceReport;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 证据包:任何人都能离线核对 · the evidence for a plan, for anybody to verify offline */
  "get-plan-bundle": {
    method: "GET";
    path: "/v1/plans/{id}/bundle";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 最优性证书(精确算术) · certificates of optimality, in exact arithmetic */
  "get-plan-certificate": {
    method: "GET";
    path: "/v1/plans/{id}/certificate";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: string;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 生效的选项 · options as they took effect */
  "get-plan-config": {
    method: "GET";
    path: "/v1/plans/{id}/config";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: PlanConfig;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 补助经费:方案前后 · cost of allowances before and after */
  "get-plan-cost": {
    method: "GET";
    path: "/v1/plans/{id}/cost";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: LedgerCost;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 方案文件原文 · the plan document */
  "get-plan-document": {
    method: "GET";
    path: "/v1/plans/{id}/document";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: PlanDocument;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 台账:学年结束时 · ledger at the end of the plan year */
  "get-plan-ledger": {
    method: "GET";
    path: "/v1/plans/{id}/ledger";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** only this teacher */
      teacher?: TeacherID;
    };
    answers: {
      200: LedgerLedger;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 名称与标签 · name and tags */
  "get-plan-metadata": {
    method: "GET";
    path: "/v1/plans/{id}/metadata";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: Metadata;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个目标的数学模型(MPS) · the program of one objective (MPS) */
  "get-plan-model": {
    method: "GET";
    path: "/v1/plans/{id}/model.mps";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** objective; those above it keep the plan's values */
      tier?: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 文书:公示名单、审批表、会议附件、通知、回填表 · documents: published list, approval form, annex, notices, write-back sheet */
  "get-plan-paper": {
    method: "GET";
    path: "/v1/plans/{id}/documents/{kind}";
    params: {
      /** plan id */
      id: string;
      /** what it is for */
      kind: "list" | "approval" | "minutes" | "notices" | "writeback";
    };
    query?: {
      /** file format */
      format?: "docx" | "xlsx" | "pdf";
      /** language */
      lang?: "zh" | "en";
      /** names of persons, masked by role, and in the list as the pack says; needs persons:read */
      names?: boolean;
      /** who signs; 教育局 of the district when absent */
      bureau?: string;
      /** whom objections reach */
      contact?: string;
      /** date of the document, YYYY-MM-DD; blank when absent */
      date?: string;
      /** day of publication, YYYY-MM-DD; that of the publication of the plan when absent */
      publicFrom?: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 各级目标让步一个单位至多能换来什么(已证明的上限) · what one unit more of each objective could save below it, a proved limit */
  "get-plan-prices": {
    method: "GET";
    path: "/v1/plans/{id}/prices";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: Prices;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 所求解的问题(含人工指定) · the problem that was solved, pins included */
  "get-plan-problem": {
    method: "GET";
    path: "/v1/plans/{id}/problem";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: ProblemDocument;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 审批情况:可以做什么,还缺什么 · the review: what can be done, and what stands in the way */
  "get-plan-review": {
    method: "GET";
    path: "/v1/plans/{id}/review";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: ReviewView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 求解时生效的规则参数,附条款依据 · the rules that a plan was solved under, with their legal basis */
  "get-plan-rules": {
    method: "GET";
    path: "/v1/plans/{id}/rules";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: string;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 哨兵:公示前的异常提醒 · the sentinel: odd patterns before the publication */
  "get-plan-sentinel": {
    method: "GET";
    path: "/v1/plans/{id}/sentinel";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: SentinelView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 仅状态 · only the statuses */
  "get-plan-status": {
    method: "GET";
    path: "/v1/plans/{id}/status";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: Statuses;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 未补足的岗位与课时及原因 · posts and half-days that stay short, and why */
  "get-plan-unfilled": {
    method: "GET";
    path: "/v1/plans/{id}/unfilled";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: Unfilled;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 运行剖析(pprof) · profiles of the process (pprof) */
  "get-profile": {
    method: "GET";
    path: "/debug/pprof/{profile}";
    params: {
      /** profile of the running process */
      profile: "allocs" | "block" | "goroutine" | "heap" | "mutex" | "profile" | "threadcreate" | "trace";
    };
    query?: {
      /** how long to watch, 5 when absent; only with profile and trace */
      seconds?: number;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 是否可以工作(数据库、队列、求解器) · whether it can work (database, queue, solver) */
  "get-readiness": {
    method: "GET";
    path: "/ready";
    answers: {
      200: Readiness;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 个人信息保存期限 · for how long personal data are kept */
  "get-retention": {
    method: "GET";
    path: "/v1/retention";
    answers: {
      200: Retention;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一条规则 · one rule */
  "get-rule": {
    method: "GET";
    path: "/v1/rules/{rule}";
    params: {
      /** rule id */
      rule: string;
    };
    query?: {
      /** as the documents have it, without what the bureau changed for itself */
      withoutOverrides?: boolean;
      /** policy pack */
      pack?: string;
      /** day of the values, YYYY-MM-DD; absent: the latest of each */
      on?: string;
    };
    answers: {
      200: RuleView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 问题与方案文件的 JSON Schema · JSON Schema of problem and plan documents */
  "get-schema": {
    method: "GET";
    path: "/v1/schemas/{kind}";
    params: {
      /** kind of document */
      kind: "problem" | "plan";
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一名人员 · one user */
  "get-user": {
    method: "GET";
    path: "/v1/users/{id}";
    params: {
      /** user id */
      id: string;
    };
    answers: {
      200: User;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一个回调 · one webhook */
  "get-webhook": {
    method: "GET";
    path: "/v1/webhooks/{id}";
    params: {
      /** webhook id */
      id: string;
    };
    answers: {
      200: Webhook;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 一次“为什么”的答案 · the answer to one question why */
  "get-why": {
    method: "GET";
    path: "/v1/plans/{id}/why/{question}";
    params: {
      /** plan id */
      id: string;
      /** question id */
      question: string;
    };
    answers: {
      200: WhyView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 方案逐条:分页、筛选、排序 · rows of a plan: pages, filters, order */
  "list-assignments": {
    method: "GET";
    path: "/v1/plans/{id}/assignments";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** only this kind */
      kind?: AssignmentKind;
      /** only this teacher */
      teacher?: TeacherID;
      /** only rows that leave or reach this school */
      school?: SchoolID;
      /** only this stage of schooling */
      stage?: Stage;
      /** only this subject */
      subject?: Subject;
      /** order; - turns it round */
      sort?: "key" | "-key" | "teacher" | "-teacher" | "from" | "-from" | "to" | "-to" | "minutes" | "-minutes" | "rank" | "-rank";
      /** names of teachers, masked by role; needs persons:read */
      names?: boolean;
    };
    headers?: {
      /** ETag that the client has; 304 when it is still right */
      "If-None-Match"?: string;
    };
    answers: {
      200: AssignmentPage;
      304: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 决策日志 · the log of decisions */
  "list-audit": {
    method: "GET";
    path: "/v1/audit";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** only about this id */
      subject?: string;
      /** only by this key or user */
      actor?: string;
      /** only this action */
      action?: string;
      /** only from this moment on */
      from?: string;
      /** only before this moment */
      to?: string;
      /** -seq: newest first */
      sort?: "seq" | "-seq";
    };
    answers: {
      200: PageOfAuditEntry;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 文件与条款 · documents and their clauses */
  "list-clauses": {
    method: "GET";
    path: "/v1/clauses";
    query?: {
      /** document; none means only the list of documents */
      source?: string;
    };
    answers: {
      200: ClauseList;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 逐条差异:增、减、改 · rows that differ: added, removed, modified */
  "list-comparison-rows": {
    method: "GET";
    path: "/v1/comparisons/{id}/rows";
    params: {
      /** comparison id */
      id: string;
    };
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** plan to hold against the baseline; the first other one when absent */
      plan?: string;
      /** only this kind of difference */
      change?: Change;
      /** only this kind of row */
      kind?: AssignmentKind;
      /** only rows that leave or reach this school, in either plan */
      school?: SchoolID;
    };
    answers: {
      200: PageOfRowDifference;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 比较列表 · list comparisons */
  "list-comparisons": {
    method: "GET";
    path: "/v1/comparisons";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
    };
    answers: {
      200: PageOfComparison;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 数据集列表 · list datasets */
  "list-datasets": {
    method: "GET";
    path: "/v1/datasets";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
      /** only this district code */
      district?: string;
      /** only this plan year */
      planYear?: number;
      /** only this name */
      name?: string;
      /** only datasets of this lineage */
      origin?: string;
    };
    answers: {
      200: PageOfDatasetView;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 投递记录 · what was sent */
  "list-deliveries": {
    method: "GET";
    path: "/v1/webhooks/{id}/deliveries";
    params: {
      /** webhook id */
      id: string;
    };
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
    };
    answers: {
      200: PageOfDelivery;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 样例数据 · invented districts */
  "list-demo-data": {
    method: "GET";
    path: "/v1/demo-data";
    answers: {
      200: DemoData;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 密钥列表 · list keys */
  "list-keys": {
    method: "GET";
    path: "/v1/keys";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
    };
    answers: {
      200: PageOfKey;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 方案的异议 · objections against a plan */
  "list-objections": {
    method: "GET";
    path: "/v1/plans/{id}/objections";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
    };
    answers: {
      200: PageOfObjection;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 本单位对政策包参数的调整 · parameters that the bureau changed for itself */
  "list-overrides": {
    method: "GET";
    path: "/v1/packs/{pack}/overrides";
    params: {
      /** pack id */
      pack: string;
    };
    answers: {
      200: OverrideList;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 政策包 · policy packs */
  "list-packs": {
    method: "GET";
    path: "/v1/packs";
    answers: {
      200: PackList;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 个人信息的读取与修改记录 · who read or changed personal data */
  "list-person-accesses": {
    method: "GET";
    path: "/v1/persons/accesses";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** only about this dataset or plan */
      dataset?: string;
    };
    answers: {
      200: PageOfAuditEntry;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 姓名与证件号(按角色遮蔽) · names and ID numbers (masked by role) */
  "list-persons": {
    method: "GET";
    path: "/v1/datasets/{id}/persons";
    params: {
      /** dataset id */
      id: string;
    };
    query?: {
      /** only these teachers, with commas between */
      teacher?: string[];
    };
    answers: {
      200: PersonList;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 人工指定 · decisions taken beforehand */
  "list-pins": {
    method: "GET";
    path: "/v1/datasets/{id}/pins";
    params: {
      /** dataset id */
      id: string;
    };
    answers: {
      200: PinList;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 求解过程记录 · what happened during the solve */
  "list-plan-events": {
    method: "GET";
    path: "/v1/plans/{id}/logs";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** sequence number of the last event that was seen */
      after?: number;
      /** events of an answer */
      limit?: number;
    };
    answers: {
      200: EventPage;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 审批记录 · what was decided so far */
  "list-plan-transitions": {
    method: "GET";
    path: "/v1/plans/{id}/transitions";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: PageOfTransitionView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 应交流而未交流的教师及原因 · teachers who should rotate and stay, and why */
  "list-plan-unplaced": {
    method: "GET";
    path: "/v1/plans/{id}/unplaced";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
    };
    answers: {
      200: PageOfUnplaced;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 方案列表 · list plans */
  "list-plans": {
    method: "GET";
    path: "/v1/plans";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
      /** only of this dataset */
      dataset?: string;
      /** only of this batch */
      batch?: string;
      /** only with this technical status */
      status?: TechnicalStatus;
      /** only of this name */
      name?: string;
      /** only with this tag */
      tag?: string;
    };
    answers: {
      200: PageOfPlanView;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 规则与目标,附条款 · rules and objectives, with their clauses */
  "list-rules": {
    method: "GET";
    path: "/v1/rules";
    query?: {
      /** as the documents have it, without what the bureau changed for itself */
      withoutOverrides?: boolean;
      /** policy pack */
      pack?: string;
      /** day of the values, YYYY-MM-DD; absent: the latest of each */
      on?: string;
    };
    answers: {
      200: RuleBook;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 人员列表 · list users */
  "list-users": {
    method: "GET";
    path: "/v1/users";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
    };
    answers: {
      200: PageOfUser;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 回调列表 · list webhooks */
  "list-webhooks": {
    method: "GET";
    path: "/v1/webhooks";
    query?: {
      /** entries of a page */
      limit?: number;
      /** next of the page before; absent for the first page */
      cursor?: string;
      /** -createdAt: newest first */
      sort?: "createdAt" | "-createdAt";
    };
    answers: {
      200: PageOfWebhook;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 退出登录 · log out */
  "log-out": {
    method: "POST";
    path: "/auth/logout";
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 校验工作簿,退回标出问题的工作簿 · check a workbook and get it back with its faults marked */
  "mark-dataset": {
    method: "POST";
    path: "/v1/datasets/validation.xlsx";
    media: "application/json";
    body: ProblemDocument;
    answers: {
      200: string;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 证明日志只增不改 · proof that the log was only added to */
  "prove-audit-consistency": {
    method: "GET";
    path: "/v1/audit/consistency";
    query: {
      /** number of entries of the older checkpoint */
      from: number;
    };
    answers: {
      200: AuditConsistency;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 证明一条记录在日志中 · proof that an entry is in the log */
  "prove-audit-entry": {
    method: "GET";
    path: "/v1/audit/proof/{seq}";
    params: {
      /** sequence number */
      seq: number;
    };
    answers: {
      200: AuditInclusion;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 存入姓名与证件号(加密) · bring names and ID numbers (kept encrypted) */
  "put-persons": {
    method: "PUT";
    path: "/v1/datasets/{id}/persons";
    params: {
      /** dataset id */
      id: string;
    };
    media: "application/json";
    body: PersonList;
    answers: {
      204: undefined;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 删除比较 · remove a comparison */
  "remove-comparison": {
    method: "DELETE";
    path: "/v1/comparisons/{id}";
    params: {
      /** comparison id */
      id: string;
    };
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 撤销一条人工指定 · take a decision back */
  "remove-pin": {
    method: "DELETE";
    path: "/v1/datasets/{id}/pins/{pin}";
    params: {
      /** dataset id */
      id: string;
      /** pin id */
      pin: string;
    };
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 删除回调 · remove a webhook */
  "remove-webhook": {
    method: "DELETE";
    path: "/v1/webhooks/{id}";
    params: {
      /** webhook id */
      id: string;
    };
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 更换签名密钥(只显示一次) · make another secret (shown once) */
  "renew-webhook-secret": {
    method: "POST";
    path: "/v1/webhooks/{id}/secret";
    params: {
      /** webhook id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    answers: {
      200: Webhook;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 重新投递 · send a delivery again */
  "replay-delivery": {
    method: "POST";
    path: "/v1/webhooks/{id}/deliveries/{delivery}/replay";
    params: {
      /** webhook id */
      id: string;
      /** delivery id */
      delivery: string;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
    };
    answers: {
      202: Delivery;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 处理异议 · resolve an objection */
  "resolve-objection": {
    method: "POST";
    path: "/v1/objections/{id}/resolution";
    params: {
      /** objection id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: ResolutionBody;
    answers: {
      200: ObjectionView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 吊销密钥,立即生效 · revoke a key at once */
  "revoke-key": {
    method: "DELETE";
    path: "/v1/keys/{id}";
    params: {
      /** key id */
      id: string;
    };
    answers: {
      200: Key;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 规定个人信息保存期限 · decide for how long personal data are kept */
  "set-retention": {
    method: "PUT";
    path: "/v1/retention";
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: RetentionBody;
    answers: {
      200: Retention;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 部门会签 · sign off for an office */
  "sign-plan": {
    method: "POST";
    path: "/v1/plans/{id}/signoffs";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: SignOffBody;
    answers: {
      200: ReviewView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 测算异议的影响 · see what an objection would change */
  "simulate-objection": {
    method: "POST";
    path: "/v1/objections/{id}/impact";
    params: {
      /** objection id */
      id: string;
    };
    query?: {
      /** seconds to wait for the end; the service has a limit of its own */
      wait?: number;
    };
    headers?: {
      /** makes it safe to repeat the request: the same key creates nothing twice */
      "Idempotency-Key"?: string;
      /** ETag of the version that was read; not needed: when it is given and another version is there by now, 412 */
      "If-Match"?: string;
    };
    answers: {
      200: ObjectionView;
      202: ObjectionView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 停止批次,保留已有方案 · stop a batch, keep what there is */
  "stop-batch": {
    method: "DELETE";
    path: "/v1/batches/{id}";
    params: {
      /** batch id */
      id: string;
    };
    answers: {
      202: BatchView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 停止求解,保留当前最好的方案 · stop, and keep the best plan so far */
  "stop-plan": {
    method: "DELETE";
    path: "/v1/plans/{id}";
    params: {
      /** plan id */
      id: string;
    };
    answers: {
      200: PlanView;
      202: PlanView;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 求解进度流(SSE) · progress as a stream of server-sent events */
  "stream-plan-events": {
    method: "GET";
    path: "/v1/plans/{id}/events";
    params: {
      /** plan id */
      id: string;
    };
    query?: {
      /** the same for clients that cannot set headers; with both, the header is the later one */
      after?: string;
    };
    headers?: {
      /** id of the last event that was seen; 0: from the beginning */
      "Last-Event-ID"?: string;
    };
    answers: {
      200: string;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      410: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 以预期结果检验政策包:某教师应为应交流、免于交流等,及其理由 · acceptance tests of a pack: where teachers must stand, and why */
  "test-pack": {
    method: "POST";
    path: "/v1/packs/{pack}/tests";
    params: {
      /** pack id */
      pack: string;
    };
    media: "application/json";
    body: AcceptanceBody;
    answers: {
      200: PolicyAcceptance;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 送审、退回、批准、公示、定稿、生效、撤回 · submit, return, approve, publicise, close, put into effect, withdraw */
  "transition-plan": {
    method: "POST";
    path: "/v1/plans/{id}/transitions";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: TransitionBody;
    answers: {
      200: ReviewView;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 修改名称与标签 · change name and tags */
  "update-plan-metadata": {
    method: "PUT";
    path: "/v1/plans/{id}/metadata";
    params: {
      /** plan id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: Metadata;
    answers: {
      200: Metadata;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 修改角色,停用或启用 · change roles, block or unblock */
  "update-user": {
    method: "PUT";
    path: "/v1/users/{id}";
    params: {
      /** user id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: UserBody;
    answers: {
      200: User;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      409: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 修改回调 · change a webhook */
  "update-webhook": {
    method: "PUT";
    path: "/v1/webhooks/{id}";
    params: {
      /** webhook id */
      id: string;
    };
    headers?: {
      /** ETag of the version that was read; needed */
      "If-Match"?: string;
    };
    media: "application/json";
    body: WebhookBody;
    answers: {
      200: Webhook;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      408: ProblemDetails;
      412: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      428: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 检查自拟政策包(YAML) · look for faults in a pack of one's own (YAML) */
  "validate-pack": {
    method: "POST";
    path: "/v1/packs:validate";
    media: "application/yaml";
    body: string;
    answers: {
      200: PackCheck;
      400: ProblemDetails;
      401: ProblemDetails;
      403: ProblemDetails;
      408: ProblemDetails;
      413: ProblemDetails;
      415: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
  /** 撤销一项调整 · take a change of a parameter back */
  "withdraw-override": {
    method: "DELETE";
    path: "/v1/packs/{pack}/overrides/{override}";
    params: {
      /** pack id */
      pack: string;
      /** override id */
      override: string;
    };
    answers: {
      204: undefined;
      401: ProblemDetails;
      403: ProblemDetails;
      404: ProblemDetails;
      422: ProblemDetails;
      429: ProblemDetails;
      500: ProblemDetails;
      503: ProblemDetails;
    };
  };
}

/** Address of each operation, for a client that fills in the parameters. */
export const operations = {
  "acknowledge-finding": { method: "POST", path: "/v1/plans/{id}/sentinel/acknowledgements" },
  "add-override": { method: "POST", path: "/v1/packs/{pack}/overrides" },
  "add-pin": { method: "POST", path: "/v1/datasets/{id}/pins" },
  "ask-why": { method: "POST", path: "/v1/plans/{id}/why" },
  "begin-login": { method: "GET", path: "/auth/login" },
  "check-eligibility": { method: "POST", path: "/v1/eligibility" },
  "compare-packs": { method: "GET", path: "/v1/packs/{pack}/diff/{other}" },
  "create-batch": { method: "POST", path: "/v1/batches" },
  "create-comparison": { method: "POST", path: "/v1/comparisons" },
  "create-dataset": { method: "POST", path: "/v1/datasets" },
  "create-key": { method: "POST", path: "/v1/keys" },
  "create-plan": { method: "POST", path: "/v1/plans" },
  "create-user": { method: "POST", path: "/v1/users" },
  "create-webhook": { method: "POST", path: "/v1/webhooks" },
  "erase-persons": { method: "DELETE", path: "/v1/datasets/{id}/persons" },
  "evaluate-plan": { method: "POST", path: "/v1/plans:evaluate" },
  "export-assignments": { method: "GET", path: "/v1/plans/{id}/assignments.{format}" },
  "export-person": { method: "GET", path: "/v1/persons/{teacher}/export" },
  "file-objection": { method: "POST", path: "/v1/plans/{id}/objections" },
  "find-conflicts": { method: "POST", path: "/v1/plans/{id}/conflicts" },
  "finish-login": { method: "GET", path: "/auth/callback" },
  "fork-dataset": { method: "POST", path: "/v1/datasets/{id}/from-patch" },
  "get-audit-entry": { method: "GET", path: "/v1/audit/{seq}" },
  "get-audit-root": { method: "GET", path: "/v1/audit/root" },
  "get-batch": { method: "GET", path: "/v1/batches/{id}" },
  "get-clause": { method: "GET", path: "/v1/clauses/{clause}" },
  "get-comparison": { method: "GET", path: "/v1/comparisons/{id}" },
  "get-conflicts": { method: "GET", path: "/v1/plans/{id}/conflicts" },
  "get-dataset": { method: "GET", path: "/v1/datasets/{id}" },
  "get-dataset-balance": { method: "GET", path: "/v1/datasets/{id}/balance" },
  "get-dataset-document": { method: "GET", path: "/v1/datasets/{id}/document" },
  "get-dataset-forecast": { method: "GET", path: "/v1/datasets/{id}/forecast" },
  "get-dataset-ledger": { method: "GET", path: "/v1/datasets/{id}/ledger" },
  "get-dataset-staffing": { method: "GET", path: "/v1/datasets/{id}/staffing" },
  "get-dataset-template": { method: "GET", path: "/v1/datasets/template.xlsx" },
  "get-dataset-validation": { method: "GET", path: "/v1/datasets/{id}/validation" },
  "get-dataset-validation-workbook": { method: "GET", path: "/v1/datasets/{id}/validation.xlsx" },
  "get-dataset-workbook": { method: "GET", path: "/v1/datasets/{id}/document.xlsx" },
  "get-demo-data": { method: "GET", path: "/v1/demo-data/{id}" },
  "get-health": { method: "GET", path: "/health" },
  "get-key": { method: "GET", path: "/v1/keys/{id}" },
  "get-me": { method: "GET", path: "/v1/me" },
  "get-metrics": { method: "GET", path: "/metrics" },
  "get-objection": { method: "GET", path: "/v1/objections/{id}" },
  "get-openapi": { method: "GET", path: "/openapi.json" },
  "get-pack": { method: "GET", path: "/v1/packs/{pack}" },
  "get-pack-parameter": { method: "GET", path: "/v1/packs/{pack}/parameters/{name}" },
  "get-plan": { method: "GET", path: "/v1/plans/{id}" },
  "get-plan-analysis": { method: "GET", path: "/v1/plans/{id}/analysis" },
  "get-plan-balance": { method: "GET", path: "/v1/plans/{id}/balance" },
  "get-plan-bundle": { method: "GET", path: "/v1/plans/{id}/bundle" },
  "get-plan-certificate": { method: "GET", path: "/v1/plans/{id}/certificate" },
  "get-plan-config": { method: "GET", path: "/v1/plans/{id}/config" },
  "get-plan-cost": { method: "GET", path: "/v1/plans/{id}/cost" },
  "get-plan-document": { method: "GET", path: "/v1/plans/{id}/document" },
  "get-plan-ledger": { method: "GET", path: "/v1/plans/{id}/ledger" },
  "get-plan-metadata": { method: "GET", path: "/v1/plans/{id}/metadata" },
  "get-plan-model": { method: "GET", path: "/v1/plans/{id}/model.mps" },
  "get-plan-paper": { method: "GET", path: "/v1/plans/{id}/documents/{kind}" },
  "get-plan-prices": { method: "GET", path: "/v1/plans/{id}/prices" },
  "get-plan-problem": { method: "GET", path: "/v1/plans/{id}/problem" },
  "get-plan-review": { method: "GET", path: "/v1/plans/{id}/review" },
  "get-plan-rules": { method: "GET", path: "/v1/plans/{id}/rules" },
  "get-plan-sentinel": { method: "GET", path: "/v1/plans/{id}/sentinel" },
  "get-plan-status": { method: "GET", path: "/v1/plans/{id}/status" },
  "get-plan-unfilled": { method: "GET", path: "/v1/plans/{id}/unfilled" },
  "get-profile": { method: "GET", path: "/debug/pprof/{profile}" },
  "get-readiness": { method: "GET", path: "/ready" },
  "get-retention": { method: "GET", path: "/v1/retention" },
  "get-rule": { method: "GET", path: "/v1/rules/{rule}" },
  "get-schema": { method: "GET", path: "/v1/schemas/{kind}" },
  "get-user": { method: "GET", path: "/v1/users/{id}" },
  "get-webhook": { method: "GET", path: "/v1/webhooks/{id}" },
  "get-why": { method: "GET", path: "/v1/plans/{id}/why/{question}" },
  "list-assignments": { method: "GET", path: "/v1/plans/{id}/assignments" },
  "list-audit": { method: "GET", path: "/v1/audit" },
  "list-clauses": { method: "GET", path: "/v1/clauses" },
  "list-comparison-rows": { method: "GET", path: "/v1/comparisons/{id}/rows" },
  "list-comparisons": { method: "GET", path: "/v1/comparisons" },
  "list-datasets": { method: "GET", path: "/v1/datasets" },
  "list-deliveries": { method: "GET", path: "/v1/webhooks/{id}/deliveries" },
  "list-demo-data": { method: "GET", path: "/v1/demo-data" },
  "list-keys": { method: "GET", path: "/v1/keys" },
  "list-objections": { method: "GET", path: "/v1/plans/{id}/objections" },
  "list-overrides": { method: "GET", path: "/v1/packs/{pack}/overrides" },
  "list-packs": { method: "GET", path: "/v1/packs" },
  "list-person-accesses": { method: "GET", path: "/v1/persons/accesses" },
  "list-persons": { method: "GET", path: "/v1/datasets/{id}/persons" },
  "list-pins": { method: "GET", path: "/v1/datasets/{id}/pins" },
  "list-plan-events": { method: "GET", path: "/v1/plans/{id}/logs" },
  "list-plan-transitions": { method: "GET", path: "/v1/plans/{id}/transitions" },
  "list-plan-unplaced": { method: "GET", path: "/v1/plans/{id}/unplaced" },
  "list-plans": { method: "GET", path: "/v1/plans" },
  "list-rules": { method: "GET", path: "/v1/rules" },
  "list-users": { method: "GET", path: "/v1/users" },
  "list-webhooks": { method: "GET", path: "/v1/webhooks" },
  "log-out": { method: "POST", path: "/auth/logout" },
  "mark-dataset": { method: "POST", path: "/v1/datasets/validation.xlsx" },
  "prove-audit-consistency": { method: "GET", path: "/v1/audit/consistency" },
  "prove-audit-entry": { method: "GET", path: "/v1/audit/proof/{seq}" },
  "put-persons": { method: "PUT", path: "/v1/datasets/{id}/persons" },
  "remove-comparison": { method: "DELETE", path: "/v1/comparisons/{id}" },
  "remove-pin": { method: "DELETE", path: "/v1/datasets/{id}/pins/{pin}" },
  "remove-webhook": { method: "DELETE", path: "/v1/webhooks/{id}" },
  "renew-webhook-secret": { method: "POST", path: "/v1/webhooks/{id}/secret" },
  "replay-delivery": { method: "POST", path: "/v1/webhooks/{id}/deliveries/{delivery}/replay" },
  "resolve-objection": { method: "POST", path: "/v1/objections/{id}/resolution" },
  "revoke-key": { method: "DELETE", path: "/v1/keys/{id}" },
  "set-retention": { method: "PUT", path: "/v1/retention" },
  "sign-plan": { method: "POST", path: "/v1/plans/{id}/signoffs" },
  "simulate-objection": { method: "POST", path: "/v1/objections/{id}/impact" },
  "stop-batch": { method: "DELETE", path: "/v1/batches/{id}" },
  "stop-plan": { method: "DELETE", path: "/v1/plans/{id}" },
  "stream-plan-events": { method: "GET", path: "/v1/plans/{id}/events" },
  "test-pack": { method: "POST", path: "/v1/packs/{pack}/tests" },
  "transition-plan": { method: "POST", path: "/v1/plans/{id}/transitions" },
  "update-plan-metadata": { method: "PUT", path: "/v1/plans/{id}/metadata" },
  "update-user": { method: "PUT", path: "/v1/users/{id}" },
  "update-webhook": { method: "PUT", path: "/v1/webhooks/{id}" },
  "validate-pack": { method: "POST", path: "/v1/packs:validate" },
  "withdraw-override": { method: "DELETE", path: "/v1/packs/{pack}/overrides/{override}" },
} as const;
