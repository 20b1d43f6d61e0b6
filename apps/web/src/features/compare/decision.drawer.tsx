import type { ComparisonView, DecisionView, ScorecardView } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { isTooClose } from '@assay/measurement';
import { listed } from '@assay/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useId, useState } from 'react';
import { Button } from '../../components/button.js';
import { Drawer } from '../../components/drawer.js';
import { Checkbox, TextArea } from '../../components/field.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { Status } from '../../components/tag.js';
import { api, hasCode } from '../../lib/api.js';
import { endpointKey } from '../../lib/endpoint-query.js';
import { useSession } from '../../lib/session.js';
import { decisionsQuery } from './compare.queries.js';
import { outcomes } from './decision.words.js';
import { estimateWords, nameOf } from './numbers.js';

const leastReason = 40;

interface DecisionDrawerProps {
  view: ComparisonView;
  card: ScorecardView | null;
  onClose: () => void;
}

/** A person decides, in their own words, on the numbers as they are now. */
export function DecisionDrawer({ view, card, onClose }: DecisionDrawerProps) {
  const formId = useId();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: (body: {
      candidateId: string;
      outcome: DecisionView['outcome'];
      reason: string;
      competencies: string[];
      scorecardId: string;
    }) => api(routes.comparison.decide, { params: { loopId: view.loop.id }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: decisionsQuery(view.loop.id).queryKey });
      onClose();
    },
  });
  return (
    <Drawer
      opened={card !== null}
      onClose={onClose}
      title={`Record a decision: ${card ? nameOf(card) : ''}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId} busy={decide.isPending && 'Recording'}>
            Record decision
          </Button>
        </>
      }
    >
      {card && (
        <DecisionForm
          key={card.id}
          id={formId}
          view={view}
          card={card}
          problem={
            decide.error && (
              <ProblemNote
                error={decide.error}
                actions={
                  hasCode(decide.error, 'scorecard-outdated') && (
                    <Button
                      onClick={() =>
                        void client.invalidateQueries({ queryKey: endpointKey(routes.comparison.get) }).then(onClose)
                      }
                    >
                      Show the new numbers
                    </Button>
                  )
                }
              />
            )
          }
          onDecide={(form) => decide.mutate({ ...form, candidateId: card.candidate.id, scorecardId: card.id })}
        />
      )}
    </Drawer>
  );
}

interface DecisionFormProps {
  id: string;
  view: ComparisonView;
  card: ScorecardView;
  problem: React.ReactNode;
  onDecide: (form: { outcome: DecisionView['outcome']; reason: string; competencies: string[] }) => void;
}

function DecisionForm({ id, view, card, problem, onDecide }: DecisionFormProps) {
  const { staff } = useSession();
  const [outcome, setOutcome] = useState<DecisionView['outcome'] | null>(null);
  const [reason, setReason] = useState('');
  const [competencies, setCompetencies] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const tooShort = reason.trim().length < leastReason;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (outcome !== null && !tooShort) onDecide({ outcome, reason: reason.trim(), competencies: [...competencies] });
  };
  const { versions } = card;
  return (
    <form id={id} className="col g4" onSubmit={submit} noValidate>
      {problem}
      <TooClose view={view} card={card} />
      <fieldset className="fs">
        <legend>Decision</legend>
        {outcomes.map(({ value, label }) => (
          <label key={value} className={outcome === value ? 'radio on' : 'radio'}>
            <input type="radio" name="outcome" checked={outcome === value} onChange={() => setOutcome(value)} /> {label}
          </label>
        ))}
        {tried && outcome === null && (
          <Status tone="bad" icon="warning">
            Choose one.
          </Status>
        )}
      </fieldset>
      <TextArea
        label="Reason, in your own words"
        rows={5}
        maxLength={4_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint={`The candidate may ask to read it. At least ${String(leastReason)} characters, no scores needed.`}
        error={tried && tooShort && `${String(leastReason - reason.trim().length)} more characters are needed.`}
      />
      <fieldset className="fs">
        <legend>Evidence you rely on</legend>
        {card.competencies
          .filter(({ estimate }) => estimate.score !== null)
          .map(({ competency, estimate }) => (
            <Checkbox
              key={competency}
              label={`${competency} ${view.competencies.find(({ id: one }) => one === competency)?.shortName ?? ''}: ${estimateWords(estimate)}`}
              checked={competencies.includes(competency)}
              onChange={(on) =>
                setCompetencies(on ? [...competencies, competency] : competencies.filter((one) => one !== competency))
              }
            />
          ))}
      </fieldset>
      <dl className="kv tiny">
        <dt>Decided by</dt>
        <dd>{staff.name}</dd>
        <dt>Rests on</dt>
        <dd>
          role v{versions.role}, {versions.assessments.map((one) => `${one.title} v${String(one.version)}`).join(', ')}, scorecard{' '}
          <span className="mono">{card.inputsHash.slice(0, 8)}</span>
        </dd>
        <dt>Record</dt>
        <dd>Added to the log for good. A later change is a new entry.</dd>
      </dl>
    </form>
  );
}

function TooClose({ view, card }: { view: ComparisonView; card: ScorecardView }) {
  const mine = card.candidate.id;
  const close = view.pairs
    .filter(({ a, b, chance }) => (a === mine || b === mine) && isTooClose(chance))
    .map(({ a, b }) => (a === mine ? b : a));
  const names = view.candidates.filter(({ candidate }) => close.includes(candidate.id)).map(nameOf);
  if (names.length === 0) return null;
  return (
    <Note tone="acc" icon="info" fact="Too close to call.">
      {nameOf(card)} cannot be told apart from {listed(names)} by these scores. Choosing between them needs a reason that is not
      the score.
    </Note>
  );
}
