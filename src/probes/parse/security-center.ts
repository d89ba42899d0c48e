/**
 * State of a product that registered with the Security Center, out of `productState`. Microsoft does not document the number; in it
 * stand the values of WSC_SECURITY_PRODUCT_STATE (bits 12–15: 0 off, 1 on, 2 snoozed, 3 expired) and
 * WSC_SECURITY_SIGNATURE_STATUS (bits 4–7: 0 up to date, 1 out of date) of iwscapi.h.
 */
export function isProductOn(state: number): boolean {
  return ((state >> 12) & 0xf) === 1;
}

export function isProductCurrent(state: number): boolean {
  return ((state >> 4) & 0xf) === 0;
}
