import type { Lesson } from "../lesson";
import { shapesLesson } from "./00-shapes/lesson";
import { similarityLesson } from "./01-similarity/lesson";
import { softmaxLesson } from "./02-softmax/lesson";
import { weightedSumLesson } from "./03-weighted-sum/lesson";
import { projectionsLesson } from "./04-projections/lesson";
import { attentionLesson } from "./05-attention/lesson";
import { masksLesson } from "./06-masks/lesson";
import { multiHeadLesson } from "./07-multi-head/lesson";
import { crossAttentionLesson } from "./08-cross-attention/lesson";
import { positionLesson } from "./09-position/lesson";
import { whyAttentionLesson } from "./10-why-attention/lesson";
import { costLesson } from "./11-cost/lesson";
import { gradientsLesson } from "./12-gradients/lesson";
import { trainingHeadsLesson } from "./13-training-heads/lesson";
import { blockLesson } from "./14-block/lesson";
import { bertAndGptLesson } from "./15-bert-and-gpt/lesson";
import { languageModelLesson } from "./16-language-model/lesson";
import { kvCacheLesson } from "./17-kv-cache/lesson";

/** The lessons of the course, in order. */
export const lessons: readonly Lesson[] = [
	shapesLesson,
	similarityLesson,
	softmaxLesson,
	weightedSumLesson,
	projectionsLesson,
	attentionLesson,
	masksLesson,
	multiHeadLesson,
	crossAttentionLesson,
	positionLesson,
	whyAttentionLesson,
	costLesson,
	gradientsLesson,
	trainingHeadsLesson,
	blockLesson,
	bertAndGptLesson,
	languageModelLesson,
	kvCacheLesson,
];
