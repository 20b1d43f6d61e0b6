import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/drawer.js';
import { withoutCodeMarks } from '../../../components/inline-code.js';
import { count } from '../../../lib/time.js';
import type { OpenAnswers } from './open-answers.js';

interface UnansweredDialogProps {
  missing: readonly OpenAnswers[];
  onClose: () => void;
  onSubmit: () => void;
  onField: (answersPath: string, fieldId: string) => void;
}

/** Says what has no answer yet; handing in stays possible. */
export function UnansweredDialog({ missing, onClose, onSubmit, onField }: UnansweredDialogProps) {
  const number = missing.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={number === 1 ? 'One answer is missing' : `${count(number, 'answer')} are missing`}
      footer={
        <>
          <Button onClick={onClose}>Keep working</Button>
          <Button kind="primary" onClick={onSubmit}>
            Submit as it is
          </Button>
        </>
      }
    >
      <div className="col g3">
        <p>You can hand in now and change it until the time is over. What has no answer earns no points.</p>
        {missing.map(({ form, fields }) => (
          <section key={form.answers} className="col g1" aria-label={form.title}>
            {missing.length > 1 && <h3>{form.title}</h3>}
            <ul className="plain col g1">
              {fields.map(({ id, number: position, label }) => (
                <li key={id}>
                  <button type="button" className="linkbtn small" onClick={() => onField(form.answers, id)}>
                    {position}. {withoutCodeMarks(label)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
