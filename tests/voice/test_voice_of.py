"""Whose words a stretch is: French cases written by hand, a third of them traps."""

import pytest
from sources import marked

from rag.types import Zone
from rag.voice import voice_of

QUOTATIONS = [
    ("« [[Le pont rouvrira lundi]] », a déclaré Anne Petit.", "Anne Petit"),
    (
        "« [[Le pont rouvrira lundi]] », a déclaré mardi à la presse Anne Petit, maire de Lure.",
        "Anne Petit",
    ),
    (
        "« [[Tout a brûlé en dix minutes]] », raconte la voisine, Odile Ménard, 71 ans.",
        "Odile Ménard",
    ),
    ("« [[Tout a brûlé en dix minutes]] », souffle l’ancien boulanger.", "l’ancien boulanger"),
    ("Jean Martin : « [[Nous n’avons rien vu venir.]] »", "Jean Martin"),
    ("Le préfet Luc Arnaud explique : « [[La digue a tenu toute la nuit.]] »", "Luc Arnaud"),
    ("Pour Jean Martin, « [[la digue ne tiendra pas un hiver de plus]] ».", "Jean Martin"),
    ("Selon Mme Roux, « [[la digue ne tiendra pas un hiver de plus]] ».", "Mme Roux"),
    ("La digue « [[ne tiendra pas un hiver de plus]] », selon Mme Roux.", "Mme Roux"),
    ("D’après le maire, Jean Martin, « [[il faudra deux ans de travaux]] ».", "Jean Martin"),
    ('"[[Le feu est parti du toit]]", a indiqué le colonel Yann Le Goff.', "Yann Le Goff"),
    (
        "“[[Le feu est parti du toit]]”, précise Me Anne Le Bihan, avocate du propriétaire.",
        "Me Anne Le Bihan",
    ),
    ("« Il m’a dit “[[reviens demain]]” et il est parti », raconte Lucie Faure.", "Lucie Faure"),
    (
        "« J’ai couru. [[La porte était fermée.]] Alors j’ai crié », témoigne Lucie Faure.",
        "Lucie Faure",
    ),
    (
        "« J’ai couru », témoigne Lucie Faure. « [[La porte était fermée à double tour.]] »",
        "Lucie Faure",
    ),
    ("Lucie Faure a tout perdu. « [[La porte était fermée]] », dit-elle.", "Lucie Faure"),
    (
        "« J’ai couru », dit M. Roux. La porte a cédé. « [[Il faisait noir]] », poursuit-il.",
        "M. Roux",
    ),
    ("« [[Je n’ai plus rien à moi]] », répète-t-elle.", None),
    ("L’accusé, Marc Vial, s’est levé. Il a demandé « [[pardon à tous les siens]] ».", "Marc Vial"),
    ("Me Paul Roy, en défense, a plaidé « [[une dépression jamais soignée]] ».", "Me Paul Roy"),
    (
        "L’expert reproche au maître d’œuvre d’avoir « [[confondu vitesse et précipitation]] ».",
        "L’expert",
    ),
    (
        "« Le dossier était sain, admet Romain Viale. [[Mais ma femme ne viendra pas.]] »",
        "Romain Viale",
    ),
    (
        "« [[La commune n’a pas été prévenue]] », regrette cette élue. Claire Aubin siège.",
        None,
    ),
    ("« Et la clé ? » demande la présidente. « [[Je ne sais plus où elle est.]] »", None),
    ("« [[On verra bien.]] » Le public rit.", None),
    (
        "« [[La récolte est perdue]] », se désole Anne-Lise Grondin-Payet, éleveuse.",
        "Anne-Lise Grondin-Payet",
    ),
    (
        "La ministre s’est dite « [[très inquiète pour les éleveurs]] », a rapporté Jean Martin.",
        "Jean Martin",
    ),
    ("« [[Le lait ne paie plus]] », résume en souriant Thierry de La Tour.", "Thierry de La Tour"),
]

