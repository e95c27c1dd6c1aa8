/** The words the rules know, as parts of one regular expression each. Points: about 1 decides a title without others. */
import type { TaskCategory } from "../../shared/tasks";

type Group = { points: number; phrases: string };

export const PHRASES: Record<TaskCategory, readonly Group[]> = {
  urgent: [
    {
      points: 2.5,
      phrases: [
        "urgent(?:ly)?|asap|emergency|immediately|right away|right now|critical|sev ?1|p0|hotfix",
        "outage|data loss|data leak|breach(?:ed)?|security incident|incident|ransomware|phishing|compromised|hacked|stolen|backdoor",
        "(?:is|are|was|were|went|goes) down|(?:does|do|did) not work|power cut|fire|flood(?:s|ed|ing)?|injured|offline|not (?:responding|reachable)|unreachable|out of (?:disk|memory)|disk (?:is )?full|(?:at|over) 9\\d ?%|in (?:an|one|two|half an) hours?|within the hour",
        "roll ?back|restore (?:the )?(?:service|database|backup|production)|(?:nobody|no one) can|(?:customers?|users?|people|team|we|they) (?:cannot|can't|can not)|other (?:companies|people|customers|users)['’]?s?|each other's|somebody else",
      ].join("|"),
    },
    {
      points: 1.5,
      phrases: [
        "crash(?:es|ed|ing)?|broken?|broke down|out of order|refus(?:es|ed|ing)|reject(?:s|ed)|keeps? \\w+ing|fails?|failing|failed|failure|stuck|blocked|blocking|blocker|blocks|losing|lost|leak(?:s|ed|ing)?",
        "expired|expires? (?:today|tonight|tomorrow)|today|tonight|this (?:morning|afternoon|evening)|since (?:midnight|\\d+|an hour|this)|every \\d+ (?:minutes|seconds)|midnight|by noon|by \\d+(?::\\d\\d| ?pm| ?am| o'clock)|in \\d+ (?:minutes|hours)|by (?:5|five)|within (?:an|the|two|\\d+) hours?|end of (?:the )?day|before (?:the )?(?:call|demo) today",
        "charged twice|double charg(?:e|ed|es|ing)|wrong amounts?|exposed|revoke|vulnerability|exploit(?:ed)?|timing out|time ?outs?|errors? 5\\d\\d|5\\d\\d(?: errors?)?",
        "overdue|last (?:chance|reminder|warning)|final notice|waiting at|stop(?:ped)? (?:working|sending|the)|(?:was|were|is|are|has|have) not (?:\\w+ )?(?:paid|sent|arriv(?:ed|ing)|renewed|shown|come|delivered)|cut-?off|suspicious|cancelled|furious|stranded",
      ].join("|"),
    },
    {
      points: 0.8,
      phrases:
        "production|prod|payments?|checkout|log ?in|sign-?in|tomorrow|now|alert(?:s|ing)?|wrong|missing|down|deadline|escalat(?:e|ed|ion)|angry|everyone|everything|nobody|red|ill|evacuate|embargo|regulator|complain(?:t|ts|s|ed)?|police|flood(?:ed)?|leaking",
    },
  ],
  important: [
    {
      points: 1.3,
      phrases: [
        "launch|ship|roll ?out|go live|release (?:plan|candidate|the|version|\\d)|migrat(?:e|ion|ing)|redesign|roadmap|strategy|okrs?|quarterly|goals?",
        "contract|lawyers?|trademark|patent|grant|negotiate|renewal|renew|proposal|pricing|budget|forecast|investors?|board (?:meeting|deck)|funding|partnership|partners?|tender|revenue|churn|costs?|cash ?flow|sales|seed round|suppliers?|certif(?:y|ied|icate|ication)|insurance|invoice dispute",
        "hire|hiring|vacan(?:t|cy)|position|mentor(?:ing)?|apprentices?|succession|interviews?|candidates?|offer letter|onboard(?:ing)?|performance reviews?|promotion|salary|salaries",
        "security (?:audit|review|training)|penetration test|compliance|gdpr|iso ?27001|soc ?2|audit|legal|privacy policy|data protection|threat model",
        "decide|decision|develop|(?:two|multi)-factor|single sign-on|sso|enterprise|capacity|on-?call|runbook|failover|staging|infrastructure|offline mode|architecture|design (?:doc|review|the)|prototype|implement|build|integrate|integration|replace|refactor|scal(?:e|ing)|performance|accessibility|load test",
      ].join("|"),
    },
    {
      points: 0.9,
      phrases: [
        "plan|prepare|measure|find out why|work out|lower|cut the|negotiat\\w+|evaluate|convince|clarify|respond|requirements|service levels?|playbook|review|present(?:ation)?|pitch|demo|customers?|clients?|feedback|user research|usability|investigate|analy[sz]e|analysis|reduce|improve|fix|bugs?",
        "feature|api|database|backups?|monitoring|tests?|end-to-end|permissions?|importer|exporter|search|notifications?|mobile app|billing|subscription",
        "kick-?off|workshop|agree|align|estimate|specif(?:y|ication)|milestone|next (?:quarter|sprint|release)|conference talk|case study|campaign|training",
      ].join("|"),
    },
    {
      points: 0.5,
      phrases:
        "write|draft|define|sketch|model|register|create|set up|finish|finali[sz]e|meeting|report|team|new|choose",
    },
  ],
  routine: [
    {
      points: 1.3,
      phrases: [
        "typos?|rename|swap|reset|tidy|cover|seating|posters?|brochures?|batter(?:y|ies)|cables?|keyboard|freezer|parcel|post office|out-of-office|signature|calendar|whiteboards?|slides|font|tidy(?: up)?|clean(?: up|ing)?|clear out|sort|archive|delete old|remove (?:old|unused|stale)|unused|label|tags?|spelling|wording|formatting|lint|bump",
        "order|reorder|refill|fetch|pizza|restaurants?|canteen|vacuum|dust|sweep|recycling|business cards?|newspaper|magazine|buy|book|reserve|restock|coffee|tea|milk|snacks?|cake|birthday|lunch|dinner|party|flowers|gift|plants?|kitchen|fridge|printer|paper|chairs?|desks?|badges?|swag|stickers|t-?shirts?",
        "weekly|monthly|daily|minutes|notes|stand-?up|newsletter|time ?sheets?|expenses?|receipts?|mileage|filing|scan|photocopy|calendar invite|room",
        "minor|small|cosmetic|nice to have|some ?day|whenever|low priority|no rush|when (?:there is|you have) time|optional|icon|favicon|footer|screenshots?|emoji|avatar",
      ].join("|"),
    },
    {
      points: 0.8,
      phrases:
        "update (?:the )?(?:readme|docs?|wiki|links?|contact|address(?:es)?|photos?|signature|template|list|dependenc(?:y|ies)|version|calendar|glossary|changelog)|upgrade|check (?:the )?(?:spelling|links?|stock)|move (?:the )?(?:files?|folder|notes)|share|post|upload|print|water|return|send (?:the )?(?:link|slides|notes|minutes|thank)|thank|welcome|sync|copy|collect|pick up|drop off|read the|subscribe|unsubscribe|changelog|readme|wiki|glossary|translate|proofread|alphabetical(?:ly)?|duplicates?",
    },
  ],
};
