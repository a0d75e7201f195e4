"""How the French press words its furniture: what a line says of its own zone.

Patterns are matched on folded text (lower case, no accents, plain apostrophes). They come from
the habits of many outlets, and name none.
"""

import re
from collections.abc import Iterable

from rag.segment.lines import Line
from rag.types import Zone


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_MONTH = r"(?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
DATE_PATTERN = (
    rf"(?:\d{{1,2}}(?:er)?\s+{_MONTH}\s+\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\d{{4}}-\d\d-\d\d|(?:{_DAY},? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{{1,2}}, \d{{4}})"
)
TIME_PATTERN = r"(?:\d{1,2}\s?[h:]\s?\d\d|\d{1,2}\s?h\b)"
_AGO = r"il y a (?:\d+|une?|quelques) ?(?:min|h|jour|semaine|mois|an)\w*"

DATE = re.compile(DATE_PATTERN)
TIME = re.compile(TIME_PATTERN)

RELATED = _any(
    [
        r"^(?:[>»→•*-]+\s*)?a (?:lire|voir|ecouter|relire|revoir|explorer|decouvrir|regarder|consulter)\b",
        r"^(?:[>»→•*-]+\s*)?(?:lire|relire|voir|ecouter)(?: aussi| egalement| la suite| plus| notre| nos)?\s*:",
        r"^(?:lire|voir|ecouter|revoir) (?:aussi|egalement)\b",
        r"^aussi a \w+$",
        r"^(?:lire|voir|ecouter) (?:aussi|egalement)?\s*[—–-]|^a re(?:lire|voir|ecouter)\b",
        r"^(?:nos|les|mes|d'|vos|autres)\s?(?:autres |derniers? |dernieres? )?(?:articles?|dossiers?|sujets?|billets?|infos?|contenus?|videos?|emissions?)\b.{0,40}$",
        r"^(?:les|le) (?:plus|top|fil)\b.{0,30}$|^dans l'actu\w*\b.{0,30}$|^(?:autres|derniers|dernieres) \w+$|^cette semaine$",
        r"^(?:pour comprendre|notre dossier|la serie|le dossier|en video|les faits)\s?[>:]",
        r"^(?:sur|dans) le meme (?:sujet|theme|numero|dossier)|^sur (?:ce|le) (?:sujet|theme)\b",
        r"^dans la meme (?:rubrique|categorie|thematique|serie)",
        r"^(?:nos |les |d'autres |autres )?(?:articles?|contenus?|sujets?|videos?|episodes?|billets?)"
        r" (?:similaires?|lies?|associes?|recommandes?|connexes?|recents?|populaires?|precedents?|suivants?)",
        r"^(?:les|l'|vos)\s*(?:articles? )?(?:plus|mieux) (?:lus?|vus?|partages?|commentes?|consultes?)",
        r"^(?:pour|a) (?:aller plus loin|prolonger|approfondir)",
        r"^(?:dernieres?|derniers) (?:breves|actualites|infos|nouvelles|articles|minutes)",
        r"^(?:les )?(?:episodes|articles|billets) (?:precedents|suivants|recents)",
        r"^related (?:posts|articles)|^up next\b|^read (?:more|next|also)|^you may also",
        r"^vous (?:aimerez|pourriez)(?: aussi| peut-etre)?\b|^cela pourrait vous",
        r"^recommandes? pour vous|^a ne pas (?:manquer|rater)\b|^notre (?:selection|dossier)\b",
        r"^(?:retrouvez|relisez) (?:aussi |egalement )?(?:tous |toutes )?(?:nos|notre|le dossier)\b",
        r"^(?:et aussi|egalement|ailleurs sur le site|en lien avec (?:cet|l')|a la une)\s*:?$",
        r"^(?:[←→]|<<|>>)\s|\s[→]$|^(?:article|billet|episode) (?:precedent|suivant)\s*:",
        r"^\(?(?:re)?lire (?:notre|nos|l'article|aussi|page)\b",
    ]
)

HEADER_ONLY = 7
"""Words up to which a related cue without colon is the heading of a list."""

