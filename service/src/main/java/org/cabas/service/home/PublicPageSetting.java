package org.cabas.service.home;

import jakarta.inject.Singleton;
import org.cabas.service.account.FundSetting;

/** Has the public page opened and closed where a fund's people are managed. */
@Singleton
class PublicPageSetting implements FundSetting {
    private final PublicPages publicPages;

    PublicPageSetting(PublicPages publicPages) {
        this.publicPages = publicPages;
    }

    @Override
    public State of(String fund) {
        var open = publicPages.isOpen(fund);
        return new State(
                "La page publique",
                open
                        ? "Elle est ouverte\u00a0: tout le monde peut lire les tables en vigueur, en toutes lettres. Elle ne montre "
                                + "personne."
                        : "Elle est fermée. Ouverte, elle montre à tout le monde les tables en vigueur, en toutes lettres, et "
                                + "personne.",
                open,
                "/caisses/" + fund + "/page-publique",
                open ? "Fermer la page publique" : "Ouvrir la page publique",
                open ? "/public/" + fund : "");
    }
}
