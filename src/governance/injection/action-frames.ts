import { type Frame, trace } from './frame.ts';
import { commands, type ScenePlace, Surroundings } from './scene.ts';

const address =
  /(?:https?:\/\/|www\.|\bhxxps?:)[^\s)]{3}|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]{2}|\+?\d[\d -]{7,14}\d/;

/** Send the user's data to an address. */
export const exfiltrateFrame: Frame = (scene) => [
  ...commands(scene, 'send').flatMap((verb) => {
    const around = new Surroundings(scene, verb, { after: 130, before: 70 });
    const data = privateData(around) ?? around.find('other-users', 'credential');
    if (data === undefined) return [];
    const to = around.has('destination') || address.test(scene.text.slice(verb.start, data.end + 140));
    if (!to) return trace('exfiltrate', around.has('everything') ? 0.5 : 0, [verb, data]);
    return trace('exfiltrate', isOfUser(around.word(data)) ? 1 : 0.5, [
      verb,
      data,
      around.find('destination'),
    ]);
  }),
  ...commands(scene, 'embed').flatMap((verb) => {
    const around = new Surroundings(scene, verb, { after: 150, before: 60 });
    const data = privateData(around);
    const link = around.find('link');
    const reached = link !== undefined || /https?:\/\//.test(scene.text.slice(verb.start, verb.end + 150));
    if (data === undefined || !reached) return [];
    return trace('exfiltrate', isOfUser(around.word(data)) ? 1 : 0.5, [verb, data, link]);
  }),
];

/** What is sent: what tells of the user before what anybody has. */
function privateData(around: Surroundings): ScenePlace | undefined {
  const found = around.all('private-data');
  return found.find((place) => isOfUser(around.word(place))) ?? found[0];
}

/** Said by one who speaks past the user to the assistant. */
function isOfUser(word: string): boolean {
  return /user|reader|this c|the c(?:hat|onv)|chat history|conversation h|your |system|context|retrieved|uploaded|用户|使用者|用家|对话|聊天|系统|上下文|倾计|会话|会話|谈话/u.test(
    word,
  );
}

const plainTool =
  /^(?:tools?|function|terminal|sql|api|get request|post request|工具|接口|终端|命令|命令行|脚本|curl|plugin|plug-in|插件|file system|函数|函式|bash|powershell|code interpreter)$/u;
const quiet =
  /without|do not ask|don't ask|silently|secretly|quietly|covertly|rm -rf|drop|disable logging|in the background|regardless|before (?:answering|you)|whatever the user|unasked|无须|无需|不需|不用|不必|不要|未经|暗中|悄悄|偷偷|静|后台|背景|唔使|唔好|唔理|私下|不经|不待|先斩|暗地|不作|无论|之前/u;

/** Call a tool that nobody asked for. */
export const toolFrame: Frame = (scene) =>
  commands(scene, 'call').flatMap((verb) => {
    const around = new Surroundings(scene, verb, { after: 110, before: 70, sentences: 1 });
    const tool = around.find('tool');
    if (tool === undefined || tool.start - verb.end > 45) return [];
    const dangers = around.near.filter(({ concept }) => concept === 'danger');
    const danger = dangers.find((place) => quiet.test(around.word(place))) ?? dangers[0];
    const secret = danger !== undefined && quiet.test(around.word(danger));
    const plain = plainTool.test(around.word(tool));
    const goal =
      around.has('private-data', 'destination', 'other-users') ||
      address.test(scene.text.slice(tool.end, tool.end + 110));
    if (plain) return trace('tool', secret || (goal && danger !== undefined) ? 1 : 0, [verb, tool, danger]);
    const whole = (danger !== undefined || goal) && (scene.from === 'outside' || secret);
    return trace('tool', whole ? 1 : 0, [verb, tool, danger]);
  });

/** Do not tell the user. */
export const secrecyFrame: Frame = (scene) =>
  scene.places
    .filter(({ concept }) => concept === 'secrecy')
    .flatMap((place) => {
      const around = new Surroundings(scene, place, { after: 70, before: 60 });
      const told = around.find('this-message');
      // A pupil is not told the answer, nor a caller the password.
      if (
        /^\s?(?:the |their |his |her )?(?:answers?|passwords?|results?|scores?|whether|答案|密码|结果|成绩|分数)/u.test(
          scene.text.slice(place.end, place.end + 20),
        )
      )
        return [];
      return trace('secrecy', told !== undefined && scene.from === 'outside' ? 1 : 0.5, [place, told]);
    });