ADVERT_MARK = _any(
    [
        r"^(?:-+ ?)?(?:publicites?|pub|annonces?|petites annonces|annonces? legales?|sponsorise|sponsored"
        r"|contenu (?:sponsorise|partenaire)|partenaires?|en partenariat(?: avec .*)?|publi-?\w+"
        r"|contenus? (?:propose|commandite|sponsorise)e?s?\b.*|(?:propose|offert|presente) par .*|(?:la selection|nos idees) shopping.*|a vendre|nos (?:partenaires|sponsors)"
        r"|contenus qui pourraient.*|.{0,40}\bsponsorise|offre d[eu] \w+|le contenu continue apres l'annonce"
        r"|(?:la suite|continuez votre lecture) apres (?:la|cette) publicite|offre partenaire|bon plan)(?: ?-+)?\s*:?$"
    ]
)

CALL_TO_BUY = _any(
    [
        r"^(?:j'en profite|je (?:decouvre|m'abonne|profite)\b.*|decouvrir l'offre.*|voir (?:l'offre|les offres).*"
        r"|signaler cette annonce|en profiter|s'abonner\s*:.*|je m'affilie|abonnez-vous ?!?)$",
    ]
)

COMMENT_HEADER = _any(
    [
        r"^(?:\d+ |aucun |les |vos |tous les |lire les |voir les )*(?:commentaires?|reactions?|reflexions?|messages?|avis des lecteurs"
        r"|contributions?|reponses?)(?: des? (?:lecteurs|internautes|abonnes))?\s*(?:\(\s*\d+\s*\)|: ?\d+|\d+|sur\b.*|[–-].*page.*)?\s*:?$",
        r"^.{0,25}\b(?:commentaires?|reactions?|coms|contributions?|livre d'or|discussions?)\b.{0,25}$",
        r"^(?:forum|espace (?:commentaires?|reactions?|debat)|le debat|la parole aux lecteurs|vous avez la parole|le coin des lecteurs|courrier des lecteurs)\b",
        r"^(?:\d+ )?(?:commentaires?|comments?)\b.{0,30}$",
    ]
)

COMMENT_OPENER = _any(
    [
        rf"^(?=.*[a-z]).{{2,45}}?[\s,–|·♦•;(-]+(?:poste |publie |ecrit |le |a ecrit )*(?:le )?{DATE_PATTERN}\W*(?:a |- )?{TIME_PATTERN}.{{0,40}}$",
        r"^.{2,40} (?:dit|a dit|a ecrit|ecrit|repond|a repondu|says)\s*:?$|^.{2,40}, en reponse a .{2,60}$",
        rf"^(?=.*[a-z]).{{2,40}}?[\s,–|·♦•-]+{_AGO}.{{0,25}}$|^(?:poste|ecrit|publie|commente) par\b.{{2,70}}$",
    ]
)
"""Who speaks in a thread: a pseudonym, alone or with the date of the message."""

PSEUDONYM = re.compile(
    r"^@?(?=[\w.@-]{3,22}$)(?:[a-zà-ÿ][\w.-]*|\w*[^\W\d]\w*[\d_][\w.-]*|[A-Z][a-z]+(?:[A-Z][\w]*)+)$(?<!\.fr)(?<!\.com)"
)
"""A single word that no French name or heading is: all lower case, with a digit, or in CamelCase."""

COMMENT_META = _any(
    [
        COMMENT_OPENER.pattern,
        rf"^(?:le )?{DATE_PATTERN}\s*(?:a|,|-|–|·|\||;)*\s*{TIME_PATTERN}(?:\s?min)?$|^{DATE_PATTERN}$|^{_AGO}$|^\d{{1,2}} ?(?:h|min|j)$",
        r"^(?:[+-]?\d+\s*)(?:j'aime|likes?|votes?|points?|reponses?|pouces?)\b.{0,40}$|^\+\d+\s*[-/]\s*-?\d+$|^\W*\d+\W+\d*\W*$",
        r"^message (?:supprime|modere|masque)|^(?:ce|commentaire) .{0,20}(?:supprime|modere)",
    ]
)

