import { count } from '../../lib/time.js';

/** Every kind of data of an attempt, and what is not recorded. Says only what the product does. */
export function RecordedTable({ company, months }: { company: string; months: number }) {
  const kept = count(months, 'month');
  return (
    <div className="tw" tabIndex={0} role="region" aria-label="What we record">
      <table className="t">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">Who sees it</th>
            <th scope="col">Kept</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Your files, and each saved state with its time</td>
            <td>So nothing is lost; to grade</td>
            <td>Two raters, without your name</td>
            <td className="nowrap">{kept}</td>
          </tr>
          <tr>
            <td>Runs and their output</td>
            <td>To show your progress</td>
            <td>You</td>
            <td className="nowrap">{kept}</td>
          </tr>
          <tr>
            <td>Your name and email, start and end</td>
            <td>To invite you and to tell you the outcome</td>
            <td>The hiring team of {company}, not the raters</td>
            <td className="nowrap">{kept}</td>
          </tr>
          <tr>
            <td>Pastes, tab changes, camera, microphone, screen, other tabs and programs</td>
            <td colSpan={3} className="strong">
              Not recorded
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
