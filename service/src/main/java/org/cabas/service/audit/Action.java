package org.cabas.service.audit;

/**
 * Everything that the audit log tells of. The words stand after the name of the person who did it and before what it was done
 * to, in the past tense and without agreement: « a publié ».
 */
public enum Action {
    SIGNED_IN("Connexion", "a ouvert une session"),
    SIGN_IN_LOCKED("Connexion bloquée", "ne peut plus se connecter pour un temps, après trop d’essais"),
    PASSWORD_CHANGED("Mot de passe changé", "a changé son mot de passe"),
    INVITED("Invitation", "a invité une personne comme"),
    PASSWORD_LINK_GIVEN("Nouveau mot de passe proposé", "a donné un lien pour choisir un nouveau mot de passe à"),
    INVITATION_WITHDRAWN("Invitation retirée", "a retiré une invitation comme"),
    INVITATION_ACCEPTED("Invitation acceptée", "a accepté son invitation comme"),
    ROLE_GIVEN("Rôle donné", "a donné le rôle"),
    ROLE_TAKEN("Rôle retiré", "a retiré le rôle"),
    PUBLIC_PAGE_OPENED("Page publique ouverte", "a ouvert la page publique"),
    PUBLIC_PAGE_CLOSED("Page publique fermée", "a fermé la page publique"),
    DRAFT_STARTED("Brouillon commencé", "a commencé un brouillon de"),
    DRAFT_IMPORTED("Brouillon importé", "a importé un brouillon de"),
    DRAFT_EXPORTED("Table exportée", "a exporté"),
    DRAFT_DELETED("Brouillon supprimé", "a supprimé un brouillon de"),
    SIMULATED("Simulation", "a simulé"),
    PROPOSED("Proposition", "a proposé"),
    PROPOSAL_WITHDRAWN("Proposition retirée", "a retiré la proposition"),
    PROPOSAL_OUTDATED("Proposition dépassée", "a mis de côté, dépassée par une autre publication,"),
    DRAFTS_REOPENED("Brouillons repris", "a repris les brouillons de"),
    COMMENTED("Commentaire", "a commenté"),
    VOTE_OPENED("Vote ouvert", "a ouvert le vote sur"),
    VOTED("Vote", "a voté sur"),
    VOTE_CLOSED("Vote clos", "a clos le vote sur"),
    PUBLISHED("Publication", "a publié"),
    PUBLICATION_WITHDRAWN("Publication retirée", "a retiré la publication de"),
    TOOK_EFFECT("Entrée en vigueur", "a mis en vigueur"),
    CASE_CLAIMED("Dossier pris en charge", "s’occupe maintenant de"),
    CASE_HANDED_OVER("Dossier confié", "a confié à un autre membre de l’équipe"),
    CASE_RELEASED("Dossier remis à prendre", "a remis à prendre"),
    CASE_READ("Dossier lu", "a lu"),
    FOLLOW_UP_OFFERED("Suivi de santé proposé", "a proposé"),
    CONSENT_WITHDRAWN("Consentement retiré", "a noté le retrait du consentement de"),
    TASK_POSTPONED("Tâche reportée", "a reporté une tâche de"),
    DOCUMENT_ADDED("Document ajouté", "a ajouté un document à"),
    DOCUMENT_REMOVED("Document retiré", "a retiré un document de"),
    INCIDENT_RETRIED("Incident réessayé", "a fait réessayer une étape de"),
    CALENDAR_SHARED("Agenda partagé", "a créé une adresse d’agenda pour"),
    CALENDAR_WITHDRAWN("Agenda retiré", "a retiré son adresse d’agenda pour"),
    SETTINGS_CHANGED("Réglages", "a changé les réglages de");

    private final String label;
    private final String words;

    Action(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** What filters and columns call it. */
    public String label() {
        return label;
    }

    /** What stands between person and subject. */
    public String words() {
        return words;
    }
}
