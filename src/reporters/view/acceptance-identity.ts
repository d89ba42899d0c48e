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

function listOf(facts: Facts, name: string, field: string): string[] {
  const fact = facts[name];
  if (fact?.state !== 'known' || typeof fact.value !== 'object' || fact.value === null) return [];
  const value: unknown = Object.hasOwn(fact.value, field) ? (fact.value as Record<string, unknown>)[field] : null;
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}

/** Serial numbers that the device itself told, by whichever fact has them: a stack has several. */
function learntSerials(facts: Facts): string[] {
  const names = Object.keys(facts).sort();
  const told = names.flatMap((name) => [fieldOf(facts, name, 'serial') ?? [], listOf(facts, name, 'serials')].flat());
  return [...new Set(told)];
}

const plain = (serial: string): string => serial.normalize('NFKC').trim().toUpperCase();

/** Where either side is silent, they do not differ. */
export function serialDiffers(asset: Asset | undefined, facts: Facts): boolean {
  const declared = asset?.serial ?? asset?.identity?.serial ?? null;
  const learnt = learntSerials(facts).map(plain);
  return declared !== null && learnt.length > 0 && !learnt.includes(plain(declared));
}

function firmware(facts: Facts): string | null {
  const parts = ['osName', 'version'].map((field) => fieldOf(facts, 'device', field));
  return parts.every((part) => part !== null) ? parts.join(' ') : null;
}

/** What the record says of an asset: by the inventory, and by the device itself. */
export function recordIdentity(id: string, asset: Asset | undefined, facts: Facts, context: Context): LabelledValue[] {
  const {field, acceptance, kind} = context.texts;
  const text = (value: string | null | undefined): string =>
    value == null ? acceptance.unwritten : deviceText(value, context, 300);
  const os = fieldOf(facts, 'os', 'prettyName') ?? firmware(facts);
  const serials = learntSerials(facts);
  return [
    {label: field.id, value: text(id)},
    {label: field.name, value: text(asset?.name)},
    {label: field.assetNo, value: text(asset?.assetNo)},
    {label: field.kind, value: asset === undefined ? acceptance.unwritten : kind[asset.kind]},
    {label: field.vendor, value: text(asset?.vendor)},
    {label: field.model, value: text(asset?.model)},
    {label: acceptance.serialDeclared, value: text(asset?.serial ?? asset?.identity?.serial)},
    {label: acceptance.serialLearnt, value: serials.length === 0 ? acceptance.unlearnt : text(serials.join(' '))},
    {label: acceptance.os, value: os === null ? acceptance.unlearnt : valueText(os, 'os.prettyName', context)},
    {label: field.address, value: text(asset?.address)},
    {label: acceptance.document, value: text(asset?.ordered?.document)},
    {label: acceptance.delivered, value: text(asset?.ordered?.delivered)},
  ];
}
