import type {DeviceDefence} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {interfaceNodes} from './ports.ts';

type Defence = DeviceDefence['defences'][number];

function one(name: Defence['name'], detail: string | undefined, scope: string | null = null): Defence {
  return {name, enabled: detail !== undefined, scope, detail: detail ?? null};
}

function firstLine({nodes}: CiscoConfig, pattern: RegExp): string | undefined {
  return nodes.find(({text}) => pattern.test(text))?.text;
}

/** Limits of half-open connections: TCP intercept, or the parameters of the firewall. */
function synFlood(config: CiscoConfig): Defence {
  const intercept = firstLine(config, /^ip tcp intercept list /);
  const limits = matching(config.nodes, /^parameter-map type inspect /).flatMap(({node}) => node.children);
  return one(
    'syn-flood',
    intercept ?? limits.find(({text}) => /^(?:tcp )?max-incomplete |^one-minute /.test(text))?.text,
  );
}

function controlPlane({nodes}: CiscoConfig): Defence {
  const policies = matching(nodes, /^control-plane(?: host)?$/).flatMap(({node}) => node.children);
  return one('control-plane-policing', policies.find(({text}) => /^service-policy input /.test(text))?.text);
}

function stormControl(config: CiscoConfig): Defence[] {
  const found = interfaceNodes(config).flatMap(({name, children}) => {
    const line = children.find(({text}) => /^storm-control \S+ level /.test(text))?.text;
    return line === undefined ? [] : [one('storm-control', line, name)];
  });
  return found.length > 0 ? found : [one('storm-control', undefined)];
}

function inspection(config: CiscoConfig): Defence[] {
  const zones = matching(config.nodes, /^zone-pair security (\S+)/).filter(({node}) =>
    has(node.children, /^service-policy type inspect /),
  );
  const classic = interfaceNodes(config).filter(({children}) => has(children, /^ip inspect \S+ (?:in|out)$/));
  const found = [
    ...zones.map(({match, node}) => one('stateful-inspection', node.text, match[1] ?? null)),
    ...classic.map(({name, children}) =>
      one('stateful-inspection', children.find(({text}) => text.startsWith('ip inspect '))?.text, name),
    ),
  ];
  return found.length > 0 ? found : [one('stateful-inspection', undefined)];
}

export function readDefence(config: CiscoConfig): Parsed<DeviceDefence> {
  return told(config, {
    defences: [
      one('login-throttling', firstLine(config, /^login block-for \d/)),
      synFlood(config),
      controlPlane(config),
      ...stormControl(config),
      ...inspection(config),
    ],
  });
}
