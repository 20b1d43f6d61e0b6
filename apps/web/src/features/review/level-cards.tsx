import type { Level, RubricCriterion } from '@assay/contracts';
import { levelsThatNeedEvidence } from '@assay/domain';
import { classNames } from '../../components/class-names.js';
import { Tag } from '../../components/tag.js';

export const levelNames: Record<Level, string> = { 1: 'Below', 2: 'Mid-level', 3: 'Senior bar', 4: 'Above the bar' };
export const levels: readonly Level[] = [1, 2, 3, 4];

interface LevelCardsProps {
  criterion: RubricCriterion;
  chosen: Level | null;
  readOnly: boolean;
  onChoose: (level: Level) => void;
}

/** The four levels of a criterion with anchor and example; never coloured by level. */
export function LevelCards({ criterion, chosen, readOnly, onChoose }: LevelCardsProps) {
  return (
    <div className="lvls" role="radiogroup" aria-label={`Level for ${criterion.title}`}>
      {levels.map((level) => (
        <label key={level} className={classNames('lvl', chosen === level && 'on', readOnly && 'ro')}>
          <input
            className="sr"
            type="radio"
            name={`level-${criterion.id}`}
            checked={chosen === level}
            disabled={readOnly}
            onChange={() => onChoose(level)}
          />
          <span className="ln0" aria-hidden="true">
            {level}
          </span>
          <span className="lt">
            <span className="row">
              <strong>
                <span className="sr">Level {level}: </span>
                {levelNames[level]}
              </strong>
              {chosen === level ? (
                <Tag tone="acc" icon="check">
                  your rating
                </Tag>
              ) : (
                levelsThatNeedEvidence.includes(level) && <span className="tiny faint">needs evidence</span>
              )}
            </span>
            <span>{criterion.anchors[level]}</span>
            <span className="ex">Example: {criterion.examples[level]}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
