import { Button } from '../../components/button.js';
import { ColourSchemeControl } from '../../components/colour-scheme.js';
import { Drawer } from '../../components/drawer.js';
import { ShortcutList } from '../../components/shortcuts/shortcuts.js';

export interface HelpDrawerProps {
  opened: boolean;
  onClose: () => void;
  onEnd: () => void;
}

export function HelpDrawer({ opened, onClose, onEnd }: HelpDrawerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} title="Help and shortcuts">
      <div className="col g6">
        <section className="col g1">
          <h3>If something breaks</h3>
          <p className="small muted">
            Your text is saved as you type, first on this device, then with us, also after a time without a line. Close the tab or
            lose the computer: open the link of your invitation again and go on. At the end, whatever is saved is handed in for
            you. When the fault is ours, minutes are given back.
          </p>
        </section>
        <section className="col g1">
          <h3>Appearance</h3>
          <ColourSchemeControl />
        </section>
        <ShortcutList />
        <section className="col g1">
          <h3>Done before the time is over?</h3>
          <p className="small muted">Everything that is saved is handed in. You cannot come back to the editor afterwards.</p>
          <div className="row">
            <Button onClick={onEnd}>End the assessment</Button>
          </div>
        </section>
      </div>
    </Drawer>
  );
}
