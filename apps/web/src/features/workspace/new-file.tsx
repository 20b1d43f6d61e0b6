import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Dialog } from '../../components/drawer.js';
import { TextField } from '../../components/field.js';

interface NewFileProps {
  opened: boolean;
  onClose: () => void;
  refusal: (path: string) => string | null;
  onCreate: (path: string) => void;
}

/** Asks for the name of a file to make. */
export function NewFile({ opened, onClose, refusal, onCreate }: NewFileProps) {
  const [path, setPath] = useState('');
  const [error, setError] = useState<string | null>(null);
  const create = (): void => {
    const wanted = path.trim();
    const wrong = refusal(wanted);
    setError(wrong);
    if (wrong === null) {
      onCreate(wanted);
      setPath('');
    }
  };
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="New file"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={create}>
            Create
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label="Name"
          hint="With its folder, such as NOTES.md or app/errors.py."
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          error={error}
        />
      </form>
    </Dialog>
  );
}