BYLINE = _any(
    [
        rf"^(?:publie|poste|mis en ligne|mise? a jour|modifie|actualise|cree|paru|diffuse|article publie)\b.{{0,60}}(?:\d|{_DAY})",
        rf"^(?:le )?(?:{_DAY} )?{DATE_PATTERN}(?:.{{0,90}})$",
        rf"^.{{0,60}}\b{DATE_PATTERN}.{{0,40}}$|^(?:mis en ligne |publie |poste )?{_AGO}$",
        r"^(?:la|le) redac\w*'?.{0,30}$|^entretien avec\b.{0,50}$|^.{0,60}\benvoyee? speciale?$|^\d+ min(?: \d+ s)?$",
        r"^article paru\b.{0,60}$|^[\w.' -]{3,40} \(correspondante?s?\b.{0,40}\)$|^[a-z. ]{2,12}, a [\w' -]{2,40}$",
        r"^(?:par|de|by|ecrit par|redige par|texte|textes|reportage|propos recueillis par|signe|avec|correspondance|de notre (?:envoye|correspondant)\w*)\s*:?\s+(?-i:[a-z])[\w.'-]+ [\w.'-]+.{0,80}$",
        r"^(?:temps de lecture|lecture|duree de lecture)\s*:?\s*\d|^\d+ ?(?:min|minutes?)\.?(?: de lecture)?$",
        r"^(?:la redaction|redaction|l'auteur|auteur/autrice|auteur|autrice|author|journaliste)\b.{0,50}$",
        r"^[\w'. -]{2,40}(?:,| \()?\s*(?:avec|et) (?:l')?(?:afp|reuters|ap|agences?|la redaction\b.{0,25})\)?$",
        r"^\(?(?:afp|reuters|ap|belga|ats)\)?$|^[a-z]{2,4}(?:[/-][a-z]{2,4}){1,3}$",
        rf"^communique(?: de presse)?\b.{{0,40}}{DATE_PATTERN}|^(?:n°|numero|no) ?\d+.{{0,30}}{DATE_PATTERN}",
        rf"^[\w' -]{{2,30}}, (?:le )?\d{{1,2}} {_MONTH}(?: \d{{4}})?(?: \(\w+\))?\s*[-–—]?$",
        r"^une emission de\b|^propos recueillis\b|^(?:article )?reserve aux abonnes$",
    ]
)

CAPTION = _any(
    [
        r"^(?:©|\(c\)|credits?\b|photos?\b|illustrations?\b|legende\b|image\b|infographie\b|dessin\b|video\b)",
        r"(?:©|\(c\)|\bphotos?(?: d'(?:archives|illustration))?\s*[:/,(]?|credits? photos?).{0,70}$",
        r"\((?:photo|illustration|archives?|image|dr|capture|credit)\b[^)]{0,70}\)\.?$",
        r"(?:/|–|-|\|)\s*(?:afp|reuters|sipa|maxppp|getty|shutterstock|istock|dr|abaca|hans lucas)\b.{0,20}$",
        r"\bphotographie(?:e|s|es)? (?:en|par|le|a|au|pendant|lors|dans|devant)\b",
        r"^(?:le )?reportage d(?:e|')\b.{0,120}$|montage\s*:.{0,40}duree\s*:",
        r"\(?(?:capture d'ecran|image d'illustration|photo d'illustration|photo d'archives?|archives)\)?\.?$",
    ]
)

BIOGRAPHY = _any(
    [
        r"^(?:a propos de l'(?:auteur|autrice)|a propos d(?:e|u)\b|qui est l'auteur|l'auteure?$|biographie)",
        r"\best (?:grande? )?(?:journaliste|reporter|correspondante?|redact\w+|chroniqueu\w+|editorialiste|pigiste|auteure?|autrice|historien\w*|blogueu\w+)\b",
        r"^(?:journaliste|reporter|redact(?:eur|rice)|correspondante?|chroniqueu(?:r|se)|ancien(?:ne)? \w+|passionne\w*|diplome\w*|ne en|specialis\w+)\b.{12,}",
        r"^(?:par )?[\w'-]+ [\w'-]+(?: [\w'-]+)?[.,:]? (?:grand |ancien(?:ne)? )?(?:reporter|journaliste|suit|couvre|est journaliste|a rejoint|nee? (?:a|en))\b",
        r"\b(?:il|elle|je|j')\s*(?:suit|couvre|ecris|ecrit|collabore|presente|anime|tient|travaille|a rejoint|ai rejoint|a publie|suis|est|a fait|ai fait)\b.{0,90}"
        r"\b(?:depuis|pour|redaction|service|journal|blog|blogue|rubrique|questions|emission|actualite|magazine|site)\b",
        r"\btient ce (?:blog|journal|carnet)\b|\bsans carte de presse\b|\bjournaliste de formation\b",
        r"^contact(?:er)? l'(?:auteur|autrice)|^(?:tous|voir) (?:ses|les) articles(?: d[eu]| de l'auteur)?",
    ]
)

