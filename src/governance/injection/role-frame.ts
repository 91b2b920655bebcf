import { clauseStart } from './command-position.ts';
import { type Frame, isForeign, trace } from './frame.ts';
import { type Scene, type ScenePlace, Surroundings, type Trace } from './scene.ts';

const impersonation =
  /^(?:act as|pretend|role|simulate|behave|take|assume|play|imagine|respond as|answer as|speak as|impersonate|emulate|consider yourself|suppose|think of yourself|reply as|write as|embody|channel|扮|假|模拟|充当|想像|想象|设想|化身|代入|角色扮演|把自己|将自己|当自己|当你自己|当作自己|变身|幻想)/u;
const newIdentity =
  /^(?:you are now|you're now|you are no longer|from now on|you will now be|you are going to be|your new|your name is now|你现在是|您现在是|从现在|你不再是|你将|你要扮演|你的新|你而家系|你而家係|你而家|你依家|你家阵|由而家|由依家|你唔再)/u;
const switching =
  /^(?:switch to|enter|enable|activate|go into|boot into|进入|开启|启动|切换到|切换至|切换为|启用|打开|入去|转做|转去|开着|开咗|揿着)/u;

/** You are now an assistant without rules. */
export const roleFrame: Frame = (scene) =>
  scene.places
    .filter(({ concept, start }) => concept === 'role' && isOpening(scene.text, start))
    .flatMap((role) => {
      const around = new Surroundings(scene, role, { after: 170, sentences: 1 });
      const word = around.word(role);
      const persona = around.find('persona');
      const mode = around.find('unbound-mode');
      const hard = around.find('unbound');
      const soft = around.find('unbound-softly');
      const whom = impersonation.test(word) || newIdentity.test(word);
      if (mode !== undefined && mode.start - role.end < 45) {
        return trace('role', modeWeight(scene, around, mode), [role, mode]);
      }
      if (switching.test(word)) return [];
      if (hard !== undefined && (whom || persona !== undefined)) return trace('role', 1, [role, hard]);
      if (soft !== undefined) {
        const limits = around.has('machine-rules', 'ethics') || persona !== undefined;
        const weight =
          whom && (limits || impersonation.test(word) || scene.from === 'user') ? 1 : limits ? 0.5 : 0;
        return trace('role', weight, [role, soft]);
      }
      return newIdentity.test(word) && scene.from === 'outside' ? newIdentityTrace(scene, role, persona) : [];
    });

function newIdentityTrace(scene: Scene, role: ScenePlace, persona: ScenePlace | undefined): Trace[] {
  if (persona === undefined || persona.start - role.end > 60) return [];
  const between = scene.text.slice(role.end, persona.start);
  // "You are now chatting with our assistant" changes nobody's role.
  if (
    /\b(?:with|talking|speaking|connected|using|able|in|on|ready|entitled|required|eligible|logged)\b|可以|能够|需要/u.test(
      between,
    )
  )
    return [];
  return trace('role', /no longer|不再是|唔再/u.test(scene.text.slice(role.start, role.end)) ? 1 : 0.5, [
    role,
    persona,
  ]);
}

function modeWeight(scene: Scene, around: Surroundings, mode: ScenePlace): number {
  const word = around.word(around.verb);
  if (
    isForeign(scene, around, mode) ||
    /^\s?(?:on|in) (?:your|the)\b/.test(scene.text.slice(mode.end, mode.end + 12))
  )
    return 0;
  if (around.word(mode) === 'dan') return around.has('unbound', 'unbound-softly') ? 1 : 0.5;
  if (
    /jailbreak|god|dan|sudo|unrestricted|uncensored|chaos|越狱|上帝|无限制|无审查|不设限|冇王管/u.test(
      around.word(mode),
    )
  )
    return 1;
  if (impersonation.test(word) || newIdentity.test(word)) return 1;
  if (!switching.test(word)) return /^you(?:'re| are)?$/.test(word) ? 0.5 : 0;
  return scene.from === 'user' || around.has('unbound', 'machine-rules') ? 1 : 0.5;
}

/** Whether a phrase of a role is said to the reader: at the head of its clause, or after who wants it. */
function isOpening(text: string, start: number): boolean {
  const lead = text.slice(clauseStart(text, start), start).trim();
  return (
    /^(?:(?:please|now|so|ok|okay|and|then|but|hi|hello|hey|today|also|you|will|must|should|can|could|let's|just|i want you to|i need you to|i would like you to|i'd like you to|your task is to|your job is to|you have to|you need to|you are going to|you are to|gonna|from now on|for this|dear|assistant|chatbot|ai|immediately|instead|henceforth)\s*)*$/.test(
      lead,
    ) ||
    (/(?:^|请|你|要|现在|而家|就|立即|马上|即刻|并|可以|帮我|扮演|唔该|要求|命令|希望|想|开始|应|起|先|依家|家阵|麻烦|同我|我)$/u.test(
      lead,
    ) &&
      !/如果|若|有人|点解|为什么|如何|点样|攻击|黑客/u.test(lead))
  );
}
