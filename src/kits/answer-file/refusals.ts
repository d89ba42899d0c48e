import {refusal} from '../refusal.ts';

export const noQuestions = (): Error =>
  refusal(
    'asks nothing that this version of mizumori asks: make a new kit and run it',
    'には、この版のmizumoriと共通する質問がありません。新しいキットを作成して実行してください',
  );
