/**
 * All that the widget says, in French.
 *
 * U+202F before `; ! ?`, U+00A0 before `:` and inside « ». Quotations keep their own characters
 * and never pass through here.
 */

export const TITLE = "Interroger les sources";
export const GREETING =
  "Posez une question en français\u00a0: la réponse cite les sources, mot pour mot. Toute personne " +
  "nommée est présumée innocente tant que sa culpabilité n’a pas été définitivement établie.";
export const QUESTION = "Votre question";
export const ASK = "Demander";
export const AGAIN = "Recommencer";
export const CLOSE = "Fermer";
export const LOG = "Questions et réponses";
export const SUGGESTED = "Questions proposées";
export const EMPTY = "Écrivez d’abord une question.";
export const WAITING = "Recherche dans les sources…";
export const SLOW = "La recherche dure plus longtemps que d’habitude. Elle continue…";
export const RETRY = "Réessayer";

export const CITED = "Ce que disent les sources";
export const DISAGREE = "Les sources divergent";
export const NEAREST = "Passages les plus proches";
export const NEAREST_SAID = "Ils n’ont pas été retenus comme réponse.";
export const HELP = "Numéros d’aide";
export const HELP_SAID = "Ces numéros ne viennent pas des sources.";
export const READ = "Lire dans la source";
export const NEW_WINDOW = "nouvelle fenêtre";
export const SITE = "site";
export const HEDGED = "au conditionnel";

/** The parts of a page that are worth naming: all but the article's own text. */
export const ZONES = {
  title: "titre",
  standfirst: "chapeau",
  subheading: "intertitre",
  quotebox: "citation en exergue",
  caption: "légende ou crédit",
  byline: "signature",
  biography: "présentation de l’auteur",
  comment: "commentaire de lecteur",
  related: "renvoi à un autre article",
  advert: "publicité",
  navigation: "navigation du site",
};

/** Whose words they are, when they are not the paper's. */
export const SPEAKERS = {
  quotation: "propos cités",
  reported: "propos rapportés",
  comment: "avis d’un lecteur",
};
/** @param {string} said @param {string | null} name */
export const speaker = (said, name) => (name ? `${said}\u00a0: ${name}` : said);

/** @param {string} question */
export const understood = (question) => `Compris\u00a0: ${question}`;
/** @param {number} count */
export const agree = (count) => `${count} sources concordent`;
/** @param {string} value @param {string} numbers */
export const position = (value, numbers) => `«\u00a0${value}\u00a0» [${numbers}]`;
/** @param {number} count */
export const places = (count) =>
  count === 1 ? "mêmes mots à un autre endroit" : `mêmes mots à ${count} autres endroits`;
/** @param {string} text @param {string} explained */
export const dated = (text, explained) => `«\u00a0${text}\u00a0»\u00a0: ${explained}`;
/** @param {string} label */
export const linkEnd = (label) => `\u00a0: ${label} (${NEW_WINDOW})`;

/** What is said when no record comes, by kind of problem. */
export const PROBLEMS = {
  unreachable:
    "Le serveur des sources n’a pas pu être joint. Vérifiez votre connexion, puis réessayez.",
  origin:
    "Le serveur des sources n’accepte pas les questions posées depuis ce site. La personne qui " +
    "tient le site peut demander à y être autorisée.",
  timeout: "Le serveur des sources n’a pas répondu à temps. Réessayez dans un instant.",
  busy: "Le serveur reçoit trop de questions. Attendez une minute, puis réessayez.",
  missing:
    "Aucun service de réponse ne se trouve à l’adresse prévue. Signalez-le à la personne qui " +
    "tient ce site.",
  request: "Le serveur des sources a refusé cette question. Formulez-la autrement.",
  server: "Le serveur des sources a rencontré une erreur. Réessayez dans un instant.",
  unreadable: "La réponse du serveur est illisible. Réessayez dans un instant.",
  address: "L’adresse du serveur des sources manque ou n’est pas valable (attribut «\u00a0api\u00a0»).",
};
