import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { renderComponent } from '../../testing/render-app.js';
import { keyCaps, matches, parseKeys, spokenKeys } from './key-names.js';
import { useShortcuts } from './shortcuts.js';

const stroke = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const first = (keys: string) => {
  const [press] = parseKeys(keys);
  if (!press) {
    throw new Error('no press');
  }
  return press;
};

describe('the names of keys', () => {
  it('match with exactly their modifiers', () => {
    expect(matches(first('mod+enter'), stroke('Enter', { ctrlKey: true }))).toBe(true);
    expect(matches(first('mod+enter'), stroke('Enter', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches(first('mod+shift+enter'), stroke('Enter', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches(first('j'), stroke('j', { ctrlKey: true }))).toBe(false);
  });

  it('match signs with or without Shift, and digits by place under Alt', () => {
    expect(matches(first('?'), stroke('?', { shiftKey: true }))).toBe(true);
    expect(matches(first('alt+1'), stroke('¡', { altKey: true, code: 'Digit1' }))).toBe(true);
  });

  it('are shown as caps and spoken as words', () => {
    expect(keyCaps('mod+shift+enter')).toEqual(['Ctrl', '⇧', '↵']);
    expect(spokenKeys('mod+shift+enter')).toBe('Control + Shift + Enter');
    expect(spokenKeys('g t')).toBe('G then T');
  });
});

function Screen({ onNext, onTests, onRun }: { onNext: () => void; onTests: () => void; onRun: () => void }) {
  useShortcuts('Review', [
    { keys: 'j', label: 'Next criterion', run: onNext },
    { keys: 'g t', label: 'Go to the tests', run: onTests },
    { keys: 'mod+enter', label: 'Run', run: onRun },
  ]);
  return <textarea aria-label="Reason" />;
}

const open = () => {
  const [onNext, onTests, onRun] = [jest.fn(), jest.fn(), jest.fn()];
  return { onNext, onTests, onRun, ...renderComponent(<Screen onNext={onNext} onTests={onTests} onRun={onRun} />) };
};

describe('shortcuts of a screen', () => {
  it('work outside fields, in sequence too', async () => {
    const { user, onNext, onTests } = open();
    await user.keyboard('j');
    await user.keyboard('gt');
    expect(onNext).toHaveBeenCalledTimes(1);
    expect(onTests).toHaveBeenCalledTimes(1);
  });

  it('leave single keys to a field, and keep combinations', async () => {
    const { user, onNext, onRun } = open();
    await user.click(screen.getByLabelText('Reason'));
    await user.keyboard('j{Control>}{Enter}{/Control}');
    expect(onNext).not.toHaveBeenCalled();
    expect(onRun).toHaveBeenCalledTimes(1);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('j');
  });

  it('are listed under ? and single keys can be turned off there', async () => {
    const { user, onNext } = open();
    await user.keyboard('?');
    expect(await screen.findByRole('heading', { name: 'Keyboard shortcuts' })).toBeTruthy();
    expect(screen.getByText('Next criterion')).toBeTruthy();
    await user.click(screen.getByRole('switch', { name: /Single keys/ }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('j');
    expect(onNext).not.toHaveBeenCalled();
    localStorage.clear();
  });
});
