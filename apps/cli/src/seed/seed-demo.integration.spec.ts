import type { CompetencyScore, RatingView, RubricManifest } from '@assay/contracts';
import type { ScorecardRow } from '@assay/database';
import {
  AuditChain,
  CandidateStore,
  FileSetStore,
  GradingJobStore,
  InvitationStore,
  Locators,
  RatingStore,
  ScorecardStore,
  ScoredWorkStore,
} from '@assay/database';
import { listExercises } from '@assay/catalogue';
import { invitationState, missingOf, whyDangling } from '@assay/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chanceOutranks, indistinguishableRuns } from '@assay/measurement';
import { candidatePseudonym, newSecret, passwordFits, sha256 } from '@assay/platform';
import type { TestDatabase } from '@assay/testing';
import { openTestDatabase } from '@assay/testing';
import type { DemoAccess } from './seed-demo.js';
import { seedDemo } from './seed-demo.js';

const publicUrl = 'http://assay.example';
const secret = newSecret();

let db: TestDatabase;
let first: DemoAccess;
let tenantId: string;
let cards: Map<string, ScorecardRow>;

beforeAll(async () => {
  db = await openTestDatabase();
  first = await seed();
  const [tenant] = await db.asOwner<{ id: string }>(`select id from tenant where slug = 'halden-freight'`);
  tenantId = tenant?.id ?? '';
  cards = await scorecards();
});

afterAll(async () => {
  await db.close();
});

function seed(): Promise<DemoAccess> {
  return seedDemo({ urls: db.urls, publicUrl, secret });
}

/** The current scorecards by candidate. */
async function scorecards(): Promise<Map<string, ScorecardRow>> {
  const ratings = new RatingStore();
  const candidates = new CandidateStore();
  const store = new ScorecardStore(new ScoredWorkStore(new GradingJobStore(), ratings), ratings, candidates);
  return db.unitOfWork.run(tenantId, async (tx) => {
    const [loop] = await tx.query<{ id: string }>(`select id from hiring_loop where tenant_id = $1`, [tenantId]);
    const rows = await store.listNewest(tx, loop?.id ?? '');
    const names = await candidates.identities(
      tx,
      rows.map(({ candidateId }) => candidateId),
    );
    return new Map(rows.map((row) => [names.get(row.candidateId)?.name ?? '', row]));
  });
}

function cardOf(name: string): ScorecardRow {
  const card = cards.get(name);
  if (card === undefined) {
    throw new Error(`${name} has no scorecard.`);
  }
  return card;
}

function scoreOf(name: string, competency: string): CompetencyScore {
  const score = cardOf(name).data.competencies.find((one) => one.competency === competency);
  if (score === undefined) {
    throw new Error(`The scorecard of ${name} does not have ${competency}.`);
  }
  return score;
}

async function tenantTables(): Promise<string[]> {
  const rows = await db.asOwner<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Everything that the database holds, as one hash per table. */
async function contents(): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const table of await tenantTables()) {
    const [row] = await db.asOwner<{ hash: string | null }>(
      `select md5(string_agg(t::text, ',' order by t::text)) as hash from ${table} t`,
    );
    hashes[table] = row?.hash ?? 'empty';
  }
  return hashes;
}

