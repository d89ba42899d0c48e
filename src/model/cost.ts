/** `cheap`: always asked; `disk`: walks local file systems, off in control; `slow`: seconds of CPU on the target. */
export type Cost = 'cheap' | 'disk' | 'slow';
