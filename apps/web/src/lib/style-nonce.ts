/** The content security policy lets in only `<style>` elements that carry the page's nonce; without a policy it is empty. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}
