import {family} from './family.ts';

/** Appliances that show themselves by the name of their kernel alone, and makers of a few kinds of equipment. */
export const others = [
  family('sophos-utm', 'Sophos UTM', 'Sophos', '', {says: /^Linux .{1,100}\.g[0-9a-f]{7}(?:\.rb\d)?-smp(?:64)? #/}),
  family('secureplatform', 'Check Point SecurePlatform', 'Check Point', '', {says: /^Linux .{0,80}-92cp SMP /}),
  family('rubrik', 'Rubrik', 'Rubrik', '', {says: /^Linux .{1,80}-rubrik\d{1,2}-generic /}),
  family('dhcpatriot', 'DHCPatriot', 'First Network Group', '', {says: /^Linux .{1,80}-FNGi-ModularOS-/}),
  family('endrun', 'EndRun', 'EndRun Technologies', '', {says: /^Linux .{1,80}-Sonoma \d{4}-\d{4}-/}),
  family('lambdadriver', 'MRV LambdaDriver', 'MRV', '', {says: /^LambdaDriver/}),
  family('papouch', 'Papouch TME', 'Papouch', '', {says: /^TME$/}),
  family('inovonics', 'Inovonics', 'Inovonics', '42111'),
  family('deva', 'DEVA Broadcast', 'DEVA Broadcast', '35833', {reads: /^Model: (?<model>\w{3,12})/}),
  family('vigintos', 'Vigintos', 'Vigintos', '27993'),
  family('terra', 'Terra', 'Terra', '30631', {reads: /(?<model>sdi\d{3})$/}),
  family('profline', 'Profline', 'Profline', '21222'),
  family('bktel', 'BKtel', 'BKtel', '7501'),
  family('dkt', 'DKT', 'DKT', '27304'),
  family('pbn', 'PBN', 'Pacific Broadband Networks', '11606', {reads: /^(?<model>[A-Z]{3,5}\d{4})$/}),
  family('fibernet', 'Fibernet', 'Fibernet', '29003'),
  family('netelastic', 'netElastic', 'netElastic', '54268'),
  family('emerson-energy', 'Emerson Energy Systems', 'Vertiv', '6302'),
  family('embedded-data-systems', 'Embedded Data Systems', 'Embedded Data Systems', '31440'),
  family('imco-power', 'IMCO Power', 'IMCO Power', '33283'),
  family('phybridge', 'Phybridge', 'Phybridge', '54743', {reads: /^(?<model>FLEX-\d{2}) /}),
  family('fujitsu-blade-switch', 'Fujitsu PRIMERGY switch blade', 'Fujitsu', '211.1.127'),
  family('sub10', 'Sub10 Systems', 'Sub10 Systems', '39003'),
  family('vubiq', 'Vubiq Networks', 'Vubiq Networks', '46330', {reads: /^(?<model>V60s) /}),
];
