import type { RouteResponse } from '@assay/contracts';
import { routes } from '@assay/contracts';
import { listed } from '@assay/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SubmitEvent } from 'react';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../components/button.js';
import { Drawer } from '../../components/drawer.js';
import { SelectField, TextField } from '../../components/field.js';
import { ProblemNote } from '../../components/problem-note.js';
import { api } from '../../lib/api.js';
import { assessmentQuery, assessmentsQuery, rolesQuery } from './assessments.queries.js';

/** A title and a role are enough to begin; the builder does the rest. */
export function NewAssessmentDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const formId = useId();
  const client = useQueryClient();
  const navigate = useNavigate();
  const roles = useQuery({ ...rolesQuery(), enabled: opened });
  const [title, setTitle] = useState('');
  const [chosenRole, setChosenRole] = useState<string | null>(null);
  const [loopId, setLoopId] = useState('');
  const assessments = useQuery({ ...assessmentsQuery(), enabled: opened });
  const [missing, setMissing] = useState(false);
  const roleId = chosenRole ?? roles.data?.items[0]?.id ?? null;
  const loops = loopsOf(assessments.data?.items ?? [], roleId);

  const create = useMutation({
    mutationFn: (body: { roleId: string; loopId?: string; content: { title: string; exerciseIds: string[] } }) =>
      api(routes.assessments.create, { body }),
    onSuccess: async (assessment) => {
      client.setQueryData(assessmentQuery(assessment.id).queryKey, assessment);
      await client.invalidateQueries({ queryKey: assessmentsQuery().queryKey });
      await navigate(`/assessments/${assessment.id}`);
    },
  });

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setMissing(title.trim() === '');
    if (title.trim() !== '' && roleId !== null) {
      const loop = loops.find(({ id }) => id === loopId);
      create.mutate({ roleId, ...(loop && { loopId: loop.id }), content: { title: title.trim(), exerciseIds: [] } });
    }
  };

  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="New assessment"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            busy={create.isPending && 'Creating'}
            unavailable={roleId === null && 'The roles are on their way'}
          >
            Create draft
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="col g4" noValidate>
        {create.error && <ProblemNote error={create.error} />}
        {roles.error && <ProblemNote error={roles.error} />}
        <TextField
          label="Title"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={missing && 'Candidates read this title: give it one.'}
          hint="Candidates read it, for example “Screen A (web)”."
          maxLength={80}
          data-autofocus
        />
        <SelectField
          label="Role"
          value={roleId ?? ''}
          onChange={(event) => setChosenRole(event.currentTarget.value)}
          options={(roles.data?.items ?? []).map((role) => ({
            value: role.id,
            label: `${role.title}, version ${String(role.version)}`,
          }))}
          hint="Its competencies and weights are fixed for this assessment from now on."
        />
        {loops.length > 0 && (
          <SelectField
            label="Hiring loop"
            value={loopId}
            onChange={(event) => setLoopId(event.currentTarget.value)}
            options={[{ value: '', label: 'A new one' }, ...loops.map(({ id, label }) => ({ value: id, label }))]}
            hint="Scores of the assessments of one loop are compared together. A second stage belongs to the loop of the first."
          />
        )}
      </form>
    </Drawer>
  );
}

type Assessments = RouteResponse<typeof routes.assessments.list>['items'];

/** The loops of a role, named by the assessments that they have. */
function loopsOf(assessments: Assessments, roleId: string | null): { id: string; label: string }[] {
  const titles = new Map<string, string[]>();
  for (const { loopId, title, role } of assessments) {
    if (role.id === roleId) titles.set(loopId, [...(titles.get(loopId) ?? []), title]);
  }
  return [...titles].map(([id, names]) => ({ id, label: `Together with ${listed(names)}` }));
}
