import type { ComparedAnswers, Evidence, Level, ReviewView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { incompleteCriteria } from '@assay/domain';
import { useMutation } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/button.js';
import type { LineRange } from '../../components/code/code-view.js';
import { Drawer } from '../../components/drawer.js';
import { Markdown } from '../../components/markdown.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { useShortcuts } from '../../components/shortcuts/shortcuts.js';
import { Splitter, useSplit } from '../../components/splitter.js';
import { Status } from '../../components/tag.js';
import { api } from '../../lib/api.js';
import { linesOfMember } from '../../lib/answer-words.js';
import { withEvidence } from './evidence.js';
import { KeyBar } from './key-bar.js';
import { levels } from './level-cards.js';
import { OthersPanel } from './others.panel.js';
import { forgetDraft, useReviewDraft } from './review.draft.js';
import { RubricPanel } from './rubric.panel.js';
import { TestsPanel } from './tests.panel.js';
import { firstTab, WorkPanel } from './work.panel.js';

interface ReviewDeskProps {
  review: ReviewView;
  problem: Error | null;
  onChanged: (review: ReviewView) => Promise<void>;
}

/** Code and tests left, rubric right; everything can be done from the keyboard. */
export function ReviewDesk({ review, problem, onChanged }: ReviewDeskProps) {
  const navigate = useNavigate();
  const split = useSplit({ store: 'review-rubric', initial: 36, min: 25, max: 60 });
  const draft = useReviewDraft(review);
  const { criteria } = review.rubric;
  const [criterionId, setCriterionId] = useState(criteria[0]?.id ?? '');
  const [path, setPath] = useState(() => firstTab(review));
  const [lines, setLines] = useState<LineRange | null>(null);
  const [caseId, setCaseId] = useState<string | null>(null);
  const [scrollTo, setScrollTo] = useState<number | null>(null);
  const [noteAt, setNoteAt] = useState<number | null>(null);
  const [taskOpen, setTaskOpen] = useState(false);

  const editable = review.state === 'mine';
  const criterion = criteria.find(({ id }) => id === criterionId) ?? criteria[0];
  const { evidence: cited } = draft.of(criterionId);
  const left = incompleteCriteria(review.rubric, draft.content);

  const submit = useMutation({
    mutationFn: () =>
      api(routes.reviews.submit, {
        params: { reviewId: review.id },
        body: { draftRevision: draft.revision(), draft: draft.content },
      }),
    onSuccess: async (submitted) => {
      forgetDraft(review.id);
      await onChanged(submitted);
    },
  });

  const cite = (evidence: Evidence): void => draft.set(criterionId, { evidence: withEvidence(cited, evidence) });
  const citeSelected = (): void => {
    if (caseId !== null) cite({ kind: 'test', caseId });
    else if (lines !== null) cite({ kind: 'lines', path, ...lines });
  };
  const citeAnswer = ({ answers }: ComparedAnswers, fieldId: string): void => {
    const file = review.files.find((one) => one.path === answers);
    if (file) cite({ kind: 'lines', path: answers, ...linesOfMember(file, fieldId) });
  };
  const open = (evidence: Evidence): void => {
    if (evidence.kind === 'test') {
      setCaseId(evidence.caseId);
      setLines(null);
      document.getElementById('tests-title')?.focus();
      return;
    }
    setPath(evidence.path);
    setScrollTo(evidence.kind === 'lines' ? evidence.from : evidence.line);
  };
  const step = (by: number): void => {
    const at = criteria.findIndex(({ id }) => id === criterionId);
    const next = criteria[Math.min(criteria.length - 1, Math.max(0, at + by))];
    if (next) setCriterionId(next.id);
  };
  const writeNote = (): void => {
    if (lines !== null) setNoteAt(lines.to);
  };
  const finishNote = (text: string | null): void => {
    if (text !== null && noteAt !== null) cite({ kind: 'note', path, line: noteAt, text });
    setNoteAt(null);
  };

  const actions = { step, citeSelected, writeNote, setLevel: (level: Level) => draft.set(criterionId, { level }) };
  useDeskShortcuts(editable, actions, review.position.next, (id) => void navigate(`/reviews/${id}`));

  if (!criterion) return null;
  return (
    <>
      <h1 className="sr">
        Review Candidate {review.pseudonym}: {review.exercise.title}
      </h1>
      <div className="dk-body" style={{ '--rubric': `${String(split.percent)}%` } as CSSProperties}>
        <div className="dk-code">
          {(problem ?? submit.error ?? draft.error) && (
            <div className="deskproblem">
              <ProblemNote error={problem ?? submit.error ?? draft.error}>Your draft is kept on this device.</ProblemNote>
            </div>
          )}
          <WorkPanel
            review={review}
            path={path}
            onPath={(chosen) => {
              setPath(chosen);
              setLines(null);
              setNoteAt(null);
            }}
            selection={lines}
            onSelect={(range) => {
              setLines(range);
              setCaseId(null);
            }}
            scrollToLine={scrollTo}
            cited={cited}
            noteAt={noteAt}
            onNote={finishNote}
            onTask={() => setTaskOpen(true)}
            {...(editable && { onCiteAnswer: citeAnswer })}
          />
          <TestsPanel
            grading={review.grading}
            cited={cited}
            readOnly={!editable}
            selected={caseId}
            onSelect={(chosen) => {
              setCaseId(chosen);
              setLines(null);
            }}
            onCite={(chosen) => cite({ kind: 'test', caseId: chosen })}
          />
        </div>
        <Splitter split={split} label="Width of the rubric" orientation="vertical" after />
        <RubricPanel
          review={review}
          draft={draft}
          criterion={criterion}
          readOnly={!editable}
          onCriterion={setCriterionId}
          onOpenEvidence={open}
          footer={
            editable ? (
              <div className="rfoot">
                <Button
                  kind="primary"
                  busy={submit.isPending && 'Handing in'}
                  unavailable={left.length > 0 ? `${String(left.length)} left` : draft.state !== 'saved' && 'Saving first'}
                  reasonAt="beside"
                  onClick={() => submit.mutate()}
                >
                  Submit ratings
                </Button>
                <DraftStatus state={draft.state} failed={draft.error !== null} />
                <span className="sp" />
                <Status icon="lock" flow>
                  Others’ ratings hidden until you submit
                </Status>
              </div>
            ) : (
              <Aside review={review} criterionId={criterionId} />
            )
          }
        />
      </div>
      <KeyBar editable={editable} hasNext={review.position.next !== null} />
      <Drawer opened={taskOpen} onClose={() => setTaskOpen(false)} title="Task">
        <div className="stmt">
          <Markdown startLevel={3}>{review.exercise.statement}</Markdown>
        </div>
      </Drawer>
    </>
  );
}

function DraftStatus({ state, failed }: { state: 'saved' | 'saving' | 'unsaved'; failed: boolean }) {
  return (
    <span role="status">
      {state === 'saved' ? (
        <Status tone="ok" icon="check">
          Draft saved
        </Status>
      ) : failed ? (
        <Status tone="warn" icon="cloud">
          Kept on this device
        </Status>
      ) : (
        <Status icon="ring">Saving</Status>
      )}
    </span>
  );
}

/** What stands below the rubric when nothing can be changed. */
function Aside({ review, criterionId }: { review: ReviewView; criterionId: string }) {
  if (review.state === 'submitted') return <OthersPanel reviewId={review.id} criterionId={criterionId} />;
  return (
    <div className="rfoot">
      <Note fact={review.state === 'open' ? 'Take this review to rate it.' : 'Somebody else is rating this piece.'}>
        {review.state === 'open'
          ? 'It is then yours for 30 minutes; each save renews that.'
          : 'It comes back to the queue if they do not finish.'}
      </Note>
    </div>
  );
}

interface DeskKeys {
  step: (by: number) => void;
  citeSelected: () => void;
  writeNote: () => void;
  setLevel: (level: Level) => void;
}

function useDeskShortcuts(editable: boolean, keys: DeskKeys, next: string | null, go: (reviewId: string) => void): void {
  const shortcuts = useMemo(() => {
    const reading = [
      { keys: 'j', label: 'Next criterion', run: () => keys.step(1) },
      { keys: 'k', label: 'Previous criterion', run: () => keys.step(-1) },
      { keys: 'g t', label: 'Go to the tests', run: () => document.getElementById('tests-title')?.focus() },
      ...(next === null ? [] : [{ keys: 'n', label: 'Next review', run: () => go(next) }]),
    ];
    const rating = [
      ...levels.map((level) => ({ keys: String(level), label: `Level ${String(level)}`, run: () => keys.setLevel(level) })),
      { keys: 'e', label: 'Cite the selected lines or test', run: keys.citeSelected },
      { keys: 'c', label: 'Write a note at the selected line', run: keys.writeNote },
    ];
    return editable ? [...reading, ...rating] : reading;
  }, [editable, keys, next, go]);
  useShortcuts('Review', shortcuts);
}
