package org.cabas.service.page;

import org.cabas.service.problem.Problem;

/**
 * What an error page says.
 *
 * @param title what happened
 * @param why and what was kept
 * @param next what to do, as the words of a link
 * @param address where that leads
 */
public record ErrorWords(String title, String why, String next, String address) {
    private static final String HOME = "Aller à mes caisses";

    static final ErrorWords SIGNED_OUT = new ErrorWords(
            "Votre session est terminée",
            "Elle a pris fin parce que la page est restée longtemps sans servir, ou parce que vous avez quitté Cabas "
                    + "dans un autre onglet. Rien n’a été enregistré cette fois-ci.",
            "Se connecter",
            "/connexion");

    static final ErrorWords EXPIRED = new ErrorWords(
            "Ce formulaire n’est plus valable",
            "Il a été ouvert avant votre dernière connexion. Rien n’a été enregistré cette fois-ci.",
            HOME,
            "/");

    static ErrorWords of(Problem problem) {
        return switch (problem.kind()) {
            case NOT_FOUND ->
                new ErrorWords(
                        "Cette page n’existe pas",
                        "L’adresse contient peut-être une erreur, ou la page est celle d’une caisse dont vous n’êtes pas membre.",
                        HOME,
                        "/");
            case FORBIDDEN ->
                new ErrorWords(
                        "Cette action n’est pas ouverte à votre rôle",
                        "Elle demande un autre rôle dans cette caisse. L’administratrice ou l’administrateur de la caisse peut "
                                + "vous le donner.",
                        HOME,
                        "/");
            case UNAUTHENTICATED ->
                new ErrorWords(
                        "Connectez-vous d’abord", "Cette page demande une connexion.", "Se connecter", "/connexion");
            case MALFORMED, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, IN_PROGRESS, KEY_REUSED ->
                new ErrorWords(
                        "Cette demande n’a pas été comprise",
                        "Rien n’a été enregistré. Revenez à la page précédente et recommencez\u00a0; si cela se reproduit, "
                                + "signalez-le à votre caisse.",
                        HOME,
                        "/");
            case TOO_LARGE ->
                new ErrorWords(
                        "C’est trop volumineux",
                        "Le fichier ou le texte dépasse ce que cette page accepte. Rien n’a été enregistré.",
                        HOME,
                        "/");
            case TOO_MANY_REQUESTS ->
                new ErrorWords(
                        "Trop de demandes à la fois",
                        "Attendez une minute, puis recommencez. Rien n’a été enregistré.",
                        HOME,
                        "/");
            case UNAVAILABLE ->
                new ErrorWords(
                        "Cabas est momentanément indisponible",
                        "La base de données ne répond pas pour l’instant. Recommencez dans une minute\u00a0; ce qui était "
                                + "enregistré est intact.",
                        "Réessayer",
                        "/");
            case UNEXPECTED ->
                new ErrorWords(
                        "Quelque chose n’a pas marché",
                        "C’est une erreur de Cabas, pas la vôtre. Rien n’a été enregistré cette fois-ci\u00a0; l’erreur est notée "
                                + "pour être corrigée.",
                        HOME,
                        "/");
        };
    }
}
