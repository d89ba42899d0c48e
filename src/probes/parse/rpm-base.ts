/**
 * Repositories by which a distribution updates its own packages: where all of one entry are seen, what it has mended is. A name that
 * is not here may be a mirror of them as well as that of a vendor. Written from what the distributions install.
 */
const bases: readonly (readonly RegExp[])[] = [
  // Red Hat Enterprise Linux, registered, or by the update servers of a cloud
  [/^rhel-7-server(?:-rhui)?-rpms$/],
  [
    /^(?:rhui-)?rhel-\d{1,2}(?:\.\d{1,2})?(?:-for-\w{1,20})?-baseos(?:-(?:eus|e4s|aus|tus))?(?:-rhui)?(?:-rpms)?$/,
    /^(?:rhui-)?rhel-\d{1,2}(?:\.\d{1,2})?(?:-for-\w{1,20})?-appstream(?:-(?:eus|e4s|aus|tus))?(?:-rhui)?(?:-rpms)?$/,
  ],
  // AlmaLinux, Rocky Linux
  [/^baseos$/, /^appstream$/],
  // Oracle Linux
  [/^ol7_latest$/],
  [/^ol\d{1,2}_baseos_latest$/, /^ol\d{1,2}_appstream$/],
  // Fedora
  [/^updates$/],
  // SUSE Linux Enterprise; the alias begins with that of the service
  [/^(?:[\w.-]{1,100}:)?SLES12-SP\d-Updates$/],
  [/^(?:[\w.-]{1,100}:)?SLE-Module-Basesystem15(?:-SP\d)?-Updates$/],
  // openSUSE Leap
  [/^repo-update$/, /^repo-sle-update$/],
];

/** Whether repositories of these names are those of a distribution itself. */
export function holdBase(repositories: readonly string[]): boolean {
  return bases.some((base) => base.every((name) => repositories.some((one) => name.test(one))));
}