REPORTED = [
    ("Selon Jean Martin, [[le pont rouvrira lundi]].", "Jean Martin", False),
    ("[[Le pont rouvrira lundi]], selon le maire.", "le maire", False),
    (
        "Selon une source proche du dossier, [[deux hommes]] auraient fui.",
        "une source proche du dossier",
        True,
    ),
    ("D’après l’AFP, [[trois personnes]] sont mortes.", "l’AFP", False),
    (
        "[[Trois personnes]] sont mortes, a-t-on appris de source policière.",
        "source policière",
        False,
    ),
    ("[[Trois personnes]] sont mortes, a-t-on appris lundi auprès du parquet.", "parquet", False),
    ("Jean Martin affirme que [[la clé a été volée]].", "Jean Martin", False),
    (
        "La porte-parole, Nathalie Crespin, assure que [[les abonnements]] courent.",
        "Nathalie Crespin",
        False,
    ),
    ("[[La clé a été volée]], a indiqué le commissaire Paul Roy.", "Paul Roy", False),
    ("[[Leurs jours ne sont pas en danger]], ont indiqué les pompiers.", "les pompiers", False),
    (
        "Une locataire partie en 2017, Josiane Pruvost, affirme [[avoir signalé la fissure]].",
        "Josiane Pruvost",
        False,
    ),
    ("M. Vial dit [[étudier un recours]].", "M. Vial", False),
    (
        "Anne Petit préside le club. Elle assure que [[six joueuses]] resteront.",
        "Anne Petit",
        False,
    ),
    (
        "Me Paul Roy a plaidé la relaxe : selon lui, [[les faits]] sont prescrits.",
        "Me Paul Roy",
        False,
    ),
    ("À en croire les riverains, [[le bruit]] a cessé en mars.", "les riverains", True),
    (
        "Pour l’avocate générale, Hélène Vasseur, [[il n’y a pas eu de fatalité]].",
        "Hélène Vasseur",
        False,
    ),
    ("Le suspect aurait [[quitté la ville à l’aube]].", None, True),
    ("Deux caisses auraient été [[vidées dans la nuit]].", None, True),
    ("Le sinistre serait dû à [[un chauffe-eau]].", None, True),
    ("Le tueur présumé [[vivait à Lens]].", None, True),
    ("Il est soupçonné d’[[avoir empoisonné le puits]].", None, True),
    ("Elle est accusée d’[[avoir vidé la caisse]].", None, True),
    ("Il a été mis en examen pour [[escroquerie en bande organisée]].", None, True),
    ("La remise en route devrait être [[achevée en juin]].", None, True),
    ("Le maire a affirmé que l’homme aurait [[fui par la cour]].", "Le maire", True),
    ("Il paraît que [[la banque a fermé]].", None, True),
    ("Le feu se serait [[propagé par les combles]].", None, True),
    (
        "L’infirmière qui passait, Josette Albouy, a raconté aux juges qu’[[il boitait]].",
        "Josette Albouy",
        False,
    ),
    ("Comme l’a révélé Le Courrier du Bas, [[l’audit dormait]].", "Le Courrier du Bas", False),
    (
        "Le conducteur, selon les premiers éléments de l’enquête, [[roulait à 110 km/h]].",
        "les premiers éléments de l’enquête",
        False,
    ),
]

PAPER = [
    "Le tarif varie [[de 3 à 5 euros]] selon l’âge.",
    "[[Le prix]] change selon la saison et la taille.",
    "Un film adapté d’un roman, [[tourné à Lens]], d’après une nouvelle de Colette.",
    "La mairie avait décidé que le pont [[fermerait à 20 heures]].",
    "Elle voudrait [[ouvrir une librairie]].",
    "S’il pleuvait, le match serait [[reporté à dimanche]].",
    "Si le vent tournait, [[le feu]] gagnerait la crête.",
    "Il aurait dû [[fermer la vanne]].",
    "Il tirait [[une charrette de foin]].",
    "Elle entrait [[dans la salle]] quand la cloche sonna.",
    "L’équipe préparait [[le derby]] et espérait un point.",
    "Le portrait et le retrait [[datent de 1868]].",
    "La toile, intitulée « [[La Passeuse de Loire]] », a été retrouvée.",
    "Son roman « [[Les Volets clos]] » paraît jeudi.",
    "Ce « [[système]] » a coûté cher à la commune.",
    "Les clients achetaient des « [[bons d’avenir]] » au guichet.",
    "Le procureur a requis [[dix-huit mois de prison]].",
    "Me Arnaud Roux, qui défend le propriétaire, a plaidé [[la relaxe]].",
    "Le maire, Laurent Cuny, a annoncé [[la fermeture du pont]].",
    "[[Anne Petit]] affirme que la clé a été volée.",
    "La chaussée a été refaite [[en mars 2021]]. Selon le maire, elle tiendra vingt ans.",
    "« Je ne sais rien », a dit Jean Martin. [[Le procès reprend lundi.]]",
    "Le juge que [[la presse a suivi]] part à la retraite.",
    "Pour Noël, [[la ville]] illumine ses quais.",
    "Pour le prix d’un café, [[la navette]] mène à la gare.",
    'L’écran de 27" coûte [[310 euros]].',
    "Les accusés [[sont arrivés à 9 heures]].",
    "Un accusé de réception [[a été envoyé le 3 mai]].",
    "La note de la banque [[est tombée à B]].",
]

