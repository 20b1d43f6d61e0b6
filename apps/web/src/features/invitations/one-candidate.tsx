import { inviteeBody } from '@assay/contracts';
import type { Invitee } from '@assay/domain';
import { useState } from 'react';
import { SelectField, TextField } from '../../components/field.js';

const extraTime = [
  { value: '1', label: 'None' },
  { value: '1.25', label: '25 % more' },
  { value: '1.5', label: '50 % more' },
  { value: '2', label: 'Double time' },
];

/** Three fields; reports the person as soon as they are complete. */
export function OneCandidate({ onChange }: { onChange: (invitees: readonly Invitee[]) => void }) {
  const [fields, setFields] = useState({ name: '', email: '', timeFactor: '1' });
  const [left, setLeft] = useState({ name: false, email: false });
  const set = (part: Partial<typeof fields>): void => {
    const next = { ...fields, ...part };
    setFields(next);
    const read = inviteeBody.safeParse({ ...next, timeFactor: Number(next.timeFactor) });
    onChange(read.success ? [read.data] : []);
  };
  const emailFits = inviteeBody.shape.email.safeParse(fields.email).success;
  return (
    <>
      <TextField
        label="Name"
        value={fields.name}
        autoComplete="off"
        maxLength={120}
        data-autofocus
        onChange={(event) => set({ name: event.currentTarget.value })}
        onBlur={() => setLeft({ ...left, name: true })}
        error={left.name && fields.name.trim() === '' && 'A name is needed.'}
      />
      <TextField
        label="E-mail"
        type="email"
        value={fields.email}
        autoComplete="off"
        onChange={(event) => set({ email: event.currentTarget.value.trim() })}
        onBlur={() => setLeft({ ...left, email: true })}
        error={left.email && !emailFits && 'This is not an e-mail address yet.'}
      />
      <SelectField
        label="Extra time"
        options={extraTime}
        value={fields.timeFactor}
        onChange={(event) => set({ timeFactor: event.currentTarget.value })}
        hint="An accommodation. Raters never see it; it can also be given later."
      />
    </>
  );
}
