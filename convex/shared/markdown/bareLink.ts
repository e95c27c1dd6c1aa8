const ADDRESS = /^(?:https?:\/\/|www\.)[^\s<]+/i;
const EMAIL = /^[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/i;
/** Characters that end an address, since the sentence goes on there. Inside addresses they are written as `%…`. */
const OF_THE_SENTENCE = /[\u3000-\u303f\uff00-\uffef“”„‟‘’‚‛«»‹›…，。！？；：]/u;
const BRACKETS = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
] as const;
const TRAILING = /[?!.,:;*_~'"\uFDD0-\uFDD3]+$/;

/** The address without the punctuation of its sentence. A closing bracket stays if the address opens it. */
function trimmed(address: string): string {
  const end = address.search(OF_THE_SENTENCE);
  let text = end === -1 ? address : address.slice(0, end);
  for (;;) {
    const before = text;
    text = text.replace(TRAILING, "");
    for (const [open, close] of BRACKETS) {
      if (text.endsWith(close) && text.split(close).length > text.split(open).length)
        text = text.slice(0, -1);
    }
    if (text === before) return text;
  }
}

/** The address that a text begins with. */
export function bareLink(text: string): { raw: string; href: string } | undefined {
  const address = ADDRESS.exec(text)?.[0];
  if (address) {
    const raw = trimmed(address);
    if (!/^(?:https?:\/\/|www\.)[^/?#]/i.test(raw)) return undefined;
    return { raw, href: /^www\./i.test(raw) ? `https://${raw}` : raw };
  }
  const email = EMAIL.exec(text)?.[0];
  return email ? { raw: email, href: `mailto:${email}` } : undefined;
}
