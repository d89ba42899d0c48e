export {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';
