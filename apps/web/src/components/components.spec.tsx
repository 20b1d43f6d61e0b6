import { ApiProblem, ApiUnreachable } from '@assay/api-client';
import { problemCodes } from '@assay/contracts';
import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { axeViolations } from '../testing/axe.js';
import { renderComponent } from '../testing/render-app.js';
import { Button } from './button.js';
import { CodeView } from './code/code-view.js';
import type { Column } from './data-table.js';
import { DataTable } from './data-table.js';
import { Dialog } from './drawer.js';
import { Markdown } from './markdown.js';
import { ProblemNote } from './problem-note.js';
import { Splitter, useSplit } from './splitter.js';
import { TabBar, TabPanel } from './tabs.js';

describe('a button that cannot be used', () => {
  it('says why, can be reached, and does nothing', async () => {
    const press = jest.fn();
    const { user } = renderComponent(
      <Button unavailable="3 left" onClick={press}>
        Submit ratings
      </Button>,
    );
    await user.tab();
    const button = screen.getByRole('button', { name: 'Submit ratings', description: '3 left' });
    expect(document.activeElement).toBe(button);
    await user.keyboard('{Enter}');
    expect(press).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('tabs', () => {
  function Files() {
    const [value, setValue] = useState('main.py');
    const tabs = ['main.py', 'app/store.py', 'tests.py'].map((path) => ({ value: path, label: path }));
    return (
      <>
        <TabBar id="files" label="Files" tabs={tabs} value={value} onChange={setValue} />
        <TabPanel id="files" value={value}>
          text of {value}
        </TabPanel>
      </>
    );
  }

  it('move with the arrow keys, round and round', async () => {
    const { user } = renderComponent(<Files />);
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tabpanel', { name: 'app/store.py' }).textContent).toBe('text of app/store.py');
    expect(document.activeElement?.textContent).toBe('app/store.py');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('main.py');
    await user.keyboard('{End}');
    expect(document.activeElement?.textContent).toBe('tests.py');
    expect(await axeViolations(screen.getByRole('tablist'))).toEqual([]);
  });
});

describe('a separator', () => {
  function Halves() {
    const split = useSplit({ store: 'spec', initial: 40, min: 20, max: 60 });
    return <Splitter split={split} orientation="vertical" label="Width of the task" />;
  }

  it('moves with arrow keys between its limits and remembers its place', async () => {
    const { user, unmount } = renderComponent(<Halves />);
    await user.tab();
    const line = screen.getByRole('separator', { name: 'Width of the task' });
    await user.keyboard('{End}');
    expect(line.getAttribute('aria-valuenow')).toBe('60');
    await user.keyboard('{Home}');
    expect(line.getAttribute('aria-valuenow')).toBe('20');
    unmount();
    renderComponent(<Halves />);
    expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe('20');
    localStorage.clear();
  });
});

describe('a table', () => {
  interface Row {
    name: string;
    score: number | null;
  }
  const columns: Column<Row>[] = [
    { id: 'name', header: 'Name', rowHeader: true, cell: ({ name }) => name, sortBy: ({ name }) => name },
    { id: 'score', header: 'Score', number: true, cell: ({ score }) => score ?? 'none', sortBy: ({ score }) => score },
  ];
  const rows = [
    { name: 'Ida', score: 3 },
    { name: 'Bo', score: null },
    { name: 'Cy', score: 1 },
  ];
  const names = (): (string | null)[] => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

  it('sorts by a column, keeps the sort in the address and puts what is missing last', async () => {
    const { user, location } = renderComponent(
      <DataTable label="People" columns={columns} rows={rows} rowKey={({ name }) => name} />,
    );
    await user.click(screen.getByRole('button', { name: 'Score' }));
    expect(names()).toEqual(['Cy', 'Ida', 'Bo']);
    await user.click(screen.getByRole('button', { name: 'Score' }));
    expect(names()).toEqual(['Ida', 'Cy', 'Bo']);
    expect(location()).toBe('/?sort=-score');
    expect(screen.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe('descending');
    expect(await axeViolations(screen.getByRole('region', { name: 'People' }))).toEqual([]);
  });

  it('says what is true when it is empty', () => {
    renderComponent(<DataTable label="People" columns={columns} rows={[]} rowKey={({ name }) => name} empty="Nobody yet" />);
    expect(screen.getByText('Nobody yet')).toBeTruthy();
  });
});

describe('read-only code', () => {
  it('lets lines be chosen by mouse and keyboard, with Shift a range', async () => {
    const choose = jest.fn();
    const { user } = renderComponent(
      <CodeView code={'import re\n\n\ndef f():\n    pass'} path="a.py" firstLine={10} onSelect={choose} />,
    );
    await user.click(screen.getByRole('button', { name: 'Line 11' }));
    expect(choose).toHaveBeenLastCalledWith({ from: 11, to: 11 });
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(choose).toHaveBeenLastCalledWith({ from: 11, to: 13 });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Line 13');
    expect(screen.getByText('def').className).toBe('tok-k');
  });
});

describe('a dialog', () => {
  it('is named by its title and closes with its button', async () => {
    const close = jest.fn();
    const { user } = renderComponent(
      <Dialog opened title="Handed in" onClose={close}>
        Your receipt.
      </Dialog>,
    );
    expect(screen.getByRole('dialog', { name: 'Handed in' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('markdown that somebody wrote', () => {
  it('keeps tables and code, and drops scripts', () => {
    const { container } = renderComponent(
      <Markdown>
        {'# Title\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```python\ndef f(): ...\n```\n\n<script>alert(1)</script>'}
      </Markdown>,
    );
    expect(screen.getByRole('heading', { level: 2, name: 'Title' })).toBeTruthy();
    expect(screen.getByRole('cell', { name: '2' })).toBeTruthy();
    expect(screen.getByText('def').className).toBe('tok-k');
    expect(container.querySelector('script')).toBeNull();
  });

  it('gives a link no way back to this page', () => {
    renderComponent(<Markdown>{'[docs](https://docs.python.org) [bad](javascript:alert(1))'}</Markdown>);
    expect(screen.getByRole('link', { name: 'docs' }).getAttribute('rel')).toContain('noopener');
    expect(screen.queryByRole('link', { name: 'bad' })).toBeNull();
  });
});

describe('what went wrong', () => {
  it.each(problemCodes)('%s is said in a sentence with the advice of the API', (code) => {
    const error = new ApiProblem({
      type: 'urn:x',
      title: 'x',
      status: 400,
      code,
      detail: 'Do this next.',
      id: 'req-42',
      issues: [{ path: 'title', message: 'The title is missing.' }],
    });
    renderComponent(<ProblemNote error={error} />);
    const note = screen.getByRole('alert');
    expect(note.textContent).toMatch(/^[A-Z].*\. Do this next\./);
    expect(note.textContent).toContain('The title is missing.');
  });

  it('names our fault as ours, with an id to quote', () => {
    const error = new ApiProblem({
      type: 'urn:x',
      title: 'x',
      status: 503,
      code: 'unavailable',
      detail: 'Soon.',
      id: 'req-42',
      retryAfter: 20,
    });
    renderComponent(<ProblemNote error={error} />);
    expect(screen.getByRole('alert').textContent).toContain('It works again in about 20 s.');
    expect(screen.getByText('req-42')).toBeTruthy();
  });

  it('says that the line is down', () => {
    renderComponent(<ProblemNote error={new ApiUnreachable('x')} />);
    expect(screen.getByText('We could not be reached.')).toBeTruthy();
  });
});