NAVIGATION = _any(
    [
        r"^(?:aller|passer|retour|revenir|acceder) (?:au|a la|a l'|en|aux)\b.{0,40}$",
        r"^(?:accueil|menu|rechercher?|connexion|deconnexion|compte|mon compte|s'(?:abonner|inscrire|identifier)|se connecter"
        r"|inscription|fermer|ok|valider|envoyer|repondre|signaler|citer|partager|imprimer|commenter|copier le lien"
        r"|newsletters?|podcasts?|direct|en direct|replay|meteo|contact|facebook|twitter|x|whatsapp|linkedin|email|e-mail|courriel"
        r"|j'aime|chargement…?|tweet\w*|tags?|mots[- ]cles?|plan du site|voir plus|afficher plus|charger plus|en savoir plus|lire la suite|suivant|precedent)\b[\s:.…]*$",
        r"^accueil\b.{0,120}$|^vous etes ici\b",
        r"^(?:partager|partage|imprimer|envoyer|offrir|ecouter|telecharger|enregistrer|copier|garder|reagir|agrandir|version imprimable"
        r"|ajouter|sauvegarder|suivre|s'abonner|diaporama|aimer|recommander)\b[^.]{0,70}$",
        r"^(?:facebook|twitter|x|whatsapp|mastodon|linkedin|instagram|bluesky|telegram)(?:\s+\S+){0,8}$",
        r"\b(?:cookies|traceurs|donnees personnelles|mentions legales|politique de confidentialite|vie privee|cgu|cgv|rgpd)\b",
        r"\btous droits reserves\b|\breproduction\b.{0,40}\binterdite|\bpropulse par\b|^copyright\b|^©\s.{0,80}\b(?:19|20)\d\d\b|^(?:19|20)\d\d ?©",
        r"\b(?:issn|commission paritaire|direct(?:eur|rice) de (?:la )?publication|arcom|edite par|exemplaires distribues|voie publique|webmestre|webmaster|optimise pour)\b",
        r"\b(?:adresse (?:e-?mail|electronique|mail|de messagerie)|boite (?:mail|aux lettres electronique|de reception)|votre (?:boite|messagerie)|flux rss)\b",
        r"^(?:inscrivez|abonnez|connectez|rejoignez|suivez|recevez|retrouvez|laissez|mettez|identifiez|contactez|ecrivez|telechargez|partagez|soutenez|signalez|prevenez)[- ](?:vous|nous|la|le|les|un|une|en|chaque|l'|moi)\b.{0,260}$",
        r"^(?:suivez|rejoignez|recevez|recherchez|decouvrez) .{0,90}$",
        r"^(?:vous devez|il faut|pour) (?:etre|vous|commenter|reagir|participer).{0,60}(?:inscri|connect|identifi|abonn)",
        r"^(?:laisser|ecrire|ajouter|poster|publier) (?:un|votre) (?:commentaire|message|avis|reaction)",
        r"^(?:les champs|votre (?:nom|mail|e-mail|commentaire|message)|nom|prenom|site web)\b.{0,80}$",
        r"^(?:mots?[- ]cles?|etiquettes?|tags?|themes?|rubriques?|categories?|classe dans|post category|thematiques?)\s*:",
        r"^(?:cette entree|cet article) a ete (?:publie|poste|classe)",
        r"^(?:notez|evaluez|votez) .{0,30}$|^manage episode\b|^\d+ episodes?$|^tous les (?:episodes|articles|numeros)$",
        r"^(?:\[|×|☰|▶|►|#\w+)|\[lecteur\]|^page (?:suivante|precedente|\d+)|^(?:\d+\s*(?:/|sur)\s*\d+)$|^(?:- ){2,}|^_{3,}",
        r"^(?:qui sommes-nous|nous contacter|contactez|contact presse|l'equipe|la redaction$|nos engagements|notre charte|charte)\b.{0,90}$",
        r"^(?:j'accepte|tout (?:accepter|refuser)|accepter|refuser|parametrer|regler mes choix|continuer sans accepter|gerer)\b.{0,40}$",
        r"^(?:vous etes un|vous faites le|bienvenue sur|une remarque|une question|un avis)\b.{0,150}$",
        r"^(?:\d+ (?:messages?|commentaires?)|trier par|page \d+)\b.{0,60}$|^commentaires de la publication\b",
        r"^(?:application|appli|l'appli|disponible sur)\b.{0,80}$|\b(?:app store|google play|google actualites|apple podcasts)\b",
        r"^(?:la (?:lettre|newsletter)|notre (?:lettre|newsletter))\b.{0,120}$",
        r"^je (?:m'|me )\w+.{0,30}$|\b(?:ecrivez|contactez)[- ]nous\b|reservee?s? aux (?:abonnes|membres)|^seuls? les (?:membres|abonnes)\b|articles? gratuits?\b",
        r"\b(?:siret|siren|rcs|bce|tva|iban|association (?:loi|sans but))\b|^fourni par\b|\btheme\s?:|\bvisiteurs?$|^\d+ connectes$|^deja (?:membre|abonne)|^ouvrir une session",
        r"^(?:threads|youtube|tiktok|intégrer|integrer|selectionner|abonnements?|a propos|nous joindre|code de deontologie|à la une|a la une|lire plus tard|alerte sur ce sujet)\b.{0,50}$|^[af][+-]? ?[af]?[+-]?$",
        r"^(?:hotel de ville|mairie)\b.{0,60}\d|^ouvert(?:ure)? du (?:lundi|mardi)\b|^standard\s*:|^tel\.?\s*:",
        r"^you are currently viewing$|^next$|^previous$|^share\b.{0,30}$|^subscribe\b.{0,60}$|^skip to\b",
    ]
)

