import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/drawer.js';
import { Status } from '../../components/tag.js';

/** A link is shown once: only its hash is kept. */
export function LinkDialog({ shown, onClose }: { shown: { name: string; link: string } | null; onClose: () => void }) {
  return (
    <Dialog
      opened={shown !== null}
      onClose={onClose}
      title={`New link for ${shown?.name ?? ''}`}
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <div className="col g3">
        <p>The old link has stopped working. This one is shown only here; send it to the candidate.</p>
        {shown && <CopyLink link={shown.link} />}
      </div>
    </Dialog>
  );
}

/** The link as text, and a button that copies it. */
export function CopyLink({ link }: { link: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="copylink">
      <code>{link}</code>
      <Button
        size="sm"
        icon="copy"
        onClick={() => {
          void navigator.clipboard.writeText(link).then(() => setCopied(true));
        }}
      >
        Copy
      </Button>
      <span role="status">
        {copied && (
          <Status tone="ok" icon="check">
            Copied
          </Status>
        )}
      </span>
    </div>
  );
}
