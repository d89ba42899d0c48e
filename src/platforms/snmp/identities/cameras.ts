import {family} from './family.ts';

export const cameras = [
  family('axis', 'AXIS OS', 'Axis', '368', {
    says: /; AXIS /,
    reads: /; AXIS (?<model>[^;]{2,32}?); [^;]{4,40}; (?<version>\d{1,2}\.\d{1,3}\.\d{1,4});/,
  }),
  family('hikvision', 'Hikvision', 'Hikvision', '39165 50001', {says: /Hikvision/i}),
  family('vivotek', 'VIVOTEK', 'VIVOTEK', '23465'),
  family('hanwha', 'Hanwha Vision', 'Hanwha Vision', '36849'),
  family('bosch-video', 'Bosch video', 'Bosch', '3967'),
  family('panasonic-camera', 'i-PRO / Panasonic', 'Panasonic', '258', {says: /WV-/, reads: /(?<model>WV-\w{4,10})/}),
  family('christie', 'Christie', 'Christie', '25766'),
];
