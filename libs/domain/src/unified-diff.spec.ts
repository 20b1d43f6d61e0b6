import { describe, expect, it } from '@jest/globals';
import { parseUnifiedDiff, shownLines } from './unified-diff.js';

const text = `diff --git a/app/send.py b/app/send.py
index 1d2..3e4 100644
--- a/app/send.py
+++ b/app/send.py
@@ -10,4 +10,5 @@ def send(hook):
 def send(hook):
-    post(hook)
+    for _ in range(8):
+        post(hook)

     return True
diff --git a/app/new.py b/app/new.py
new file mode 100644
--- /dev/null
+++ b/app/new.py
@@ -0,0 +1 @@
+x = 1
\\ No newline at end of file
`;

const parsed = (diff: string) => {
  const files = parseUnifiedDiff(diff);
  if (typeof files === 'string') throw new Error(files);
  return files;
};

describe('reading a unified diff', () => {
  it('numbers the lines of both versions', () => {
    const [changed, added] = parsed(text);
    expect(changed).toMatchObject({ path: 'app/send.py', state: 'changed', hunks: [{ heading: 'def send(hook):' }] });
    expect(changed?.hunks[0]?.lines.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['context', 10, 10],
      ['removed', 11, null],
      ['added', null, 11],
      ['added', null, 12],
      ['context', 12, 13],
      ['context', 13, 14],
    ]);
    expect(added).toMatchObject({ path: 'app/new.py', state: 'added', hunks: [{ lines: [{ after: 1, text: 'x = 1' }] }] });
    expect(shownLines(parsed(text)).get('app/send.py')).toEqual(new Set([10, 11, 12, 13, 14]));
  });

  it('keeps a line that begins like the head of a file, inside a hunk', () => {
    const tricky = '--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1 @@\n--- a comment\n select 1;\n';
    expect(parsed(tricky)[0]?.hunks[0]?.lines.map(({ kind, text: line }) => [kind, line])).toEqual([
      ['removed', '-- a comment'],
      ['context', 'select 1;'],
    ]);
  });

  it('reads line ends of Windows and a removed file', () => {
    const [file] = parsed('--- a/old.py\r\n+++ /dev/null\r\n@@ -1 +0,0 @@\r\n-x = 1\r\n');
    expect(file).toMatchObject({ path: 'old.py', state: 'removed', hunks: [{ lines: [{ text: 'x = 1' }] }] });
  });

  it.each([
    ['', 'no line begins the change of a file'],
    ['hello\n', 'no line begins the change of a file'],
    ['--- a/x\n+++ b/x\n', 'line 3 must begin a hunk'],
    ['@@ -1 +1 @@\n-a\n+b\n', 'line 1 begins a hunk of no file'],
    ['--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n', 'the hunk of line 3 ends before'],
    ['--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n?b\n', 'line 5 begins with neither'],
    ['--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\n b\n', 'line 5 is one more than the hunk of line 3 counts'],
  ])('answers a sentence for %j', (diff, sentence) => {
    expect(parseUnifiedDiff(diff)).toContain(sentence);
  });
});
