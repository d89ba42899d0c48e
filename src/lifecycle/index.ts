export {readFeed, type Feed} from './feed.ts';
export {importDates, type DatedFeed, type Days, type Imported, type Told} from './import.ts';
