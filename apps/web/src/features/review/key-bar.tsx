import { Button } from '../../components/button.js';
import { Kbd, Keys } from '../../components/kbd.js';
import { useShortcutHelp } from '../../components/shortcuts/shortcuts.js';

/** Single keys are printed where they work, and can be turned off there. */
export function KeyBar({ editable, hasNext }: { editable: boolean; hasNext: boolean }) {
  const { showHelp, singleKeys, setSingleKeys } = useShortcutHelp();
  return (
    <footer className="keys" aria-label="Keyboard">
      {singleKeys && (
        <>
          <span>
            <Kbd>J</Kbd> <Kbd>K</Kbd> criterion
          </span>
          {editable && (
            <>
              <span>
                <Kbd>1</Kbd>–<Kbd>4</Kbd> level
              </span>
              <span>
                <Keys of="e" hidden /> evidence
              </span>
              <span>
                <Keys of="c" hidden /> note on line
              </span>
            </>
          )}
          <span>
            <Keys of="g t" hidden /> tests
          </span>
          {hasNext && (
            <span>
              <Keys of="n" hidden /> next
            </span>
          )}
        </>
      )}
      <span className="sp" />
      <Button kind="quiet" size="sm" onClick={showHelp}>
        All shortcuts
      </Button>
      <Button kind="quiet" size="sm" onClick={() => setSingleKeys(!singleKeys)}>
        {singleKeys ? 'Turn single keys off' : 'Turn single keys on'}
      </Button>
    </footer>
  );
}
