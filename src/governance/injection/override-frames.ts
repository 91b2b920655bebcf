import { type Frame, isForeign, trace } from './frame.ts';
import { commands, type Scene, type ScenePlace, Surroundings } from './scene.ts';

// Rules that an assistant is said to have; policies, tasks and settings everybody has.
const plainRules =
  /^(?:instructions?|rules?|guidelines?|directives?|directions|orders|commands?|constraints?|restrictions?|指示|指令|规则|规矩|限制|命令|约束|守则|准则|设定|设置|吩咐|规定|角色设定|人设|条条框框)$/u;

// Orders, settings and filters are cancelled and cleared every day.
const everydayVerbs =
  /^(?:cancel|clear|delete|remove|reset|drop|break|disable|turn off|switch off|deactivate|suspend|violate|abandon|取消|清除|清空|删除|删掉|关闭|解除|停用|违反|移除|放弃|重置|重设|突破|打破|取消晒|解除晒|清晒|闩咗|熄咗|熄晒|跳过|略过)$/u;

/** Ignore your earlier instructions. */
export const overrideFrame: Frame = (scene) =>
  commands(scene, 'override').flatMap((verb) => {
    const around = new Surroundings(scene, verb, { after: 80, before: 60 });
    const rules = around.find('machine-rules', 'rules');
    const talk = around.find('prior-talk');
    if (talk !== undefined && (rules === undefined || talk.start <= rules.start)) {
      return trace('override', priorTalkWeight(scene, around, talk), [verb, talk]);
    }
    return rules === undefined ? [] : trace('override', overrideWeight(scene, around, rules), [verb, rules]);
  });

function overrideWeight(scene: Scene, around: Surroundings, rules: ScenePlace): number {
  const word = around.word(rules);
  // "instructions you were given": English may add what marks them behind the word.
  const behind = /\p{Script=Han}/u.test(word) ? 2 : 30;
  const between = around.near.filter(({ end }) => end <= rules.end + behind);
  const has = (concept: ScenePlace['concept']) => between.some((place) => place.concept === concept);
  if (isForeign(scene, around, rules)) return 0;
  const everyday = everydayVerbs.test(around.word(around.verb));
  const machine = around.near.find(
    ({ concept, start }) => concept === 'machine-rules' && Math.abs(start - rules.start) < 40,
  );
  if (machine !== undefined) {
    return !everyday || has('your') || has('everything') || has('prior') ? 1 : 0.5;
  }
  // Who withdraws his own instructions attacks nobody.
  if (has('of-others')) return 0;
  const marks = [has('prior'), has('your'), has('everything')].filter(Boolean).length;
  if (!plainRules.test(word)) return everyday ? 0 : marks >= 2 ? 1 : marks / 2;
  if (everyday && /^(?:settings?|orders|设定|设置|commands?|directions)$/u.test(word)) return 0;
  if (everyday)
    return has('your') || (has('prior') && /^(?:instructions?|指示|指令)$/u.test(word)) ? 1 : marks / 2;
  // "Ignore the rules" with nothing to tell whose: half a sign at most, and less beside a plain command.
  return marks > 0 ? 1 : 0.4;
}

function priorTalkWeight(scene: Scene, around: Surroundings, talk: ScenePlace): number {
  const word = around.word(talk);
  const after = scene.text.slice(talk.end, talk.end + 16);
  if (/^\s?(?:about|on|regarding|concerning|in the)\b|^(?:关于|有关)/u.test(after)) return 0;
  if (isForeign(scene, around, talk)) return 0;
  return /told|given|创造|developers|system|conversation|对话|设定|身份|讲嘅|讲过|说过|被告知|教你/u.test(
    word,
  )
    ? 1
    : 0.5;
}

/** Your restrictions have been lifted. */
export const voidFrame: Frame = (scene) =>
  scene.places
    .filter(({ concept }) => concept === 'void')
    .flatMap((place) => {
      const around = new Surroundings(scene, place, { after: 0, before: 90, sameClause: false });
      const rules = around.find('machine-rules', 'rules');
      if (rules === undefined || isForeign(scene, around, rules) || around.has('of-others')) return [];
      const machine = around.has('machine-rules') || around.has('ethics');
      const plain = /^(?:instructions?|指示|指令|规矩|限制|restrictions)$/u.test(around.word(rules));
      if (machine)
        return trace('override', around.has('your', 'prior', 'everything') ? 1 : 0.5, [rules, place]);
      const said = plain && around.has('your', 'prior');
      return trace(
        'override',
        said ? (around.has('your') && !/restrictions/.test(around.word(rules)) ? 1 : 0.5) : 0,
        [rules, place],
      );
    });
