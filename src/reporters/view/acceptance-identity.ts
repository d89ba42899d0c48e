import type {Asset} from '../../model/asset.ts';
import type {Facts} from '../../model/fact.ts';
import type {Context, LabelledValue} from './common.ts';
import {deviceText, valueText} from './value.ts';

function fieldOf(facts: Facts, name: string, field: string): string | null {
  const fact = facts[name];
  if (fact?.state !== 'known' || typeof fact.value !== 'object' || fact.value === null) return null;
  const value: unknown = Object.hasOwn(fact.value, field) ? (fact.value as Record<string, unknown>)[field] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The serial number that the device itself told, by whichever fact has one. */
function learntSerial(facts: Facts): string | null {
  const told = Object.keys(facts)
    .sort()
    .map((name) => fieldOf(facts, name, 'serial'));
  return told.find((serial) => serial !== null) ?? null;
}

const plain = (serial: string): string => serial.normalize('NFKC').trim().toUpperCase();

/** Where either side is silent, they do not differ. */
export function serialDiffers(asset: Asset | undefined, facts: Facts): boolean {
  const declared = asset?.serial ?? asset?.identity?.serial ?? null;
  const learnt = learntSerial(facts);
  return declared !== null && learnt !== null && plain(declared) !== plain(learnt);
}

/** What the record says of an asset: by the inventory, and by the device itself. */
export function recordIdentity(id: string, asset: Asset | undefined, facts: Facts, context: Context): LabelledValue[] {
  const {field, acceptance, kind} = context.texts;
  const text = (value: string | null | undefined): string =>
    value == null ? acceptance.unwritten : deviceText(value, context, 300);
  const os = fieldOf(facts, 'os', 'prettyName');
  const serial = learntSerial(facts);
  return [
    {label: field.id, value: text(id)},
    {label: field.name, value: text(asset?.name)},
    {label: field.assetNo, value: text(asset?.assetNo)},
    {label: field.kind, value: asset === undefined ? acceptance.unwritten : kind[asset.kind]},
    {label: field.vendor, value: text(asset?.vendor)},
    {label: field.model, value: text(asset?.model)},
    {label: acceptance.serialDeclared, value: text(asset?.serial ?? asset?.identity?.serial)},
    {label: acceptance.serialLearnt, value: serial === null ? acceptance.unlearnt : text(serial)},
    {label: acceptance.os, value: os === null ? acceptance.unlearnt : valueText(os, 'os.prettyName', context)},
    {label: field.address, value: text(asset?.address)},
    {label: acceptance.document, value: text(asset?.ordered?.document)},
    {label: acceptance.delivered, value: text(asset?.ordered?.delivered)},
  ];
}
