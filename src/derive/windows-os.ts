import {z} from 'zod';

/** What is read here of the fact `windowsOs`. */
export const WindowsOs = z.object({
  name: z.string(),
  version: z.string(),
  displayVersion: z.string().nullable(),
  channel: z.string().nullable(),
  server: z.boolean().nullable(),
  embedded: z.boolean().nullable(),
  servicePack: z.int().nullable(),
});