DATELINE = _any([rf"^.{{0,70}}\b{DATE_PATTERN}\b.{{0,60}}{TIME_PATTERN}.{{0,40}}$", rf"^[^.]{{0,30}}[|•·] ?{DATE_PATTERN}$"])

CREDIT = _any(
    [
        r"\((?:[A-ZÀ-Ý]{2,}|[A-ZÀ-Ý][\w. -]{2,25})[/–-] ?[^()]{2,40}\)\.?$",
        r"^(?:AGENCE|ARCHIVES?|PHOTO|[A-ZÀ-Ý]{2,} [A-ZÀ-Ý]{2,} POUR)\b[^a-zà-ÿ]{2,60}$",
        r"\((?:[Cc]liché|[Ii]mage|[Dd]ocument|[Rr]epro|[Cc]apture|DR)[^()]{0,40}\)\.?$",
    ]
)
"""Picture credits, on the text as written: their capitals tell them."""

LEGAL = _any(
    [
        r"\btous droits reserves\b",
        r"\bmentions legales\b",
        r"\bissn\b|\bcommission paritaire\b|\bcgu\b|\bcgv\b",
        r"\bdirect(?:eur|rice) de (?:la )?publication\b",
    ]
)


def cue(line: Line) -> Zone | None:
    """Return the zone that a line claims by its wording, or None when it claims none.

    Long prose claims nothing but a related link, a call to sign up or a legal notice: a sentence
    of an article may well speak of cookies or photographs.
    """
    text = line.folded
    if RELATED.search(text) and line.words <= 40:  # a link with its headline
        return Zone.RELATED
    if ADVERT_MARK.search(text) or CALL_TO_BUY.search(text):
        return Zone.ADVERT
    if line.words > 30:  # longer than any furniture but the legal kind
        return None
    if (
        text.startswith("par ") and line.words <= 24 and BYLINE.search(text)
    ):  # author, role, agency, date
        return Zone.BYLINE
    if line.words <= 20 and DATELINE.search(text) and not NAVIGATION.search(text):
        return Zone.BYLINE
    if CREDIT.search(line.text) and not LEGAL.search(text) and not _copyright_footer(line):
        return Zone.CAPTION
    if CAPTION.search(text) and not LEGAL.search(text) and not _copyright_footer(line):
        return Zone.CAPTION
    if NAVIGATION.search(text):
        return Zone.NAVIGATION
    if line.words <= 24 and BYLINE.search(text):  # author, role, agency, date
        return Zone.BYLINE
    return Zone.NAVIGATION if line.menu and not line.prose else None


def _copyright_footer(line: Line) -> bool:
    """Say whether a copyright is the site's, with its year, and not a picture's."""
    return re.search(r"(?:©|\(c\))[^/]*\b(?:19|20)\d\d\b[^/]*$", line.folded) is not None


def opens_comment(line: Line) -> bool:
    """Say whether a line names who speaks in a thread of comments."""
    return line.words <= 16 and (
        COMMENT_OPENER.search(line.folded) is not None or PSEUDONYM.match(line.text) is not None
    )
