import { describe, expect, it } from '@jest/globals';
import type { GradingReport } from '@assay/contracts';
import { blindFiles, blindReport, blindText } from './blind-files.js';

const identity = { name: 'Hazel Strand', email: 'hazel.strand@example.org' };
const blind = (content: string) => blindFiles([{ path: 'solution.py', content }], identity)[0]?.content;

describe('blinding a file', () => {
  it.each([
    ['# Author: H. S.', '# Author: [withheld]'],
    ['# Authors: H. S. and W. T.', '# Authors: [withheld]'],
    ['# -*- author: H. S. -*-', '# -*- author: [withheld]'],
    ["__author__ = 'H. S.'", "__author__ = '[withheld]'"],
    ['__email__ = "me@example.net"', "__email__ = '[withheld]'"],
    ['# @author hs', '# @author [withheld]'],
    ['// Written by hs, 2026', '// Written by [withheld]'],
    ['# Copyright (c) 2026 hs', '# Copyright [withheld]'],
    ['# contact: me@example.net', '# contact: [withheld]'],
    ['# see https://github.com/hs/words', '# see [withheld]'],
    ['x = 1  # made by hs', 'x = 1  # made by [withheld]'],
    ['"""Word counter. Author: hs"""', '"""Word counter. Author: [withheld]"""'],
    ['/* Author: hs */', '/* Author: [withheld] */'],
    ['names = ["Hazel Strand"]', 'names = ["[withheld]"]'],
    ['# HAZEL_STRAND solved this', '# [withheld] solved this'],
    ['# Strand, Hazel', '# [withheld]'],
    ['mail = "hazel.strand@example.org"', 'mail = "[withheld]"'],
  ])('%s → %s', (line, blinded) => {
    expect(blind(line)).toBe(blinded);
  });

  it.each([
    'author = book.author',
    '    author: str',
    '# authors are sorted by name',
    'def strand(hazel): return hazel',
    'raise ValueError("no e-mail address: " + text)',
    'copyright_notice = load()',
  ])('leaves code alone: %s', (line) => {
    expect(blind(line)).toBe(line);
  });

  it('finds the author inside a docstring and keeps every line number', () => {
    const content = ['"""Count words.', '', 'Author: H. S.', '"""', 'author: str = "x"', 'total = 0'].join('\n');
    expect(blind(content)?.split('\n')).toEqual([
      '"""Count words.',
      '',
      'Author: [withheld]',
      '"""',
      'author: str = "x"',
      'total = 0',
    ]);
  });

  it('blinds the path', () => {
    expect(blindFiles([{ path: 'hazel_strand.py', content: '' }], identity)[0]?.path).toBe('[withheld].py');
  });

  it('does nothing for an identity that was erased', () => {
    expect(blindText('total = 0', { name: '', email: '' })).toBe('total = 0');
  });
});

describe('blinding a grading report', () => {
  it('takes names out of everything that the code printed', () => {
    const report: GradingReport = {
      exercise: { id: '01900000-0000-7000-8000-00000000000e', slug: 'word-counter', version: 1, packageHash: 'a'.repeat(64) },
      filesHash: 'b'.repeat(64),
      runtime: { driver: 'docker', assurance: 'production', imageProfile: 'base', imageVersion: '1' },
      verdict: 'partial',
      score: 0.5,
      groups: [],
      cases: [
        {
          id: 'test_words::test_one',
          group: 'words',
          outcome: 'failed',
          requirements: [],
          message: 'Hazel Strand',
          expected: null,
          actual: "'hazel.strand@example.org'",
          stdout: 'hello\n# Author: hs',
          durationMs: 1,
        },
      ],
      limitsHit: [],
      usage: { cpuMs: 1, wallMs: 1, peakMemoryMb: null },
      fault: { code: 'load-error', message: 'by Hazel Strand' },
    };
    const blinded = blindReport(report, identity);
    expect(JSON.stringify(blinded)).not.toMatch(/hazel|strand|Author: hs/i);
    expect(blinded.cases[0]).toMatchObject({
      message: '[withheld]',
      actual: "'[withheld]'",
      stdout: 'hello\n# Author: [withheld]',
    });
    expect(blinded.score).toBe(report.score);
  });
});
