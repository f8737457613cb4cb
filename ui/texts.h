#pragma once
// Every French sentence of the app, in one place (issue "languages" turns it into catalogues).
// Short, respectful, vous; a number has its unit, a delay its meaning.

#include <string_view>

namespace hub::ui::texts {

// ---- places and titles
inline constexpr char kToday[] = "Aujourd'hui";
inline constexpr char kEnterprises[] = "Entreprises";
inline constexpr char kRequests[] = "Demandes";
inline constexpr char kSolutions[] = "Solutions";
inline constexpr char kMore[] = "Plus";
inline constexpr char kPlaces[] = "Rubriques";
inline constexpr char kStatus[] = "État";
inline constexpr char kVisit[] = "Visite";
inline constexpr char kRequest[] = "Demande";
inline constexpr char kChooseEnterprise[] = "Quelle entreprise ?";
inline constexpr char kWelcome[] = "Carnet de terrain HUB-IIT";
inline constexpr char kBack[] = "Retour";

// ---- saving and sending
inline constexpr char kSavedOnPhone[] = "Enregistré sur ce téléphone";
inline constexpr char kNotSavedYet[] = "Pas encore enregistré";
inline constexpr char kNotSaved[] = "Pas enregistré";
inline constexpr char kIsNotSaved[] = "n'est pas enregistré.";
inline constexpr char kAlreadyEnrolled[] = "Ce téléphone est déjà inscrit. Il est à : ";
inline constexpr char kNoNetworkToEnrol[] =
    "Pas de connexion au serveur : l'inscription demande le réseau une seule fois.";
inline constexpr char kTypeCode[] = "Tapez le code d'inscription, ou collez le lien.";
inline constexpr char kModified[] = "Terminée, puis modifiée";
inline constexpr char kSaving[] = "Enregistrement…";
inline constexpr char kSent[] = "Envoyé";
inline constexpr char kToSend[] = "À envoyer";
inline constexpr char kRefused[] = "Refusé : voir État";
inline constexpr char kRefusedShort[] = "Refusé";
inline constexpr char kInBackup[] = "Envoyé et sauvegardé";
inline constexpr char kOffline[] = "Hors ligne";
inline constexpr char kOnline[] = "En ligne";
inline constexpr char kAllSent[] = "Tout est envoyé";
inline constexpr char kSending[] = "Envoi en cours…";
inline constexpr char kReceiving[] = "Réception des données du réseau…";
inline constexpr char kUpdateReady[] = "Mise à jour prête";
inline constexpr char kReadyOffline[] = "Prêt hors ligne";
inline constexpr char kNotReadyOffline[] = "Préparation hors ligne…";
inline constexpr char kRetry[] = "Réessayer";
inline constexpr char kKeptInMemory[] =
    "Votre réponse est gardée tant que l'application reste ouverte.";
inline constexpr char kOpenElsewhere[] = "Ouvert ailleurs";
inline constexpr char kOneTabWrites[] = "Le carnet est déjà ouvert dans un autre onglet.";
inline constexpr char kOneTabWritesHow[] =
    "Un seul onglet écrit à la fois, pour que rien ne se mélange. L'autre onglet enregistre tout "
    "avant que vous continuiez ici.";
inline constexpr char kOtherTabSaves[] =
    "L'autre onglet finit d'enregistrer. S'il n'y arrive pas, il dit pourquoi.";
inline constexpr char kUseHere[] = "Ouvrir ici";
inline constexpr char kReload[] = "Recharger";
inline constexpr char kNothingTouched[] =
    "Rien n'a été effacé. Rechargez la page ; si ce message revient, montrez-le à votre "
    "coordination avant de vider le navigateur.";
inline constexpr char kShowMore[] = "Afficher la suite";
inline constexpr char kWaitingToSend[] = "à envoyer";
inline constexpr char kClockAhead[] = "L'horloge de ce téléphone est en avance de ";
inline constexpr char kClockBehind[] = "L'horloge de ce téléphone est en retard de ";
inline constexpr char kSetClock[] = ". Réglez la date dans les paramètres du téléphone.";
inline constexpr char kDamagedRows[] =
    "Une partie de la mémoire du téléphone était abîmée. Le reste est là ; ce qui était déjà "
    "envoyé revient du serveur.";

// ---- connection
inline constexpr char kNoNetwork[] =
    "Pas de connexion au serveur. Tout reste enregistré sur ce téléphone.";
inline constexpr char kTokenRefused[] =
    "Le serveur ne reconnaît plus ce téléphone. Vos saisies y restent : demandez un nouveau lien "
    "à votre coordination.";
inline constexpr char kServerBusy[] =
    "Le serveur ne peut pas répondre pour le moment. L'envoi reprendra tout seul.";
inline constexpr char kServerRefused[] =
    "Le serveur n'a pas compris l'envoi. Vos saisies restent sur ce téléphone.";

// ---- enrolment
inline constexpr char kWelcomeText[] =
    "Vos visites, vos demandes et les fiches solutions, même sans réseau.";
inline constexpr char kWelcomeHow[] =
    "Ouvrez le lien d'inscription reçu de votre coordination, ou tapez le code qu'il contient.";
inline constexpr char kCode[] = "Code d'inscription";
inline constexpr char kEnrol[] = "Inscrire ce téléphone";
inline constexpr char kEnrolling[] = "Inscription en cours…";
inline constexpr char kEnrolUnreadable[] =
    "La réponse du serveur est illisible. Vérifiez l'adresse et réessayez.";
inline constexpr char kOtherPerson[] =
    "Ce lien est au nom d'une autre personne. Ce téléphone garde les saisies de la première : "
    "demandez un lien à son nom.";
inline constexpr char kOpening[] = "Ouverture…";

// ---- today
inline constexpr char kToDo[] = "À faire";
inline constexpr char kInProgress[] = "En cours";
inline constexpr char kRecent[] = "Récemment";
inline constexpr char kNewVisit[] = "Nouvelle visite";
inline constexpr char kNewRequest[] = "Nouvelle demande";
inline constexpr char kNothingToday[] =
    "Rien en cours. Touchez « Nouvelle visite » pour commencer.";
inline constexpr char kFollowUp[] = "Suivi";

// ---- enterprises
inline constexpr char kSearchEnterprise[] = "Chercher une entreprise";
inline constexpr char kNoEnterprise[] =
    "Aucune entreprise sur ce téléphone. Elles arrivent à la première connexion.";
inline constexpr char kNoEnterpriseFound[] = "Aucune entreprise ne porte ce nom.";
inline constexpr char kSector[] = "Filière";
inline constexpr char kPlace[] = "Lieu";
inline constexpr char kContact[] = "Contact";
inline constexpr char kVisits[] = "Visites";
inline constexpr char kNoVisit[] = "Pas encore de visite.";
inline constexpr char kNoForm[] =
    "La fiche de visite n'est pas encore sur ce téléphone : connectez-vous une fois.";

// ---- filling in
inline constexpr char kNext[] = "Suivant";
inline constexpr char kPrevious[] = "Précédent";
inline constexpr char kFinish[] = "Terminer";
inline constexpr char kFinishClears[] = "Terminer efface ";
inline constexpr char kAnswerNotAsked[] = "réponse donnée avant, qui n'est plus demandée.";
inline constexpr char kAnswersNotAsked[] = "réponses données avant, qui ne sont plus demandées.";
inline constexpr char kStart[] = "Commencer";
inline constexpr char kContinue[] = "Continuer";
inline constexpr char kRemoveDraft[] = "Supprimer ce brouillon";
inline constexpr char kDraftRemoved[] = "Brouillon supprimé. Vous le retrouvez dans État.";
inline constexpr char kRemovedDrafts[] = "Brouillons supprimés";
inline constexpr char kTapToBringBack[] = "Touchez pour le reprendre.";
inline constexpr char kBringBack[] = "Annuler la suppression";
inline constexpr char kFinished[] = "Terminée";
inline constexpr char kSeeMissing[] = "Voir l'ensemble";
inline constexpr char kBackToToday[] = "Retour à Aujourd'hui";
inline constexpr char kNothing[] = "rien";
inline constexpr char kRequired[] = "Réponse obligatoire";
inline constexpr char kTextFull[] = "Limite de ";
inline constexpr char kTextFullOf[] =
    " caractères atteinte : rien de plus n'est gardé. Raccourcissez ce texte pour continuer.";
inline constexpr char kClear[] = "Effacer la réponse";
inline constexpr char kNeedsInteger[] = "Un nombre entier est attendu, par exemple 12.";
inline constexpr char kNeedsDecimal[] = "Un nombre est attendu, par exemple 12,5.";
inline constexpr char kPickDate[] = "Choisir une date";
inline constexpr char kTooLarge[] = "Ce nombre est trop grand.";
inline constexpr char kNeedsDate[] = "Une date est attendue.";
inline constexpr char kNoAnswer[] = "Sans réponse";
inline constexpr char kMissing[] = "réponse manque";
inline constexpr char kMissingMany[] = "réponses manquent";
inline constexpr char kToCorrect[] = "à corriger";
inline constexpr char kAuthor[] = "Par";

// ---- conflicts and quarantine
inline constexpr char kTwoAnswers[] = "Deux réponses différentes";
inline constexpr char kTwoAnswersText[] =
    "Deux réponses différentes : choisissez la bonne, rien n'est perdu.";
inline constexpr char kDoubleAnswer[] = "réponse double à choisir";
inline constexpr char kDoubleAnswers[] = "réponses doubles à choisir";
inline constexpr char kConflicts[] = "À choisir";
inline constexpr char kQuarantine[] = "Refusé par le serveur";
inline constexpr char kQuarantineText[] =
    "Ces saisies sont gardées sur le serveur et visibles par la coordination.";
inline constexpr char kMe[] = "moi";
inline constexpr char kSomeone[] = "une autre personne";

// ---- requests
inline constexpr char kNoRequest[] =
    "Pas encore de demande. Touchez « Nouvelle demande » pour en noter une.";

// ---- solutions
inline constexpr char kSearchSolution[] = "Chercher une solution";
inline constexpr char kSearchHint[] =
    "Tapez un produit, un problème ou un appareil : « séchoir mangue ».";
inline constexpr char kNothingFound[] = "Rien trouvé";
inline constexpr char kAskInstead[] =
    "Aucune fiche ne contient ces mots. Vous pouvez en faire une demande d'appui.";
inline constexpr char kNoSheetHasAll[] =
    "Aucune fiche ne contient tous ces mots. Les plus proches :";
inline constexpr char kOrAsk[] = "Ce n'est pas cela ? Vous pouvez en faire une demande d'appui.";
inline constexpr char kAllSheets[] = "Toutes les fiches";
inline constexpr char kFoundBy[] = "trouvé par : ";
inline constexpr char kNotReviewed[] = "Aucun spécialiste du métier n'a encore relu cette fiche.";
inline constexpr char kToVerify[] = "à vérifier";
inline constexpr char kPrinciple[] = "Comment ça marche";
inline constexpr char kSetUp[] = "Mise en œuvre";
inline constexpr char kWatchPoints[] = "Points de vigilance";
inline constexpr char kUpkeep[] = "Entretien";
inline constexpr char kFigures[] = "Chiffres";
inline constexpr char kEvidence[] = "Preuves";
inline constexpr char kSources[] = "Sources";
inline constexpr char kHealthRisk[] = "Risque pour la santé : ";
inline constexpr char kSource[] = "Source : ";
inline constexpr char kAtMost[] = "au plus ";
inline constexpr char kAtLeast[] = "au moins ";
inline constexpr char kTo[] = " à ";
inline constexpr char kWater[] = "Eau";
inline constexpr char kElectricity[] = "Électricité";
inline constexpr char kSkill[] = "Compétence";
inline constexpr char kOther[] = "Autre";
inline constexpr char kConstraints[] = "Ce qu'il faut";

// ---- shared by other apps
inline constexpr char kSharedText[] = "Texte partagé";
inline constexpr char kSharedTextIs[] = "Une demande avec ce texte : ";
inline constexpr char kTapForRequest[] = "Touchez pour en faire une demande.";
inline constexpr char kDropShared[] = "Ne pas garder ce texte";
inline constexpr char kSharedWaits[] =
    "Le texte partagé est gardé sur ce téléphone. Vous en ferez une demande après l'inscription.";

// ---- the home screen
inline constexpr char kInstallCard[] =
    "Gardez le carnet sur l'écran d'accueil : il s'ouvre sans réseau et protège mieux vos saisies.";
inline constexpr char kInstallShort[] = "Installer";
inline constexpr char kLater[] = "Plus tard";
inline constexpr char kInstalled[] = "Le carnet est sur l'écran d'accueil.";
inline constexpr char kInstallFirst[] = "Mettez d'abord le carnet sur l'écran d'accueil.";
inline constexpr char kInstallFirstWhy[] =
    "Le code d'inscription ne sert qu'une fois, et ce qui est fait dans Safari n'arrive pas dans "
    "le "
    "carnet de l'écran d'accueil.";
inline constexpr char kStepShare[] = "Touchez Partager, dans la barre de Safari ou dans son menu.";
inline constexpr char kStepAddToHome[] =
    "Choisissez « Sur l'écran d'accueil », puis touchez Ajouter.";
inline constexpr char kStepOpenAndEnrol[] =
    "Ouvrez le carnet depuis l'écran d'accueil et donnez-y le code d'inscription.";
inline constexpr char kStepMenu[] = "Touchez le menu du navigateur.";
inline constexpr char kStepMenuInstall[] =
    "Choisissez « Installer » ou « Ajouter à l'écran d'accueil ».";
inline constexpr char kStepOpen[] = "Ouvrez ensuite le carnet depuis l'écran d'accueil.";
inline constexpr char kStartsEmpty[] =
    "Le carnet installé s'ouvre vide et demande un nouveau lien d'inscription. Envoyez d'abord "
    "tout "
    "ce qui est ici.";
inline constexpr char kCopyCode[] = "Copier le code";
inline constexpr char kCodeCopied[] = "Code copié";
inline constexpr char kStayInSafari[] = "Continuer dans Safari";
inline constexpr char kStayInSafariWhy[] =
    "Sans installation, l'iPhone peut effacer le carnet après 7 jours sans l'ouvrir.";

// ---- more and status
inline constexpr char kInstall[] = "Installer sur l'écran d'accueil";
inline constexpr char kTextSize[] = "Taille du texte";
inline constexpr char kSyncNow[] = "Synchroniser maintenant";
inline constexpr char kUpdateNow[] = "Mettre à jour";
inline constexpr char kUpdated[] = "Mise à jour faite, version ";
inline constexpr char kWentBack[] = "Retour à la version ";
inline constexpr char kNewOneFailed[] =
    "La nouvelle version ne s'est pas ouverte sur ce téléphone : voici la version précédente.";
inline constexpr char kTryNewOne[] = "Réessayer la nouvelle version";
inline constexpr char kConnection[] = "Connexion";
inline constexpr char kStorage[] = "Mémoire du téléphone";
inline constexpr char kThisPhone[] = "Ce téléphone";
inline constexpr char kLastSync[] = "Dernier échange";
inline constexpr char kNever[] = "jamais";
inline constexpr char kPersistent[] = "Protégée contre l'effacement automatique";
inline constexpr char kNotPersistent[] =
    "Le navigateur peut effacer ces données s'il manque de place. Ce qui est envoyé reste sur le "
    "serveur.";
inline constexpr char kNotPersistentInstall[] =
    "Le navigateur peut effacer ces données s'il manque de place : installez l'application.";
inline constexpr char kNotPersistentInSafari[] =
    "Dans Safari, l'iPhone peut effacer ces données après 7 jours sans ouvrir le carnet.";
inline constexpr char kPersistenceUnknown[] =
    "Ce navigateur ne dit pas s'il protège ces données contre l'effacement.";
inline constexpr char kOpenedFrom[] = "Ouvert depuis";
inline constexpr char kHomeScreen[] = "L'écran d'accueil";
inline constexpr char kBrowser[] = "Le navigateur";
inline constexpr char kUsed[] = "Utilisée";
inline constexpr char kUsedOf[] = " sur ";
inline constexpr char kPerson[] = "Personne";
inline constexpr char kHub[] = "Hub";
inline constexpr char kEntry[] = "saisie";
inline constexpr char kEntries[] = "saisies";
inline constexpr char kStatusWords[] = "Envoi, mémoire, réponses doubles, version";
inline constexpr char kKeep[] = "Garder";
inline constexpr char kVersion[] = "Version";
inline constexpr char kAbout[] = "À propos";
inline constexpr char kAboutText[] =
    "Carnet de terrain des référents technologiques du réseau HUB-IIT : Mali, Sénégal, Tchad, "
    "Burkina Faso.";

// ---- values in words
struct Word {
    std::string_view code, label;
};
// As in shared/content/vocab.json.
inline constexpr Word kSectors[] = {
    {"mangue", "Mangue et autres fruits"},
    {"karite", "Karité"},
    {"cereales", "Mil, sorgho, maïs"},
    {"fonio", "Fonio"},
    {"riz", "Riz"},
    {"arachide", "Arachide"},
    {"sesame", "Sésame"},
    {"niebe", "Niébé"},
    {"lait", "Lait"},
    {"poisson", "Poisson"},
    {"viande", "Viande"},
    {"miel", "Miel"},
    {"manioc", "Manioc"},
    {"legumes", "Oignon, tomate et autres légumes"},
    {"boissons", "Bissap, tamarin, gingembre, baobab"},
    {"nere", "Néré / soumbala"},
    {"moringa", "Moringa"},
    {"anacarde", "Anacarde"},
    {"sel", "Sel"},
    {"spiruline", "Spiruline / dihé"},
    {"toutes", "Toutes filières"},
};

inline constexpr Word kEnergies[] = {
    {"solaire", "Solaire"},         {"gaz", "Gaz butane"}, {"bois_biomasse", "Bois et biomasse"},
    {"electricite", "Électricité"}, {"manuel", "Manuel"},  {"diesel", "Diesel ou essence"},
    {"biogaz", "Biogaz"},
};
inline constexpr char const* kMonths[] = {"janvier",   "février", "mars",     "avril",
                                          "mai",       "juin",    "juillet",  "août",
                                          "septembre", "octobre", "novembre", "décembre"};
inline constexpr char kJustNow[] = "à l'instant";
inline constexpr char kAgo[] = "il y a ";
inline constexpr char kInDays[] = "dans ";
inline constexpr char kThisDay[] = "aujourd'hui";
inline constexpr char kTomorrow[] = "demain";
inline constexpr char kDayLate[] = "jour de retard";
inline constexpr char kDaysLate[] = "jours de retard";
inline constexpr char kMinute[] = "minute";
inline constexpr char kMinutes[] = "minutes";
inline constexpr char kHour[] = "heure";
inline constexpr char kHours[] = "heures";
inline constexpr char kDay[] = "jour";
inline constexpr char kDays[] = "jours";
inline constexpr char kYes[] = "oui";
inline constexpr char kNo[] = "non";

}  // namespace hub::ui::texts
