import { z } from 'zod';

const byVariety = z.partialRecord(
  z.enum(['en', 'zh-Hant', 'zh-Hans', 'yue-Hant', 'yue-Hans']),
  z.array(z.string().trim().min(1)),
);

/** Questions of one card by way of illustration: what its body answers, and near ones that it does not. */
export const cardQuestionsSchema = z.strictObject({
  card: z.string().min(1),
  answers: byVariety,
  notAnswered: byVariety,
});

/** Illustrating questions of one card. */
export type CardQuestions = z.infer<typeof cardQuestionsSchema>;
