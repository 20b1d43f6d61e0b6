import Anser from 'anser';
import { classNames } from './class-names.js';

const colours: Partial<Record<string, string>> = {
  'ansi-red': 't-bad',
  'ansi-bright-red': 't-bad',
  'ansi-green': 't-ok',
  'ansi-bright-green': 't-ok',
  'ansi-yellow': 't-warn',
  'ansi-bright-yellow': 't-warn',
  'ansi-blue': 't-acc',
  'ansi-bright-blue': 't-acc',
  'ansi-cyan': 't-acc',
  'ansi-bright-cyan': 't-acc',
};

/** What a program wrote to a terminal, as text: colours become ours, every other control code goes. */
export function AnsiText({ children }: { children: string }) {
  const pieces = Anser.ansiToJson(children, { use_classes: true, remove_empty: true });
  return (
    <>
      {pieces.map((piece, index) => {
        const style = classNames(colours[piece.fg], piece.decorations.includes('bold') && 'strong');
        return style ? (
          <span key={index} className={style}>
            {piece.content}
          </span>
        ) : (
          piece.content
        );
      })}
    </>
  );
}