HEARSAY = [
    "Le suspect [[pourrait]] avoir agi seul.",
    "Les coordonnées proviendraient [[d’un fichier volé]].",
    "Ils se seraient enfuis [[par la lucarne]].",
    "Le vol, commis en 2017, serait [[prescrit]].",
    "Il conduirait [[sans permis]] depuis dix ans.",
    "Le groupe détiendrait [[40 % des parts]].",
    "Elle vivrait [[au Portugal]].",
    "Le dossier aurait été [[transmis au parquet]], a promis le maire.",
    "Il a annoncé que l’homme aurait [[fui]].",
    "La somme semble [[avoir été détournée]].",
    "L’incendie est vraisemblablement [[accidentel]].",
    "Les agresseurs présumés [[sont en fuite]].",
    "Elle comparaissait pour [[abus de confiance]].",
    "Il est poursuivi pour [[faux et usage de faux]].",
    "Elle l’accuse d’[[avoir vidé le compte]].",
]

PLAIN = [
    "Il a promis qu’il [[viendrait en juin]].",
    "La ministre avait annoncé que l’usine [[fermerait]].",
    "On savait que le pont [[céderait]].",
    "Elle aimerait [[partir]] au printemps.",
    "Il faudrait [[dix agents de plus]].",
    "Ils auraient préféré [[un autre tracé]].",
    "Nul ne saurait [[l’oublier]].",
    "S’ils gagnaient, ils seraient [[champions]].",
    "Il attirait [[les foules]] et inspirait confiance.",
    "La poutre s’effondrait [[chaque hiver]].",
    "Il livrait [[le pain]], ouvrait la boutique et découvrait ses dettes.",
    "Elle montrait [[le chemin]] aux visiteurs.",
    "La fête durait [[trois jours]].",
    "Il jurait [[comme un charretier]].",
    "Elle a accusé réception [[du colis]] ; l’accusé de réception est joint.",
]


@pytest.mark.parametrize("text", HEARSAY)
def test_a_hedge_of_the_sentence_is_kept(text: str) -> None:
    voice = voice_of(marked(text), Zone.BODY)
    assert (voice.kind, voice.hedged) == ("reported", True)


@pytest.mark.parametrize("text", PLAIN)
def test_a_wish_a_future_or_an_imperfect_is_no_hearsay(text: str) -> None:
    assert not voice_of(marked(text), Zone.BODY).hedged


@pytest.mark.parametrize(("text", "name"), QUOTATIONS)
def test_a_quotation_is_its_speakers(text: str, name: str | None) -> None:
    voice = voice_of(marked(text), Zone.BODY)
    assert voice.kind == "quotation"
    assert (voice.name.text if voice.name else None) == name


@pytest.mark.parametrize(("text", "name", "hedged"), REPORTED)
def test_what_is_attributed_is_reported(text: str, name: str | None, hedged: bool) -> None:  # noqa: FBT001 - a parameter
    voice = voice_of(marked(text), Zone.BODY)
    assert (voice.kind, voice.hedged) == ("reported", hedged)
    assert (voice.name.text if voice.name else None) == name


@pytest.mark.parametrize("text", PAPER)
def test_the_rest_is_the_papers_own(text: str) -> None:
    voice = voice_of(marked(text), Zone.BODY)
    assert (voice.kind, voice.hedged, voice.name) == ("paper", False, None)
