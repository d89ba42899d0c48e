import {listOf, objectOf, textOf, type Json} from './json.ts';

export interface NamedProduct {
  readonly vendor: string;
  readonly product: string;
  readonly versions: string;
}

/** Branches inside each other, and products, that no document needs. */
const deepest = 30;
export const mostProducts = 20_000;

const nothing: NamedProduct = {vendor: '', product: '', versions: ''};

function under(parent: NamedProduct, {category, name: written}: Json): NamedProduct {
  const name = textOf(written);
  switch (category) {
    case 'vendor':
      return {...parent, vendor: name};
    case 'product_family':
      return parent.product === '' ? {...parent, product: name} : parent;
    case 'product_name':
      return {...parent, product: name};
    case 'product_version':
    case 'product_version_range':
      return {...parent, versions: name};
    default:
      return parent;
  }
}

/** Every product of the branches, by its id. */
function addBranches(list: unknown, parent: NamedProduct, depth: number, found: Map<string, NamedProduct>): void {
  if (depth > deepest) return;
  for (const each of listOf(list)) {
    const branch = objectOf(each);
    const own = under(parent, branch);
    const id = textOf(objectOf(branch['product'])['product_id']);
    if (id !== '' && found.size < mostProducts) found.set(id, own);
    addBranches(branch['branches'], own, depth + 1, found);
  }
}

/** A product on another: the hardware, with the versions of what runs on it where both are of one maker. */
function combined(
  part: NamedProduct | undefined,
  whole: NamedProduct | undefined,
  category: unknown,
): NamedProduct | null {
  if (whole === undefined) return null;
  const isFirmware = category === 'installed_on' && part?.vendor === whole.vendor;
  return {...whole, versions: isFirmware ? part.versions : ''};
}

/** Products of a CSAF document by their ids; what only a person can tell apart is left empty. */
export function productsOf(tree: Json): ReadonlyMap<string, NamedProduct> {
  const found = new Map<string, NamedProduct>();
  addBranches(tree['branches'], nothing, 0, found);
  for (const each of listOf(tree['full_product_names'])) {
    const {product_id: id, name} = objectOf(each);
    if (found.size < mostProducts && textOf(id) !== '') found.set(textOf(id), {...nothing, product: textOf(name)});
  }
  for (const each of listOf(tree['relationships'])) {
    const {
      full_product_name: full,
      product_reference: part,
      relates_to_product_reference: whole,
      category,
    } = objectOf(each);
    const product = combined(found.get(textOf(part)), found.get(textOf(whole)), category);
    const id = textOf(objectOf(full)['product_id']);
    if (product !== null && id !== '' && found.size < mostProducts) found.set(id, product);
  }
  return found;
}
