import type {AssetKind} from './asset.ts';
import type {Via} from './evidence.ts';
import type {Bilingual} from './text.ts';

/** One device family and how to talk to it. */
export interface Platform {
  readonly id: string;
  readonly title: Bilingual;
  /** Transports that can ask it. */
  readonly via: readonly Via[];
  /** Kinds of asset for which `platform: auto` may mean it. */
  readonly kinds: readonly AssetKind[];
}
