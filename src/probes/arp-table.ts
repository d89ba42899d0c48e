import {ArpTable} from '../model/device/index.ts';
import {defineDeviceProbe} from '../model/probe.ts';

export const arpTable = defineDeviceProbe({
  fact: 'arpTable',
  title: {en: 'ARP table', ja: 'ARPテーブル'},
  schema: ArpTable,
});
