import type { Receipt } from '@assay/contracts';
import { Button, ButtonLink } from '../../components/button.js';
import { Dialog } from '../../components/drawer.js';
import { Status } from '../../components/tag.js';
import { receiptWords } from '../../lib/receipt-words.js';
import { localTime } from '../../lib/time.js';

export interface ReceiptDialogProps {
  receipt: Receipt | null;
  exerciseTitle: string;
  onClose: () => void;
  /** Address of the next exercise that is not handed in; null when all are. */
  next: string | null;
  onEnd: () => void;
}

/** Proof that the work arrived: number, content hash, time. */
export function ReceiptDialog({ receipt, exerciseTitle, onClose, next, onEnd }: ReceiptDialogProps) {
  return (
    <Dialog
      opened={receipt !== null}
      onClose={onClose}
      title="Handed in"
      footer={
        <>
          <Button onClick={onClose}>Keep working on this one</Button>
          {next ? (
            <ButtonLink to={next} kind="primary" onClick={onClose}>
              Next exercise
            </ButtonLink>
          ) : (
            <Button kind="primary" onClick={onEnd}>
              End the assessment
            </Button>
          )}
        </>
      }
    >
      {receipt && (
        <div className="col g3">
          <p>
            We have your work on <strong>{exerciseTitle}</strong>. This is your receipt.
          </p>
          <dl className="kv small">
            <dt>Receipt</dt>
            <dd className="mono">{receipt.id}</dd>
            <dt>Content</dt>
            <dd className="mono">{receipt.hash}</dd>
            <dt>Received</dt>
            <dd>{localTime(receipt.receivedAt, undefined, { seconds: true })}</dd>
            <dt>State</dt>
            <dd>
              <Status {...receiptWords(receipt.state)}>{receiptWords(receipt.state).word}</Status>
            </dd>
          </dl>
          <p className="small muted">
            You can change it and submit again until the time is over; the newest counts. Text that you save later is handed in
            for you at the end.
          </p>
        </div>
      )}
    </Dialog>
  );
}
