export { type Sentence, sentence, twinSentence } from "./lessons/sentence";
