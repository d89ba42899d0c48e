/** Names of products as they stand in greetings of mail and file servers. */
const products =
  /\b(?:postfix|exim|sendmail|qmail|opensmtpd|microsoft|exchange|zimbra|haraka|hmailserver|mailenable|mdaemon|kerio|icewarp|communigate|domino|lotus|groupwise|interscan|fortimail|ironport|barracuda|sophos|proofpoint|mailscanner|james|dovecot|courier|cyrus|uw imap|qpopper|popper|teapop|vsftpd|proftpd|pure-ftpd|filezilla|serv-u|ws_ftp|wu-[\d.]+|ncftpd|crushftp|bftpd|inetutils|synology|qnap|debian|ubuntu|red ?hat|centos|freebsd|windows)\b/i;

const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const version = /^(?:[a-z][\w+-]{0,30}[\/_-])?v?\d{1,6}\.\d/i;

/** Versions in a greeting, as they stand there: `3.0.3`, `Exim-4.96`. The host's own name is not to be part of it. */
export function versionsIn(text: string): string[] {
  const words = text.split(/[\s()[\]<>,;"']+/);
  return words.filter((word) => version.test(word) && !address.test(word));
}

/** Whether a greeting tells of which product, or for which system, the server is. */
export const namesProduct = (text: string): boolean => products.test(text) || versionsIn(text).length > 0;
