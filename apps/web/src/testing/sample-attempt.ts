import type {
  AttemptView,
  CandidateReport,
  CaseResult,
  ExerciseWorkspace,
  Receipt,
  RevisionView,
  TrialRunView,
} from '@assay/contracts';
import { sampleHash, sampleId } from './samples.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString();

export function sampleRevision(more: Partial<RevisionView> = {}): RevisionView {
  return { id: sampleId(60), exerciseId: sampleId(10), seq: 1, hash: sampleHash, savedAt: at(5), label: null, ...more };
}

export function sampleReceipt(more: Partial<Receipt> = {}): Receipt {
  return {
    id: sampleId(80),
    exerciseId: sampleId(10),
    hash: sampleHash,
    receivedAt: at(20),
    automatic: false,
    state: 'received',
    ...more,
  };
}

export function sampleCase(more: Partial<CaseResult> = {}): CaseResult {
  return {
    id: 'test_visible::test_create_answers_201',
    group: 'visible',
    outcome: 'passed',
    requirements: ['R1'],
    message: null,
    expected: null,
    actual: null,
    stdout: null,
    durationMs: 18,
    ...more,
  };
}

export function sampleReport(more: Partial<CandidateReport> = {}): CandidateReport {
  return {
    verdict: 'wrong-answer',
    groups: [{ title: 'Visible tests', passed: false }],
    cases: [
      sampleCase(),
      sampleCase({ id: 'test_visible::test_same_key_answers_first_event', durationMs: 22 }),
      sampleCase({
        id: 'test_visible::test_last_page_has_no_cursor',
        outcome: 'failed',
        message: 'The last page should have no cursor',
        expected: '{"items": [],\n "next_cursor": null}',
        actual: '{"items": [],\n "next_cursor": "evt_0007"}',
        stdout: 'GET /events?limit=5&cursor=evt_0005\nrows=2 last=evt_0007\n',
        requirements: ['R3'],
        durationMs: 31,
      }),
    ],
    limitsHit: [],
    fault: null,
    output: null,
    usage: { cpuMs: 210, wallMs: 640, peakMemoryMb: 41 },
    ...more,
  };
}

export function sampleRun(more: Partial<TrialRunView> = {}): TrialRunView {
  return { id: sampleId(90), exerciseId: sampleId(10), requestedAt: at(6), state: 'queued', report: null, ...more };
}

const mainPy = [
  'from typing import Annotated',
  '',
  'from fastapi import FastAPI, Header, Query, Response, status',
  '',
  'app = FastAPI(title="Event ingestion")',
  '',
  '',
  '@app.get("/events")',
  'async def list_events(limit: Annotated[int, Query(ge=1, le=100)] = 50) -> dict[str, object]:',
  '    """Oldest first."""',
  '    return {"items": [], "next_cursor": None}',
  '',
].join('\n');

export function sampleWorkspace(more: Partial<ExerciseWorkspace> = {}): ExerciseWorkspace {
  return {
    id: sampleId(10),
    title: 'Event-ingestion endpoint',
    summary: 'Write code: FastAPI, two routes, typed',
    kind: 'coding',
    minutes: 45,
    aiAllowed: false,
    statement: '# Event-ingestion endpoint\n\nBuild the write and the read side.\n\n## Read\n\n- **R1** Oldest first.\n',
    files: [
      { path: 'app/main.py', content: mainPy, readOnly: false },
      { path: 'app/store.py', content: 'EVENTS: list[dict[str, object]] = []\n', readOnly: false },
      { path: 'tests/test_visible.py', content: 'def test_create_answers_201() -> None: ...\n', readOnly: true },
    ],
    latest: null,
    receipt: null,
    lastRun: null,
    runsLeft: 60,
    hasVisibleTests: true,
    ...more,
  };
}

/** An attempt of Wren Tarn that runs since 10:00 until 12:05, with two exercises. */
export function sampleAttempt(more: Partial<AttemptView> = {}): AttemptView {
  const workspaces = more.workspaces ?? [
    sampleWorkspace(),
    sampleWorkspace({
      id: sampleId(11),
      title: 'Word counter',
      summary: 'Count words, wait for words',
      minutes: 25,
      aiAllowed: true,
      files: [
        { path: 'solution.py', content: 'def top_words(text: str, n: int) -> list[tuple[str, int]]: ...\n', readOnly: false },
      ],
    }),
  ];
  return {
    state: 'running',
    closed: null,
    company: 'Halden Freight',
    candidate: { name: 'Wren Tarn' },
    assessment: { title: 'Screen A', role: 'Senior Python Developer', rules: '' },
    minutes: 100,
    minutesGranted: 125,
    timeFactor: 1.25,
    now: at(7),
    linkExpiresAt: '2026-12-04T17:00:00.000Z',
    startedAt: at(0),
    deadline: '2026-11-22T12:05:00.000Z',
    timeCreditSeconds: 0,
    graceSeconds: 5,
    exercises: workspaces.map(({ id, title, summary, kind, minutes, aiAllowed }) => ({
      id,
      title,
      summary,
      kind,
      minutes,
      aiAllowed,
    })),
    lastEvent: 3,
    retentionMonths: 12,
    ...more,
    workspaces: more.state === 'not-started' ? [] : workspaces,
  };
}
