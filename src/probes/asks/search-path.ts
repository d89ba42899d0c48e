/** Begins an ask that looks for programs of the administrator: sudo may search fewer folders than a login does. */
export const searchPath = 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin;';
