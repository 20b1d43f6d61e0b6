import { PreviewPage } from '../features/preview/preview.page.js';
import { TrialDesk } from '../features/workspace/trial-desk.js';

/** An exercise as its candidates meet it: the preview with the workspace's own surfaces. */
export function PreviewRoute() {
  return <PreviewPage Desk={TrialDesk} />;
}
