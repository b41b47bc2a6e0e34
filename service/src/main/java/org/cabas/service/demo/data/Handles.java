package org.cabas.service.demo.data;

/** What the demonstration calls its own: names that a first try can be copied with. */
public final class Handles {

    /** The key of a gateway that may do everything for every demonstration fund. */
    public static final String GATEWAY_KEY = "demo-gateway-key";

    /** The id of that gateway. */
    public static final String GATEWAY = "demo-gateway";

    /** A market gardener of Joigny: organic, in direct sale, conventioned. */
    public static final String GARDENER = "joigny-maraicher";

    /** Organic lentils in a packet. */
    public static final String ORGANIC_LENTILS = Numbers.gtin(1, 1);

    /** A bottle of wine. */
    public static final String WINE = Numbers.gtin(2, 0);

    /** A soda, NOVA 4. */
    public static final String SODA = Numbers.gtin(3, 0);

    /** A jar of jam whose NOVA group nobody knows. */
    public static final String JAM = Numbers.gtin(4, 0);

    /** Of everybody's account; no secret, and nowhere else. */
    public static final String PASSWORD = "panier de saison";

    private Handles() {}

    /** The account of someone in a fund: {@code comite1@joigny.demo}. */
    public static String account(String who, String fund) {
        return who + "@" + fund + ".demo";
    }

    /** The card of a fund's household: {@code crd_demo_joigny_1}. */
    public static String card(String fund, int household) {
        return "crd_demo_" + fund + "_" + household;
    }
}