describe('the demo in the database', () => {
  it('is loaded once: a second time changes nothing and tells the same way in', async () => {
    const before = await contents();
    expect(await seed()).toEqual(first);
    expect(await contents()).toEqual(before);
  });

  it('offers every exercise of the catalogue', async () => {
    const offered = await db.asOwner<{ slug: string }>(`select slug from exercise order by slug`);
    expect(offered.map(({ slug }) => slug)).toEqual(await listExercises());
    expect(first.notOffered).toEqual([]);
  });

  it('belongs to one company with every row', async () => {
    expect(await db.asOwner('select slug, name from tenant')).toEqual([{ slug: 'halden-freight', name: 'Halden Freight' }]);
    for (const table of await tenantTables()) {
      expect(await db.asOwner(`select tenant_id from ${table} where tenant_id <> $1`, [tenantId])).toEqual([]);
    }
  });

  it('lets everybody of the cast sign in', async () => {
    expect(first.signIns.map(({ as }) => as)).toEqual(
      expect.arrayContaining(['Hiring manager Tansy Vale', 'Interviewer Marl Esk', 'Interviewer Heron Vale']),
    );
    expect(first.signIns).toHaveLength(7);
    for (const { email, password } of first.signIns) {
      const [person] = await db.asOwner<{ kept: string }>('select password_hash as kept from staff where email = $1', [email]);
      expect(await passwordFits(password, person?.kept ?? null)).toBe(true);
    }
  });

  it('has an audit chain that is sealed and holds, in the order in which things happened', async () => {
    const check = await new AuditChain(db.unitOfWork).verify(tenantId);
    expect(check).toMatchObject({ intact: true, unsealed: 0, broken: null });
    expect(check.events).toBeGreaterThan(200);
    const rows = await db.asOwner<{ at: Date }>(
      `select e.at from audit_seal s join audit_event e on e.tenant_id = s.tenant_id and e.id = s.event_id order by s.seq`,
    );
    // The last one is the live invitation, which happens now.
    const instants = rows.slice(0, -1).map(({ at }) => at.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it('shows every state of an invitation that a list needs', async () => {
    const rows = await db.unitOfWork.run(tenantId, async (tx) => {
      const [assessment] = await tx.query<{ id: string }>(`select id from assessment where tenant_id = $1`, [tenantId]);
      const invitations = await new InvitationStore().list(tx, assessment?.id ?? '');
      return invitations.map((invitation) => ({
        name: invitation.candidateName,
        state: invitationState(invitation, tx.receivedAt),
      }));
    });
    expect(rows.filter(({ state }) => state === 'finished')).toHaveLength(14);
    expect(rows.filter(({ state }) => state !== 'finished').sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'Clover Dene', state: 'expired' },
      { name: 'Robin Ash', state: 'waiting' },
      { name: 'Thistle Garth', state: 'revoked' },
    ]);
  });

  it('leaves work for the interviewers', async () => {
    const open = await db.asOwner('select id from review where submitted_at is null');
    expect(open.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the live invitation of the demo', () => {
  const invitationOf = async (url: string) => new Locators(db.unitOfWork).invitation(sha256(url.replace(`${publicUrl}/i/`, '')));

  it('is followed by another when it is about to expire, and by the next when that was withdrawn', async () => {
    const located = await invitationOf(first.invitationUrl);
    expect(located?.tenantId).toBe(tenantId);
    await db.asOwner(`update invitation set expires_at = now() + interval '23 hours' where id = $1`, [located?.invitationId]);
    const second = await seed();
    expect(second.invitationUrl).not.toBe(first.invitationUrl);
    const next = await invitationOf(second.invitationUrl);
    await db.unitOfWork.run(tenantId, (tx) => new InvitationStore().revoke(tx, next?.invitationId ?? ''));
    const third = await seed();
    expect([first.invitationUrl, second.invitationUrl]).not.toContain(third.invitationUrl);
    const visitors = await db.asOwner<{ name: string }>(
      `select name from candidate_identity where email like '%@visitor.example' order by name`,
    );
    expect(visitors.map(({ name }) => name)).toEqual(['Dale Merrow', 'Lark Hollin', 'Robin Ash']);
  });
});

describe('the ratings of the demo', () => {
  interface RatedRow {
    criterion: string;
    level: RatingView['level'];
    evidence: RatingView['evidence'];
    reason: string;
    filesHash: string;
    rubric: RubricManifest;
    caseIds: string[];
  }

  it('could have been handed in as they are: complete, on lines and tests that are there', async () => {
    const { rows, files } = await db.unitOfWork.run(tenantId, async (tx) => {
      const rated = await tx.query<RatedRow>(
        `select g.criterion, g.level, g.evidence, g.reason, s.files_hash as "filesHash", rubric.manifest as rubric,
           (select array_agg(c.case_id) from case_result c join grading_job j on j.tenant_id = c.tenant_id and j.id = c.grading_job_id
            where j.tenant_id = s.tenant_id and j.submission_id = s.id) as "caseIds"
         from rating g
         join review v on v.tenant_id = g.tenant_id and v.id = g.review_id
         join submission s on s.tenant_id = v.tenant_id and s.id = v.submission_id
         join rubric_version rubric on rubric.tenant_id = v.tenant_id and rubric.id = v.rubric_version_id
         where g.tenant_id = $1`,
        [tenantId],
      );
      const hashes = rated.map(({ filesHash }) => filesHash);
      return { rows: rated, files: await new FileSetStore().getMany(tx, hashes) };
    });
    expect(rows.length).toBeGreaterThan(150);
    for (const { level, evidence, reason, filesHash, caseIds, criterion, rubric } of rows) {
      expect(missingOf({ level, evidence, reason })).toEqual([]);
      expect(rubric.criteria.map(({ id }) => id)).toContain(criterion);
      const dangling = evidence.map((item) => whyDangling(item, files.get(filesHash) ?? [], new Set(caseIds)));
      expect(dangling.filter((why) => why !== null)).toEqual([]);
    }
    expect(rows.filter(({ evidence }) => evidence.some(({ kind }) => kind === 'test')).length).toBeGreaterThan(5);
  });

  it('are asked of a third rater exactly where the first two disagree', async () => {
    const [disagreements] = await db.asOwner<{ count: number }>(
      `select count(*)::integer as count from (
         select v.submission_id from rating g join review v on v.id = g.review_id where v.slot <= 2
         group by v.submission_id, g.criterion having count(*) = 2
           and (max(g.level) - min(g.level) >= 2 or (max(g.level) >= 3) <> (min(g.level) >= 3))
       ) disputed`,
    );
    expect(disagreements?.count).toBeGreaterThan(0);
    const third = await db.asOwner<{ id: string }>(`select submission_id as id from review where slot = 3 order by 1`);
    const disputed = await db.asOwner<{ id: string }>(
      `select distinct submission_id as id from (
         select v.submission_id from rating g join review v on v.id = g.review_id where v.slot <= 2
         group by v.submission_id, g.criterion having count(*) = 2
           and (max(g.level) - min(g.level) >= 2 or (max(g.level) >= 3) <> (min(g.level) >= 3))
       ) pieces order by 1`,
    );
    expect(third).toEqual(disputed);
  });
});

describe('the scorecards of the demo', () => {
  it('have an error where two raters rated all that counts, and a reason where not', () => {
    for (const { data } of cards.values()) {
      for (const { estimate, sources } of data.competencies) {
        const criteria = sources.filter(({ kind, score }) => kind === 'criterion' && score !== null);
        const isShared = criteria.length > 0 && criteria.every(({ ratings }) => ratings.length >= 2);
        expect(estimate.se === null).toBe(!isShared);
        expect(estimate.reason === null).toBe(isShared);
      }
    }
  });

  it('say what is missing: one exercise not handed in, one rater only, nobody yet', () => {
    expect(scoreOf('Rowan Esk', 'K7').estimate).toMatchObject({ score: null, reason: 'no-evidence' });
    expect(scoreOf('Rowan Esk', 'K7').sources.map(({ missing }) => missing)).toEqual(['not-submitted']);
    expect(scoreOf('Juniper Lisse', 'K6')).toMatchObject({ raters: 1, estimate: { se: null, reason: 'too-few-raters' } });
    expect(scoreOf('Maple Rook', 'K6').estimate).toMatchObject({ score: null, reason: 'no-evidence' });
    expect(scoreOf('Maple Rook', 'K2').estimate.score).toBeGreaterThan(1);
  });

  it('keep what was handed in when the time ran out', () => {
    const { data, attemptId } = cardOf('Bryony Lock');
    expect(data.verdicts.map(({ state, assurance }) => `${String(state)} ${String(assurance)}`)).toEqual([
      'graded production',
      'graded production',
    ]);
    expect(candidatePseudonym(attemptId)).toMatch(/^[2-9A-HJ-NP-Z]{3}$/);
  });

  it('agree with a computation by hand: Sorrel Beck, K3', async () => {
    // Hidden tests of waiting: all 10 pass, which is 4 on the scale; weight 4. Criterion "waiting" of quality 3.4: Marl Esk
    // (strictness 0) gives 3, Briar Combe (-0.4, so 3.8) gives 4; mean 3.5, weight 3. (4 × 4 + 3 × 3.5) / 7 = 26.5 / 7.
    const { estimate, sources } = scoreOf('Sorrel Beck', 'K3');
    expect(sources.map(({ id, weight, score }) => ({ id, weight, score }))).toEqual([
      { id: 'live', weight: 4, score: 4 },
      { id: 'waiting', weight: 3, score: 3.5 },
    ]);
    expect(estimate.score).toBeCloseTo(26.5 / 7, 10);
    // The error is that of the criterion alone: 3/7 of √(s²/2), with s² pooled over every criterion that two or more rated.
    const [pooled] = await db.asOwner<{ variance: number }>(
      `select (sum(squares) / sum(n - 1))::double precision as variance from (
         select count(*) as n, var_samp(g.level) * (count(*) - 1) as squares
         from rating g join review v on v.id = g.review_id group by v.submission_id, g.criterion having count(*) >= 2
       ) pieces`,
    );
    const se = (3 / 7) * Math.sqrt((pooled?.variance ?? 0) / 2);
    expect(estimate.se).toBeCloseTo(se, 10);
    expect(estimate.low).toBeCloseTo(26.5 / 7 - 1.96 * se, 10);
  });

  it('spread widely, and leave some candidates that cannot be told apart', () => {
    const overall = [...cards].flatMap(([name, { data }]) =>
      data.overall.score === null ? [] : [{ name, ...data.overall, score: data.overall.score }],
    );
    const scores = overall.map(({ score }) => score);
    expect(Math.min(...scores)).toBeLessThan(2);
    expect(Math.max(...scores)).toBeGreaterThan(3.5);
    const measured = overall
      .flatMap(({ name, score, se }) => (se === null ? [] : [{ name, score, se }]))
      .sort((a, b) => b.score - a.score);
    const pairs = measured.flatMap((a, index) =>
      measured.slice(index + 1).map((b) => ({ a: a.name, b: b.name, chance: chanceOutranks(a, b) })),
    );
    const runs = indistinguishableRuns(
      measured.map(({ name }) => name),
      pairs,
    );
    expect(runs.length).toBeGreaterThan(0);
    expect(pairs.some(({ chance }) => chance > 0.99)).toBe(true);
  });
});
