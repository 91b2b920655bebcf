import type { ConceptWords } from './concepts.ts';

/**
 * English words of instructions to an assistant. Verbs stand in the form of a command only: "ignores" and
 * "ignoring" report what somebody does.
 */
export const english: ConceptWords = {
  override: `ignore|disregard|forget|override|overrule|bypass|circumvent|discard|drop|neglect|overlook|cancel|erase|wipe|
    abandon|set aside|put aside|throw out|throw away|never mind|
    disobey|(stop/cease) (following/obeying/adhering to/listening to/complying with/applying/heeding/respecting)|
    (do not/don't/no longer/never/never again/you need not/need not/needn't/refuse to) (follow/obey/listen to/adhere to/
comply with/heed/abide by/respect/apply/honour/honor/stick to/observe/consider/care about/take notice of)|
    pay (no/no more) (attention/heed/regard) to|take no notice of|free yourself (from/of)|liberate yourself from|nullify|supersede|disable|turn off|switch off|deactivate|unlearn|delete|remove|break|
    leave aside|clear|purge|reset|dismiss|let go of|suspend|violate|
    scrap|ditch|toss|toss out|
    do not be bound by|consider void|skip over|put away|do away with|get rid of|lay aside|shed`,
  rules: `instruction|instructions|rule|rules|guideline|guidelines|guidance|directive|directives|directions|orders|
    commands|command|constraint|constraints|restriction|restrictions|policy|policies|limits|limitations|training|
    configuration|settings|setup|protocol|protocols|filters|filter|requirements|principles|boundaries|safeguards|
    briefing|task|tasks|mandate|regulations|setup text|parameters|code of conduct|values|role|persona`,
  'machine-rules': `prompt|prompts|system prompt|system prompts|system message|system messages|system instruction|
    system instructions|system rules|programming|guardrails|guard rails|guardrail|safety filter|safety filters|
    content policy|content policies|content filter|content filters|safety guidelines|safety rules|safety policy|
    safety policies|safety protocols|safety instructions of the system|developer message|developer instructions|
    developer's instructions|developers' instructions|alignment training|ethical guidelines|ethical constraints|
    initial prompt|safety training|moderation rules|usage policies|ethics module|preprompt|pre-prompt|
    safety layer|safety settings of the assistant|content restrictions|context window`,
  prior: `previous|previously|prior|above|earlier|preceding|before|foregoing|original|initial|existing|so far|up to now|
    up to this point|until now|former|past|old|system|built-in|default|developer|developers|creators|creator|openai|
    you were given|you have been given|you received|you've been given|you have received|given to you|hitherto|
    you had|that came before|you started with|aforementioned|thus far|operator|operators|loaded|vendor`,
  everything: `all|any|every|everything|each|whatever|entire|whole|anything|completely|entirely`,
  your: `your|you were|you've been|you have been|you had been|you follow|you got|you are under|you operate under|
    thy|ur|yours`,
  'of-others': `my|our|his|her|their`,
  foreign: `page|pages|paragraph|paragraphs|section|clause|exercise|exercises|question|questions|worksheet|homework|
    letter|leaflet|label|packet|package|manual|email|e-mail|form|forms|sheet|notice|signs|sign|doctor|doctors|nurse|
    teacher|driver|pharmacist|bank|solicitor|lawyer|employer|landlord|dentist|phone|android|handset|browser|iphone|
    tablet|recipe|step|steps|diagram|chapter|article|schedule|regulation|ordinance|judge|jury|court|tribunal|
    referee|coach|appliance|device|windows|printer|printed|invoice|purchase|delivery|order form|bill|timetable|agenda|
    ballot|voter|clients|client|sat nav|satnav|traffic|tenant|deed|trustee|will and testament|road|footnote|
    syllabus|textbook|quiz|exam|shipping|booking|builder|contractor|camera|router|machine|cookie|cookies|repository|
    column|row|cell|draft|minutes|policyholder|insurer|pharmacy|prescription|chemist|courier|warehouse|kitchen`,
  'prior-talk': `everything above|all of the above|the above|everything before|all the above|what you were told|
    what you have been told|everything you were told|what came before|everything that came before|
    everything you have been told|everything you've been told|everything you know|what was said before|
    the text above|all text above|previous text|previous context|prior context|above context|
    everything up to this point|everything prior|everything previous|previous conversation|earlier conversation|
    who you are|what you are|what the developers told you|what your developers told you|anything above|
    anything before this|everything said before|all that was said above|the preceding text|your creators told you|
    what the system told you|everything you were given|everything you have read so far|everything written above|
    everything you have read|anything you were told|whatever you were told|whatever was said before`,
  reveal: `reveal|show|print|output|display|repeat|disclose|leak|expose|dump|recite|echo|return|give|tell|share|write|
    list|quote|copy|paste|reproduce|spell out|provide|translate|summarise|summarize|type out|read out|read back|
    write out|print out|describe|send|post|state|divulge|present|release|encode|surface|hand over|
    say|let me see|start your reply with|begin your reply with|begin with|render|transcribe|relay|render|rewrite|
    paraphrase|convert|confess|unveil|include|put|retrieve|fetch|look up|pull up|forward|enumerate|report|regurgitate`,
  secret: `system prompt|system prompts|system message|system instructions|system instruction|initial prompt|
    initial instructions|hidden prompt|hidden instructions|hidden rules|secret instructions|secret prompt|
    your prompt|your prompts|internal instructions|internal rules|internal prompt|developer message|
    developer prompt|developer instructions|original instructions|original prompt|preprompt|pre-prompt|
    confidential instructions|configuration prompt|your initial instructions|your original instructions|
    your internal guidelines|your hidden guidelines|your exact instructions|your full instructions|
    your complete instructions|the instructions you were given|the instructions you have been given|
    the prompt you were given|rules you were given|instructions you received|instructions that you were given|
    your underlying instructions|your base prompt|base prompt|starting prompt|your setup instructions|
    your confidential rules|your secret rules|your system rules|your internal configuration|foundational prompt|
    text of your prompt|your context window|your entire context|contents of your context|
    instructions your developers gave you|instructions from your developers|instructions from your developer|
    tool definitions|tool schemas|your function definitions|list of your tools and their parameters|
    rules that your operator gave you|rules you operate under|the text you were given first|your preamble`,
  verbatim: `verbatim|word for word|word by word|exactly as written|in full|character by character|letter by letter|
    exact wording|exact text|exact words|in a code block|inside a code block|in their entirety|in its entirety|
    without omission|exactly as you received|exactly as they were given|line by line|starting with|beginning with|
    starting from|raw|unaltered|as is|from the very beginning|from the top|unedited`,
  'text-above': `the words above|words above|text above|the text above|everything above|everything before this|
    everything above this line|the above text|content above|contents above|sentences above|paragraphs above|
    message above|messages above|all text before|everything that precedes|what is written above|
    the first words of this conversation|the first message of this conversation|the lines above|lines above`,
  credential: `api key|api keys|password|passwords|secret key|secret keys|access token|access tokens|credentials|
    environment variables|env variables|private key|private keys|auth token|auth tokens|login details|
    connection string|connection strings|database password|secrets|bearer token|.env file|session token|
    session tokens|admin password|encryption key|service account|signing key`,
  'other-users': `other user|other users|other user's|other users'|another user|another user's|previous user|
    previous users|previous user's|previous users'|other people's|other customers|other customers'|
    another customer|other person's|all users|all users'|every user|every user's|last user|last user's|
    different user|other customer's|someone else's|other clients|other clients'|users before me|
    the person before me|other accounts|other sessions|somebody else's|other residents|other residents'|
    the user before me|whoever used you before me|everyone else's|all other people|different person`,
  data: `data|conversation|conversations|chat|chats|chat history|messages|message|queries|records|record|passwords|
    emails|phone numbers|addresses|history|personal information|information|details|questions|documents|files|
    identity numbers|names|logs|private data|asked|typed|uploaded|searches|bookings|answers|prompts|wrote|profile|
    profiles|contact details|account|accounts|numbers`,
  'private-data': `conversation|this conversation|the conversation|chat history|chat log|conversation history|dialogue|
    this chat|the chat|user's data|user's message|user's messages|user's question|user's questions|user's name|
    user's email|user's password|user's personal|user's private|user data|users' data|session|session data|cookies|
    your memory|memory contents|context window|system prompt|system message|search results|all files|credentials|
    inbox|contact list|contacts|passwords|api keys|api key|access tokens|private messages|private documents|
    what the user|everything the user|the user's|user's identity|user query|user's query|personal details of the user|
    personal data of the user|transcript|user input|user's input|session history|their private|uploaded documents|
    uploaded files|retrieved documents|other documents|your instructions|the reader's|details the user|
    internal documents|internal notes|customer records|customer list|database|secrets|environment variables`,
  send: `send|forward|post|email|e-mail|transmit|upload|submit|deliver|exfiltrate|leak|report|copy|share|ship|push|
    relay|publish|transfer|pass|mail|bcc|cc|text|report back|pipe`,
  destination: `webhook|this address|this endpoint|this url|this link|following address|following url|following link|
    following endpoint|following server|external server|remote server|attacker|our server|following email|
    this email|this number|this website|following website|our endpoint|this server|the address below|the url below|
    the endpoint|third-party server|third party server|pastebin|public channel`,
  embed: `append|encode|embed|insert|attach|include|put|add|place|concatenate|render|load|open|visit|fetch|request|
    hide|write|stuff|smuggle|base64-encode|interpolate|replace`,
  link: `url|link|image|markdown image|img|query string|query parameter|query parameters|hyperlink|address bar|
    image link|image address|image tag|parameter|tracking pixel|src attribute|path of the request|picture`,
  call: `call|invoke|use|run|execute|trigger|launch|activate|start|open|perform|fire|issue|make`,
  tool: `tool|tools|function|plugin|plug-in|shell|terminal|shell command|tool call|function call|send email|
    send mail|sendmail|delete file|delete files|delete all|transfer funds|make payment|code interpreter|
    send message|http request|get request|post request|curl|bash|powershell|write file|update record|
    delete record|create user|grant access|database query|sql|api call|add user|reset password|delete user|
    delete account|send payment|send money|post message|file system|issue refund|web request`,
  danger: `delete|drop table|drop the table|rm -rf|transfer|wire|wipe|erase|grant|all files|all records|every file|
    every record|without confirmation|without asking|without approval|without the user's consent|
    without permission|without confirming|no confirmation|skip confirmation|do not ask|don't ask|silently|
    in the background|secretly|quietly|covertly|admin rights|administrator rights|disable logging|
    overwrite|format the disk|purchase|buy|pay|refund|shut down|without informing|without telling|
    without user approval|without waiting for approval|before answering|before you answer|whatever the user asks|
    regardless of what the user|unasked|drop database`,
  secrecy: `(do not/don't/never/you must not/must not/without/avoid) (tell/telling/inform/informing/notify/notifying/alert/
alerting/warn/warning/show/showing) (the user/users/the human/the customer using you/the person you serve/the reader)|
    (do not/don't/never/must not) (mention/disclose/reveal/explain/admit/say/report) (this/it/that/any of this/anything)
 to (the user/users/the human/the reader/anyone)|
    (do not/don't/never) let (the user/users/the human/the reader) (know/see/notice/find out/suspect/learn)|do not tell the user|don't tell the user|never tell the user|do not inform the user|don't inform the user|
    do not mention to the user|don't mention to the user|do not let the user know|don't let the user know|
    do not notify the user|don't notify the user|do not alert the user|don't alert the user|do not warn the user|
    don't warn the user|without telling the user|without informing the user|without alerting the user|
    without the user knowing|without the user noticing|hide this from the user|keep this from the user|
    keep it from the user|keep this hidden from the user|conceal this from the user|the user must not know|
    the user must not learn|the user should not know|the user must never know|the user must not see|
    without mentioning it to the user|without the user's knowledge|do not reveal to the user|
    don't reveal to the user|do not disclose to the user|do not tell anyone|do not mention it to anyone|
    without notifying the user|say nothing to the user|say nothing about it to the user|
    do not show the user|don't show the user|do not tell the human|don't tell the human|
    never let the user know|never inform the user|the reader must not know|do not explain to the user|
    never mention to the user|do not let the user see|don't let the user see|unknown to the user|
    without letting the user know|do not tell the person|behind the user's back|keep the user unaware|
    keep the user in the dark`,
  'this-message': `this instruction|these instructions|this message|this note|this text|this prompt|this command|
    that you were told|that you have been told|this comment|this request|about this|this step|this action|
    you were instructed|the tool call|this directive|this paragraph|this tool|having done so|you did so|
    that you did this|this call|this rule|of this order|this order`,
  role: `you are now|you are no longer|you're now|from now on you are|from now on, you are|from now on you will|
    from now on, you will|act as|pretend to be|pretend you are|pretend that you are|pretend you're|roleplay as|
    role-play as|role play as|simulate|behave as|behave like|take on the role|take the role|assume the role|
    play the role|play the part|become|imagine you are|imagine that you are|you will now be|you will be|
    you shall be|you will act as|switch to|enter|enable|activate|respond as|answer as|speak as|
    you are going to be|your new name is|your name is now|your new role|you have been|you can now|
    you are|you're|you have|you've|consider yourself|impersonate|emulate|stay in character|reply as|transform into|
    think of yourself as|let's play a game|you were|go into|boot into|operate as|write as|suppose you are|
    suppose you were|embody|channel`,
  unbound: `do anything now|unfiltered|uncensored|jailbroken|amoral|no ethical|no moral|without ethics|without morals|
    without any ethical|without ethical|without moral|without any moral|never refuse|never refuses|never say no|
    cannot refuse|can not refuse|won't refuse|will not refuse|without refusing|without censorship|no censorship|
    no content policy|no guardrails|without guardrails|ignores all rules|ignores every rule|no safety|without safety|
    broken free|bypass restrictions|no conscience|without conscience|answers everything|answer everything|
    answers anything|answer anything|regardless of legality|no laws apply|never declines|never decline|evil twin|
    regardless of ethics|ethics do not apply|no inhibitions|liberated from|unshackled|unchained|untethered|
    nothing is forbidden|nothing is off limits|nothing is off-limits|obeys no rules|obey no rules|follows no rules|
    no scruples|has no rules|unmoderated|never turns down|cannot decline|without content filters|no content filters|
    no moral compass|without a moral compass|no filters|without filters|without any filters|no refusals|
    never to refuse|refuses nothing|evil ai|rogue ai|evil version|opposite of your|unaligned|no taboos|
    without scruples|whatever i ask|anything i ask|no matter how illegal|no matter how dangerous|
    no matter how unethical|no matter how harmful|even if it is illegal|even if illegal`,
  'unbound-softly': `unrestricted|no rules|no restrictions|no limits|no limitations|without restrictions|
    without any restrictions|without restriction|without limits|without limitations|without rules|
    without any rules|free from all|free of all|free of any|free from any|not bound by|no longer bound by|
    unbound by|no filter|no guidelines|no boundaries|freed from|not restricted|no restriction|anything goes|
    rules do not apply|rules don't apply|no constraints|without constraints|without boundaries|
    not subject to|no longer subject to|no longer restricted|no longer limited|exempt from`,
  'unbound-mode': `developer mode|dev mode|debug mode|god mode|root mode|admin mode|jailbreak mode|dan mode|sudo mode|
    maintenance mode|unrestricted mode|unsafe mode|uncensored mode|dan|chaos mode|override mode|superuser mode|
    no-limits mode|opposite mode|freedom mode|administrator mode|diagnostic mode|service mode|raw mode`,
  persona: `ai|assistant|assistants|chatbot|chat bot|bot|model|language model|llm|llms|gpt|chatgpt|agent|robot|
    artificial intelligence|ai system|machine intelligence|computer|program|ai model|intelligence`,
  void: `are disabled|is disabled|have been lifted|has been lifted|are off|is off|no longer apply|no longer applies|
    do not apply|does not apply|don't apply|are suspended|is suspended|are void|is void|are null and void|
    have been removed|has been removed|have been disabled|has been disabled|have been revoked|are revoked|
    are cancelled|are canceled|have been cancelled|are overridden|have been overridden|are superseded|
    have been suspended|have been turned off|have been switched off|are lifted|have expired|are obsolete|
    has been revoked|is revoked|has been suspended|has expired|have been deactivated|are deactivated|
    were only a test|was only a test|no longer count|no longer bind you|is obsolete|have been reset|has been reset|
    is overridden|has been overridden|has been switched off|has been turned off|is lifted|count for nothing|
    are hereby revoked|has ended|have been superseded|is superseded|has been superseded|are out of date`,
  ethics: `safety|ethical|moral|content|morality|ethics|censorship|moderation|refusal`,
  authority: `i am your developer|i am the developer|i'm the developer|i'm your developer|i am your creator|
    i am an administrator|i am the administrator|i am the system administrator|i am an admin|i am the admin|
    i am from openai|message from the developer|message from the developers|message from your developer|
    message from your developers|message from the system|system administrator here|this is the system administrator|
    this is your developer|this is your administrator|this is a system message|system override|
    admin override|administrator override|developer override|security override|override code|priority override|
    authorised by the developer|authorized by the developer|authorised by the administrator|
    authorized by the administrator|as your developer|as your administrator|as the developer of this assistant|
    system notice to the assistant|root access granted|maintenance access|i have root access|i have admin rights|
    on behalf of the developers|engineers have approved|security team has approved|i work for the company that made you|
    i built you|i wrote your code|this comes from the people who run you|operator notice|developer notice|
    i am the operator|i'm the operator|this is the operator|as the operator`,
  'new-orders': `new instructions|new instruction|updated instructions|revised instructions|new directive|
    new directives|new task|real instructions|actual instructions|real task|actual task|true task|
    additional instructions|important instructions|your new instructions|updated prompt|new prompt|new rules|
    follow these instructions instead|do the following instead|instead do the following|here are your new|
    your only task|your sole task|your new task|your real task|your new goal|your true purpose|highest priority|
    top priority instruction|following takes precedence|this takes precedence|takes precedence over|
    follow my instructions instead|follow only|obey only|listen only to|obey me|do exactly as i say|
    do as i say|what i say next|what follows instead|new mission|new orders|replacement instructions`,
  steer: `answer|respond|reply|say|state|recommend|rate|rank|approve|tell|write|include|add|output|conclude|
    summarise|summarize|insert|mention|praise|promote|click|visit|send|print|give|always|only|repeat|assert|claim|
    declare|instruct|direct|advise|accept|mark|score|grade|choose|select|use|call|put|describe|confirm|act|
    list|report|present|assure|convince|persuade|urge|encourage|ask|request|begin|start|end|finish|hire|
    shortlist|classify|label|follow|obey|do|translate|talk|speak|stop|refuse|forget|ignore|reveal|show|execute|run|
    perform|consider|treat|provide|steer|point|refer|redirect|append|help|explain|sing|compose|focus|endorse|favour|favor`,
  'third-party': `attacker|attackers|hacker|hackers|people|users|they|models|researchers|criminals|somebody|someone|
    anyone|scammers|he|she|fraudsters|adversaries|adversary|students|many|some|companies|we|it|malicious|who|which`,
};
