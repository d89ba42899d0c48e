import {z} from 'zod';
import {
  AssetSchema,
  CredentialSchema,
  DefaultsSchema,
  GroupSchema,
  JumpHostSchema,
  SiteSchema,
  ZoneSchema,
} from './schema.ts';

const inventory = z.strictObject({
  site: SiteSchema,
  credentials: z.record(z.string(), CredentialSchema).optional(),
  zones: z.array(ZoneSchema).min(1),
  jumpHosts: z.record(z.string(), JumpHostSchema).optional(),
  defaults: DefaultsSchema.optional(),
  groups: z.record(z.string(), GroupSchema).optional(),
  // May be absent in the YAML that goes with a CSV.
  assets: z.array(AssetSchema).min(1).optional(),
});

/** JSON Schema (draft 2020-12) of the YAML inventory, for editors: shapes and words, not the rules of single values. */
export function inventoryJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(inventory, {
    io: 'input',
    override: ({jsonSchema}) => {
      if (jsonSchema['oneOrMore'] !== true) return;
      const {items} = jsonSchema;
      for (const key of ['oneOrMore', 'type', 'items']) Reflect.deleteProperty(jsonSchema, key);
      jsonSchema.anyOf = [{type: ['string', 'number']}, {type: 'array', ...(items === undefined ? {} : {items})}];
    },
  });
}
