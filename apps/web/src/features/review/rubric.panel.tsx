import type { Evidence, ReviewView, RubricCriterion } from '@assay/contracts';
import { missingOf } from '@assay/domain';
import type { ReactNode } from 'react';
import { classNames } from '../../components/class-names.js';
import { TextArea } from '../../components/field.js';
import { Kbd, Keys } from '../../components/kbd.js';
import { Status, Tag } from '../../components/tag.js';
import { EvidenceChips } from './evidence-chips.js';
import { LevelCards } from './level-cards.js';
import type { ReviewDraftSaver } from './review.draft.js';

interface RubricPanelProps {
  review: ReviewView;
  draft: ReviewDraftSaver;
  criterion: RubricCriterion;
  readOnly: boolean;
  onCriterion: (id: string) => void;
  onOpenEvidence: (evidence: Evidence) => void;
  /** Below everything: what others rated, or what is hidden. */
  footer: ReactNode;
}

/** Right: one criterion at a time with its anchors, evidence and reason. */
export function RubricPanel({ review, draft, criterion, readOnly, onCriterion, onOpenEvidence, footer }: RubricPanelProps) {
  const { criteria, version } = review.rubric;
  const rating = draft.of(criterion.id);
  const rated = criteria.filter(({ id }) => missingOf(draft.of(id)).length === 0).length;
  const missing = missingOf(rating);
  return (
    <aside className="dk-rub" aria-label="Rubric" data-region>
      <div className="rhead">
        <div className="row">
          <h2>Rubric</h2>
          <span className="tiny muted">version {version}, pinned to this review</span>
          <span className="sp" />
          <span className="small muted nowrap" role="status">
            {rated} of {criteria.length} rated
          </span>
        </div>
        <ol className="plain rnav">
          {criteria.map((one, index) => (
            <li key={one.id}>
              <CriterionButton
                criterion={one}
                number={index + 1}
                level={draft.of(one.id).level}
                done={missingOf(draft.of(one.id)).length === 0}
                current={one.id === criterion.id}
                onPress={() => onCriterion(one.id)}
              />
            </li>
          ))}
        </ol>
      </div>
      <div className="rbody">
        <div className="row wrap">
          <h3>{criterion.title}</h3>
          <Tag tone="plain">
            {criterion.competency} {review.competencies[criterion.competency]}
          </Tag>
          <span className="sp" />
          {!readOnly && (
            <span className="tiny muted row g1" aria-hidden="true">
              <Kbd>1</Kbd>–<Kbd>4</Kbd> level
            </span>
          )}
        </div>
        <p className="small muted">{criterion.question}</p>
        <LevelCards
          criterion={criterion}
          chosen={rating.level}
          readOnly={readOnly}
          onChoose={(level) => draft.set(criterion.id, { level })}
        />
        <div className="evbox">
          <div className="row">
            <h3 className="h4">Evidence</h3>
            <span className="sp" />
            {!readOnly && (
              <span className="tiny muted row g1" aria-hidden="true">
                <Keys of="e" hidden /> add
              </span>
            )}
          </div>
          <EvidenceChips
            cited={rating.evidence}
            onOpen={onOpenEvidence}
            {...(!readOnly && {
              onRemove: (index: number) => draft.set(criterion.id, { evidence: rating.evidence.toSpliced(index, 1) }),
            })}
          />
          <TextArea
            label="Reason"
            rows={3}
            maxLength={4_000}
            value={rating.reason}
            readOnly={readOnly}
            onChange={(event) => draft.set(criterion.id, { reason: event.currentTarget.value })}
          />
          {!readOnly && rating.level !== null && missing.length > 0 && (
            <Status tone="warn" icon="warning" flow>
              {missing.join(' ')}
            </Status>
          )}
        </div>
      </div>
      {footer}
    </aside>
  );
}

interface CriterionButtonProps {
  criterion: RubricCriterion;
  number: number;
  level: number | null;
  done: boolean;
  current: boolean;
  onPress: () => void;
}

function CriterionButton({ criterion, number, level, done, current, onPress }: CriterionButtonProps) {
  return (
    <button type="button" aria-current={current ? 'true' : undefined} onClick={onPress}>
      <span className={classNames('rs', done && 'done')} aria-hidden="true">
        {level ?? number}
      </span>
      {criterion.title}
      <span className="sr">{level === null ? ', not rated' : `, level ${String(level)}${done ? '' : ', not complete'}`}</span>
    </button>
  );
}
