import type { Invitee } from '@assay/domain';
import type { RouteResponse } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.js';
import { Drawer } from '../../components/drawer.js';
import { Segmented } from '../../components/field.js';
import { Note } from '../../components/note.js';
import { ProblemNote } from '../../components/problem-note.js';
import { api } from '../../lib/api.js';
import { downloadText } from '../../lib/download.js';
import { countOf } from '@assay/domain';
import { CandidateFile } from './candidate-file.js';
import { invitationsQuery } from './invitations.queries.js';
import { linksCsv } from './links.csv.js';
import { CopyLink } from './link.dialog.js';
import { OneCandidate } from './one-candidate.js';

type Invited = RouteResponse<typeof routes.invitations.create>['items'];

/** Invite one person, or many from a CSV; afterwards the links, shown once. */
export function InviteDrawer({ assessmentId, opened, onClose }: { assessmentId: string; opened: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const [way, setWay] = useState<'one' | 'file'>('one');
  const [invitees, setInvitees] = useState<readonly Invitee[]>([]);
  const invite = useMutation({
    mutationFn: (people: readonly Invitee[]) =>
      api(routes.invitations.create, { params: { assessmentId }, body: { invitees: [...people] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery(assessmentId).queryKey }),
  });
  const close = (): void => {
    onClose();
    setInvitees([]);
    invite.reset();
  };
  return (
    <Drawer
      opened={opened}
      onClose={close}
      title="Invite candidates"
      footer={
        invite.data ? (
          <>
            <Button onClick={() => invite.reset()}>Invite more</Button>
            <Button kind="primary" onClick={close}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              kind="primary"
              busy={invite.isPending && 'Inviting'}
              unavailable={
                invitees.length === 0 &&
                (way === 'one' ? 'A name and an e-mail address are needed' : 'Choose a file with candidates first')
              }
              onClick={() => invite.mutate(invitees)}
            >
              {invitees.length > 1 ? `Invite ${countOf(invitees.length, 'candidate')}` : 'Invite'}
            </Button>
          </>
        )
      }
    >
      {invite.data ? (
        <InvitedList items={invite.data.items} />
      ) : (
        <div className="col g4">
          {invite.error && <ProblemNote error={invite.error}>Nobody was invited.</ProblemNote>}
          <Segmented
            label="How many"
            value={way}
            options={[
              { value: 'one', label: 'One candidate' },
              { value: 'file', label: 'From a CSV file' },
            ]}
            onChange={(chosen) => {
              setWay(chosen);
              setInvitees([]);
            }}
          />
          {way === 'one' ? <OneCandidate onChange={setInvitees} /> : <CandidateFile onChange={setInvitees} />}
        </div>
      )}
    </Drawer>
  );
}

function InvitedList({ items }: { items: Invited }) {
  const links = items.filter((item) => item.link !== null);
  const refused = items.filter((item) => item.refused !== null);
  return (
    <div className="col g4" role="status">
      <Note tone={links.length > 0 ? 'ok' : 'warn'} fact={`${countOf(links.length, 'candidate')} invited.`}>
        {links.length > 0 && 'These links are shown only here: copy or download them now.'}
      </Note>
      {links.length > 1 && (
        <div>
          <Button icon="download" onClick={() => downloadText('assay-invitations.csv', linksCsv(items))}>
            Links as CSV
          </Button>
        </div>
      )}
      <ul className="plain col g4">
        {links.map((item) => (
          <li key={item.email} className="col g1">
            <span className="strong small">{item.invitation?.candidate.name}</span>
            <CopyLink link={item.link ?? ''} />
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <Note tone="warn" fact={`${countOf(refused.length, 'candidate')} not invited.`}>
          <ul className="issues">
            {refused.map((item) => (
              <li key={item.email}>
                {item.email}: {item.refused}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
