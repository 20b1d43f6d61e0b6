/** The mark: a weight on a balance with its error bar. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect width="20" height="20" rx="5" fill="var(--accent)" />
      <path d="M3.5 10h13M3.5 7.5v5M16.5 7.5v5" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" fill="none" />
      <circle cx="11" cy="10" r="3.1" fill="#fff" />
    </svg>
  );
}
