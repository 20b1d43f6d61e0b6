import type { ComparedEntry, FormFieldOf, KeyEntryOf } from '@assay/contracts';
import { reviewFinding } from '@assay/contracts';
import { countOf, parseUnifiedDiff } from '@assay/domain';
import type { ReactNode } from 'react';
import type { DiffPlace } from '../../components/diff/diff-view.js';
import { DiffView } from '../../components/diff/diff-view.js';
import type { StatusProps } from '../../components/tag.js';
import { Status, Tag } from '../../components/tag.js';
import { lineSpan } from './evidence.js';
import { readable } from '../../lib/answer-words.js';

interface FindingsComparedProps {
  compared: ComparedEntry;
  entry: KeyEntryOf<'findings'>;
  field: FormFieldOf<'findings'> | null;
  diff: string | null;
}

type Outcome = ComparedEntry['findings'][number]['outcome'];

const outcomes: Record<Outcome, Omit<StatusProps, 'children'> & { word: string }> = {
  found: { tone: 'ok', icon: 'check', word: 'Found' },
  decoy: { tone: 'warn', icon: 'warning', word: 'On a decoy: this code is sound' },
  false: { icon: 'minus', word: 'Names no defect of the key' },
};

/** The change with the candidate's comments and the defects that nobody named, each at its lines. */
export function FindingsCompared({ compared, entry, field, diff }: FindingsComparedProps) {
  const found = new Set(compared.findings.flatMap(({ defect }) => defect ?? []));
  const missed = entry.defects.filter(({ id }) => !found.has(id));
  const countIn = (outcome: Outcome): number => compared.findings.filter((one) => one.outcome === outcome).length;
  const files = diff === null ? [] : parseUnifiedDiff(diff);
  const cards = [...compared.findings.flatMap((one, at) => findingCard(one, at, field)), ...missed.map(missedCard)];
  const restraint = compared.parts.find(({ id }) => id === entry.id);
  return (
    <>
      <p>
        <strong>
          {found.size} of {countOf(entry.defects.length, 'defect')} found.
        </strong>{' '}
        <span className="muted">
          {countOf(missed.length, 'defect')} missed, {countOf(countIn('decoy'), 'decoy')} hit, {countIn('false')} that name no
          defect.
          {restraint && ` Restraint: ${String(restraint.earned)} of ${countOf(restraint.possible, 'point')}.`}
        </span>
      </p>
      {typeof files === 'string' || files.length === 0 ? (
        <ul className="plain col">
          {cards.map(({ key, card, ...place }) => (
            <li key={key}>
              <span className="mono tiny">
                {place.file} {lineSpan(place)}
              </span>
              {card}
            </li>
          ))}
        </ul>
      ) : (
        <DiffView files={files} cards={cards} />
      )}
    </>
  );
}

interface PlacedCard extends DiffPlace {
  key: string;
  card: ReactNode;
}

/** A finding of another form than the format's has no place to stand at; it is counted above. */
function findingCard(
  { finding, outcome, defect }: ComparedEntry['findings'][number],
  at: number,
  field: FormFieldOf<'findings'> | null,
): PlacedCard[] {
  const { data } = reviewFinding.safeParse(finding);
  if (data === undefined) return [];
  const { word, ...look } = outcomes[outcome];
  const label = (items: readonly { id: string; label: string }[] | undefined, id: string) =>
    items?.find((item) => item.id === id)?.label ?? id;
  const card = (
    <div className="dvcard">
      <div className="row wrap">
        <Status {...look}>{defect === null ? word : `${word}: ${readable(defect).toLowerCase()}`}</Status>
        <Tag tone="plain">{label(field?.severities, data.severity)}</Tag>
        <Tag tone="plain">{label(field?.categories, data.category)}</Tag>
        <span className="small muted">{lineSpan(data)}</span>
      </div>
      <p>{commentOf(finding) || <span className="muted">No words</span>}</p>
    </div>
  );
  return [{ file: data.file, from: data.from, to: data.to, key: `finding-${String(at)}`, card }];
}

function commentOf(finding: unknown): string {
  const comment = finding !== null && typeof finding === 'object' && 'comment' in finding ? finding.comment : null;
  return typeof comment === 'string' ? comment : '';
}

function missedCard({ id, file, from, to, categories }: KeyEntryOf<'findings'>['defects'][number]): PlacedCard {
  const card = (
    <div className="dvcard missed">
      <div className="row wrap">
        <Status tone="bad" icon="cross">
          Missed: {readable(id).toLowerCase()}
        </Status>
        {categories.map((category) => (
          <Tag key={category} tone="plain">
            {category}
          </Tag>
        ))}
        <span className="small muted">{lineSpan({ from, to })}</span>
      </div>
    </div>
  );
  return { file, from, to, key: `defect-${id}`, card };
}
