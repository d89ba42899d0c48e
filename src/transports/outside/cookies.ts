const cookie = /^(?<before>set-cookie2?:[ \t]*[^=\r\n]{1,200}=)(?<secret>[^;\r\n]+)/gim;

/**
 * What a server tells anybody who asks holds no secret but one: the session that it opens for the asker. Everything else
 * stays as it was said, since the words of a protocol often look like those before a password.
 */
export function withoutSessions(text: string): {readonly text: string; readonly count: number} {
  let count = 0;
  const kept = text.replace(cookie, (_, before: string, secret: string) => {
    count += 1;
    return `${before}<secret kind=session len=${secret.length}>`;
  });
  return {text: kept, count};
}
