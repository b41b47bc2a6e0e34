package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectionsTest {

    @Test
    void all_objections_are_told_at_once_and_nothing_is_compiled() {
        var tables = List.of(Written.table("eligibility", "somme des points", """
                        Colonne;distance;rate
                        Rôle;si;alors
                        Type;nombre entier;pourcentage
                        Ligne;Distance;Taux
                        R1;;100 %
                        """), Written.table("cofunding", """
                        Colonne;people;user;state
                        Rôle;si;alors;alors
                        Type;nombre entier;pourcentage;pourcentage
                        De;;0 %;0 %
                        À;;100 %;100 %
                        Ligne;Personnes;Foyer;État
                        R1;sinon;30 %;60 %
                        """));

        assertThat(Policy.objections(tables))
                .containsExactly(
                        "Table « Essai eligibility »\u00a0: la colonne « Distance » (distance) n'a pas le type que toutes les"
                                + " caisses lui donnent.",
                        "Table « Essai eligibility »\u00a0: elle ne se lit pas de cette façon, sa réponse doit venir d'une ligne.",
                        "Table « Essai eligibility »\u00a0: il manque une colonne de réponse « coverage », qui donne un"
                                + " pourcentage de 0\u00a0% à 100\u00a0%, toujours connu.",
                        "Table « Essai cofunding »\u00a0: les parts de la ligne R1 font 90\u00a0% au lieu de 100\u00a0%.");
        assertThatThrownBy(() -> Policy.compile(1, tables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Essai cofunding");
    }

    @Test
    void a_question_of_a_fund_s_own_is_the_same_question_in_every_table() {
        var tables = List.of(Written.table("admission", """
                        Colonne;resident;decision
                        Rôle;si;alors
                        Type;oui/non;choix
                        Valeurs;;admitted = admis
                        Ligne;Habite ici;Décision
                        R1;sinon;admis
                        """), Written.table("rotation", """
                        Colonne;resident;decision
                        Rôle;si;alors
                        Type;nombre entier;choix
                        Valeurs;;stays = reste
                        Ligne;Années de résidence;Décision
                        R1;sinon;reste
                        """));

        assertThat(Policy.objections(tables))
                .containsExactly(
                        "Table « Essai rotation »\u00a0: la colonne « Années de résidence » (resident) n'a pas le type"
                                + " qu'une autre table de la caisse lui donne.");
    }

    @Test
    void a_coverage_above_the_price_or_unknown_is_refused() {
        assertThat(Policy.objections(List.of(Written.table("eligibility", """
                        Colonne;organic;coverage
                        Rôle;si;alors
                        Type;oui/non;pourcentage
                        De;;0 %
                        À;;120 %
                        Ligne;Bio;Prise en charge
                        R1;sinon;120 %
                        """))))
                .singleElement()
                .asString()
                .contains("pourcentage de 0\u00a0% à 100\u00a0%, toujours connu");
    }

    @Test
    void a_decision_that_cabas_does_not_know_is_refused() {
        assertThat(Policy.objections(List.of(Written.table("admission", """
                        Colonne;resident;decision
                        Rôle;si;alors
                        Type;oui/non;choix
                        Valeurs;;admitted = admis | maybe = peut-être
                        Ligne;Habite ici;Décision
                        R1;sinon;admis
                        """))))
                .containsExactly(
                        "Table « Essai admission »\u00a0: « peut-être » (maybe) n'est pas une décision que Cabas connaît.");
    }

    @Test
    void a_share_of_an_allocation_that_no_table_gives_is_refused() {
        assertThat(Policy.objections(List.of(Written.table("contribution", """
                        Colonne;income;contribution
                        Rôle;si;alors
                        Type;montant;pourcentage
                        Base;;% de allocation
                        Ligne;Revenu;Contribution
                        R1;sinon;50 %
                        """))))
                .singleElement()
                .asString()
                .contains("une part de l'allocation, qu'aucune table ne donne");
    }

    @Test
    void a_ceiling_is_an_amount_and_a_grid_adds_points() {
        assertThat(Policy.objections(List.of(
                        Written.table("ceilings", "toutes les lignes qui conviennent", """
                                Colonne;product_family;per_week
                                Rôle;si;alors
                                Type;choix;nombre entier
                                Valeurs;@familles;
                                Ligne;Famille;Par semaine
                                R1;viande;3
                                """),
                        Written.table("conventioning_points", """
                                Colonne;direct_sale;points
                                Rôle;si;alors
                                Type;oui/non;nombre entier
                                Ligne;Vente directe;Points
                                R1;sinon;3
                                """))))
                .containsExactly(
                        "Table « Essai ceilings »\u00a0: le plafond « Par semaine » doit être un montant.",
                        "Table « Essai conventioning_points »\u00a0: elle ne se lit pas de cette façon, sa réponse doit venir"
                                + " d'une somme de points.");
    }

    @Test
    void a_question_is_decided_by_one_table() {
        var rotation = Written.table("rotation", """
                Colonne;months_in_fund;decision
                Rôle;si;alors
                Type;nombre entier;oui/non
                Ligne;Mois;Reste
                R1;sinon;oui
                """);

        assertThat(Policy.objections(List.of(rotation))).isEmpty();
        assertThat(Policy.objections(List.of(rotation, rotation)))
                .containsExactly("Table « Essai rotation »\u00a0: cette table est là deux fois.");
    }
}
