import test from 'ava';
import {withAddress} from '../../../src/transports/outside/address-forms.ts';

const forms = '{{address}} {{host}} user@{{domain}}';

test('an address as URLs and mail addresses write it', (t) => {
  t.is(withAddress(forms, '192.0.2.1'), '192.0.2.1 192.0.2.1 user@[192.0.2.1]');
  t.is(withAddress(forms, '2001:db8::1'), '2001:db8::1 [2001:db8::1] user@[IPv6:2001:db8::1]');
  t.is(withAddress(forms, 'mx.example.lg.jp'), 'mx.example.lg.jp mx.example.lg.jp user@mx.example.lg.jp');
});

test('what stands there twice is put there twice, and nothing else changes', (t) => {
  t.is(withAddress('{{host}}{{host}} {{other}}', '192.0.2.1'), '192.0.2.1192.0.2.1 {{other}}');
});
