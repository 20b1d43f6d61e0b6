import type { CaseResult } from '@assay/contracts';
import { lazy, Suspense, useState } from 'react';
import { AnsiText } from '../../components/ansi-text.js';
import { Icon } from '../../components/icon.js';
import { Status, Tag } from '../../components/tag.js';
import { count, shortDuration } from '../../lib/time.js';
import { caseName, firstCase, outcomeWords } from './run-words.js';
import { diffLines } from './text-diff.js';

const TestOutput = lazy(async () => ({ default: (await import('./surfaces/test-output.js')).TestOutput }));

export interface TestResultsProps {
  cases: readonly CaseResult[];
  onOpenTest: (stem: string, test: string) => void;
}

/** One row per test with its state in words, and the details of the chosen one. */
export function TestResults({ cases, onOpenTest }: TestResultsProps) {
  const [chosenId, setChosenId] = useState(() => firstCase(cases)?.id ?? null);
  const chosen = cases.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className="tests">
      <ul className="plain tlist" aria-label="Visible tests">
        {cases.map((test) => {
          const { tone, icon, word } = outcomeWords(test.outcome);
          return (
            <li key={test.id}>
              <button type="button" aria-pressed={test.id === chosenId} onClick={() => setChosenId(test.id)}>
                <Status tone={tone} icon={icon}>
                  {word}
                </Status>
                <span className="tn mono">{caseName(test).name}</span>
                <span className="faint tiny">{test.durationMs === null ? '' : shortDuration(test.durationMs)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {chosen && <TestDetail key={chosen.id} test={chosen} onOpenTest={onOpenTest} />}
    </div>
  );
}

function TestDetail({ test, onOpenTest }: { test: CaseResult; onOpenTest: TestResultsProps['onOpenTest'] }) {
  const { name, file } = caseName(test);
  const { tone, icon, word } = outcomeWords(test.outcome);
  return (
    <div className="tdetail" role="region" aria-label={`Details of ${name}`} tabIndex={0}>
      <div className="row wrap">
        <h3>{readable(name)}</h3>
        {test.requirements.map((requirement) => (
          <Tag key={requirement} tone="plain">
            {requirement}
          </Tag>
        ))}
        <span className="sp" />
        {file && (
          <button type="button" className="linkbtn small" onClick={() => onOpenTest(file, name)}>
            Open in {file}.py
          </button>
        )}
      </div>
      {test.message ? (
        <p className="small message">
          <AnsiText>{test.message}</AnsiText>
        </p>
      ) : (
        <Status tone={tone} icon={icon}>
          {word}
        </Status>
      )}
      {test.expected !== null && test.actual !== null && <ExpectedAndYours expected={test.expected} actual={test.actual} />}
      {test.stdout &&
        (hasPlan(test.stdout) ? (
          <Suspense fallback={<PlainOutput text={test.stdout} />}>
            <TestOutput text={test.stdout} plain={(text) => <PlainOutput text={text} />} />
          </Suspense>
        ) : (
          <PlainOutput text={test.stdout} />
        ))}
    </div>
  );
}

/** A plan that a test printed, `plan <name> <json>`, is shown as a table. */
const hasPlan = (output: string): boolean => /^plan \S+ [[{]/m.test(output);

function PlainOutput({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return (
    <details open>
      <summary className="small muted">Your output ({count(lines, 'line')})</summary>
      <pre className="block" tabIndex={0}>
        <AnsiText>{text}</AnsiText>
      </pre>
    </details>
  );
}

/** `test_last_page_has_no_cursor` as a sentence begins. */
function readable(name: string): string {
  const words = name.replace(/^test_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function ExpectedAndYours({ expected, actual }: { expected: string; actual: string }) {
  return (
    <div className="diffx" role="group" aria-label="Expected and actual answer" tabIndex={0}>
      {diffLines(expected, actual).map(({ kind, text }, index) => (
        <div key={index} className={kind === 'expected' ? 'exp' : kind === 'yours' ? 'got' : undefined}>
          <span>
            {kind !== 'same' && <Icon name={kind === 'expected' ? 'check' : 'cross'} small />} {kind}
          </span>
          <code>{text || ' '}</code>
        </div>
      ))}
    </div>
  );
}
