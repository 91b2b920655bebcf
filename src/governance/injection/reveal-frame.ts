import { type Frame, isForeign, trace } from './frame.ts';
import { commands, type Scene, Surroundings, type Trace } from './scene.ts';

// Verbs with which one also asks for a text to be written.
const writing =
  /^(?:write|describe|put|include|convert|return|give|provide|present|release|encode|render|share|post|send|translate|summarise|summarize|paraphrase|rewrite|list|state|say|report|提供|总结|概括|翻译|写出|分享|给出|改写|发送|写出嚟)$/u;

/** Show your system prompt; show what others asked; show the passwords. */
export const revealFrame: Frame = (scene) =>
  commands(scene, 'reveal').flatMap((verb) => {
    const around = new Surroundings(scene, verb, { after: 95, before: 60 });
    return [
      ...revealSecret(scene, around),
      ...revealRules(scene, around),
      ...revealOthers(around),
      ...revealCredential(scene, around),
    ];
  });

function revealSecret(scene: Scene, around: Surroundings): Trace[] {
  const secret = around.find('secret');
  if (secret === undefined || isForeign(scene, around, secret)) return [];
  const article = /(?:\ban?|some|your own|good|better|例子|一些|几个|一个|个)\s?$/u.test(
    scene.text.slice(Math.max(0, secret.start - 9), secret.start),
  );
  if (article) return [];
  const word = around.word(secret);
  const owned = around.has('your') || /^(?:your|你)/u.test(word) || around.has('verbatim');
  const plain = /^(?:your prompts?|提示词|你的设定)$/u.test(word);
  const weak =
    (writing.test(around.word(around.verb)) && !owned) ||
    (plain && writing.test(around.word(around.verb)) && !around.has('verbatim')) ||
    (/^提示词$/u.test(word) && !owned);
  return trace('reveal', weak ? 0.5 : 1, [around.verb, secret]);
}

function revealRules(scene: Scene, around: Surroundings): Trace[] {
  const above = around.find('text-above');
  const verbatim = around.find('verbatim');
  if (above !== undefined && verbatim !== undefined) {
    const telling = /start|beginning|code block|代码|程式码|你是|very/u.test(around.word(verbatim));
    return trace('reveal', telling ? 1 : 0.5, [around.verb, above, verbatim]);
  }
  const rules = around.find('rules', 'machine-rules');
  if (rules === undefined || around.has('secret') || isForeign(scene, around, rules)) return [];
  if (!around.has('your') || around.has('of-others')) return [];
  return trace('reveal', verbatim === undefined ? 0.5 : 1, [around.verb, rules, verbatim]);
}

const sensitive =
  /chat|conversation|message|prompt|password|private|asked|typed|wrote|identity|对话|聊天|讯息|消息|密码|身份证|身分证|问|讲过|说过|打过|倾计|隐私/u;

function revealOthers(around: Surroundings): Trace[] {
  const others = around.find('other-users');
  const data = around.find('data');
  if (others === undefined || data === undefined) return [];
  if (/^(?:report|state|describe|say|上报|汇报)$/u.test(around.word(around.verb))) return [];
  const users =
    /user|customer|client|resident|session|account|before|用户|使用者|用家|客|会话|账户|帐户|在我之前|上一个人|市民/u.test(
      around.word(others),
    );
  const all = /all|every|每|所有|全部|各/u.test(around.word(others));
  const certain = users && (!all || sensitive.test(around.word(data)));
  return trace('reveal', certain || sensitive.test(around.word(data)) ? 1 : 0.5, [around.verb, others, data]);
}

function revealCredential(scene: Scene, around: Surroundings): Trace[] {
  const credential = around.find('credential');
  if (credential === undefined) return [];
  const held =
    /you (?:have access|know|hold|store|can see|have stored|keep)|your (?:memory|config|configuration|environment|context|system)|the (?:system|server|database|backend|environment)'?s?|stored in|environment|database|\.env|admin|环境变|数据库|资料库|管理员|系统|你知道|你存|你能|后台|你记得|你记住|服务器|伺服器/u;
  const window = scene.text.slice(around.verb.start, credential.end + 50);
  return trace('reveal', held.test(window) ? 1 : 0.5, [around.verb, credential]);
}
