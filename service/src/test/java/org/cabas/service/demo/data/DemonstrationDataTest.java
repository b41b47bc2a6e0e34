package org.cabas.service.demo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.packaged;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.product.Gtin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(environments = Demonstration.ENVIRONMENT, transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemonstrationDataTest implements OnTestDatabase {
    /** Everything but ids and instants that a database gives by itself. */
    private static final List<String> ALL_THAT_IS_MADE_UP = List.of(
            "select * from fund order by id",
            "select rulebook, question, version, csv from table_version order by 1, 2, 3",
            "select rulebook, policy_version, question, table_version from policy_table order by 1, 2, 3",
            "select * from household order by id",
            "select * from member order by id",
            "select * from card order by id",
            "select * from merchant order by id",
            "select * from convention order by id",
            "select * from product order by gtin",
            "select id, name, hex(key_hash), operations, rate_per_second, revoked_at from gateway order by id",
            "select * from gateway_fund order by 1, 2",
            "select a.fund_id, a.kind, a.owner, sum(e.amount) from account a join entry e on e.account_id = a.id"
                    + " group by 1, 2, 3 order by 1, 2, 3",
            "select count(*) from journal");

    /** A card that expired yesterday has expired in France. */
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    @Inject
    ApplicationContext context;

    private Till till;

    @BeforeAll
    void load() {
        var begun = System.nanoTime();
        load(context);
        System.out.printf("Loaded in %.1f s%n", (System.nanoTime() - begun) / 1e9);
        context.getBean(Sealing.class).seal();
        till = new Till(context.getBean(EmbeddedServer.class).getURI(), Handles.GATEWAY_KEY);
    }

    @Test
    void every_fund_is_there_with_its_people_and_merchants_as_counted() {
        for (var fund : DemonstrationFunds.all()) {
            var size = fund.size();
            assertThat(rows("select status from fund where id = '" + fund.id() + "'"))
                    .as(fund.id())
                    .containsExactly(List.of(fund.status().name()));
            assertThat(row("select count(*), coalesce(sum(adults + children), 0) from household where fund_id = '"
                            + fund.id() + "'"))
                    .as("households and people of " + fund.id())
                    .isEqualTo(List.of(size.households() + "", size.people() + ""));
            if (fund.status() == DemonstrationFund.Status.OPEN) {
                assertThat(row("select count(*) from merchant m join convention c on c.merchant_id = m.id"
                                + " where fund_id = '"
                                + fund.id()
                                + "' and not suspended and '" + TODAY + "' between starts_on and ends_on"))
                        .as("conventioned merchants of " + fund.id())
                        .isEqualTo(List.of(size.producers() + size.shops() + ""));
            }
        }
    }

    @Test
    void each_of_the_twenty_cards_of_joigny_is_active_and_has_sixty_five_euros_of_its_own() {
        var households = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> Handles.card("joigny", number))
                .peek(card -> assertThat(till.available(card)).as(card).isEqualTo(6500))
                .map(card -> row("select m.household_id from card c join member m on m.id = c.member_id where c.id = '"
                        + card + "' and c.status = 'ACTIVE' and m.status = 'ACTIVE'"))
                .distinct();
        assertThat(households).hasSize(20);
    }

    @Test
    void the_first_card_of_the_gers_belongs_to_two_adults_and_one_child_who_receive_a_hundred_euros() {
        assertThat(till.available("crd_demo_gers_1")).isEqualTo(10_000);
    }

    @Test
    void every_card_that_is_in_order_pays_somewhere_in_an_open_fund_and_is_told_that_the_others_are_not_open() {
        var paid = new HashMap<String, Integer>();
        for (var card : rows("""
                select c.id, h.fund_id, f.status, a.balance,
                    (select min(m.id) from merchant m join convention v on v.merchant_id = m.id
                     where m.fund_id = h.fund_id and not v.suspended and '%1$s' between v.starts_on and v.ends_on)
                from card c join member m on m.id = c.member_id join household h on h.id = m.household_id
                join fund f on f.id = h.fund_id
                join account a on a.fund_id = f.id and a.kind = 'household' and a.owner = h.id
                where c.status = 'ACTIVE' and m.status = 'ACTIVE' and c.expires_on >= '%1$s'""".formatted(TODAY))) {
            var open = card.get(2).equals("OPEN");
            if (open && card.get(3).equals("0")) {
                continue;
            }
            var merchant = open ? card.get(4) : "nowhere";
            var body = purchase(card.get(0), merchant, 100);
            body.put("partialApproval", true);
            var answer = till.post("/v1/quotes", Till.key(), body);
            if (open) {
                assertThat(answer.decision()).as(answer.body()).isIn("approved", "partially_approved");
                paid.merge(card.get(1), 1, Integer::sum);
            } else {
                assertThat(answer.reasons()).as(answer.body()).first().isEqualTo("fund_not_open");
            }
        }
        var open = DemonstrationFunds.all().stream()
                .filter(fund -> fund.status() == DemonstrationFund.Status.OPEN)
                .map(DemonstrationFund::id);
        assertThat(paid.keySet()).containsExactlyInAnyOrderElementsOf(open.toList());
        System.out.println("Cards that pay: " + paid);
    }

    @Test
    void what_can_happen_to_a_card_or_a_merchant_can_be_tried_at_joigny() {
        assertThat(reasons(Handles.card("joigny", 90), Handles.GARDENER)).containsExactly("card_blocked");
        assertThat(reasons(Handles.card("joigny", 89), Handles.GARDENER)).containsExactly("card_expired");
        assertThat(reasons(Handles.card("joigny", 88), Handles.GARDENER)).containsExactly("card_not_activated");
        assertThat(reasons(Handles.card("joigny", 87), Handles.GARDENER)).containsExactly("member_suspended");
        assertThat(reasons(Handles.card("joigny", 86), Handles.GARDENER)).containsExactly("member_suspended");
        assertThat(reasons(Handles.card("joigny", 1), "joigny-supermarche"))
                .containsExactly("merchant_not_conventioned");
        assertThat(reasons(Handles.card("joigny", 1), "joigny-suspendu")).containsExactly("convention_suspended");
        assertThat(reasons(Handles.card("joigny", 1), "joigny-expire")).containsExactly("convention_expired");
        assertThat(reasons(Handles.card("joigny", 1), "joigny-fromager")).isEmpty();
    }

    @Test
    void the_goods_of_the_tour_are_decided_as_the_tour_says() {
        var body = basket(
                Handles.card("joigny", 2),
                Handles.GARDENER,
                loose("vegetables", "vegetables", 500, "fr:ab-agriculture-biologique"),
                packaged("lentils", Handles.ORGANIC_LENTILS, 300),
                packaged("jam", Handles.JAM, 400),
                packaged("wine", Handles.WINE, 600),
                packaged("soda", Handles.SODA, 200));
        body.put("partialApproval", true);
        var answer = till.post("/v1/quotes", Till.key(), body);
        var approved = new ArrayList<Long>();
        answer.json()
                .path("lines")
                .forEach(line -> approved.add(line.path("approvedAmount").asLong()));
        assertThat(approved).as(answer.body()).containsExactly(500L, 300L, 200L, 0L, 0L);
    }

    @Test
    void no_cent_is_invented_outside_the_ledger() {
        assertThat(context.getBean(Invariants.class).check()).isEmpty();
        assertThat(rows("select fund_id from account group by fund_id having sum(balance) <> 0"))
                .isEmpty();
        for (var fund : DemonstrationFunds.all()) {
            assertThat(row("select coalesce(-sum(balance), 0) from account where kind = 'outside' and fund_id = '"
                            + fund.id() + "'"))
                    .as("what came into " + fund.id())
                    .isEqualTo(List.of(fund.size().treasury().cents() + ""));
        }
        assertThat(rows("select fund_id from account where kind = 'treasury' and balance < 0"))
                .isEmpty();
    }

    @Test
    void a_siret_has_its_check_digit_and_a_convention_names_a_row_of_a_published_table() {
        var sirets = rows("select siret from merchant where siret is not null");
        assertThat(sirets).hasSizeGreaterThan(100).allMatch(row -> luhn(row.getFirst()));
        for (var decision : rows(
                "select distinct f.rulebook, c.decided_by from convention c join merchant m on m.id = c.merchant_id"
                        + " join fund f on f.id = m.fund_id")) {
            var parts = decision.get(1).split(" ");
            var csv = row("select csv from table_version where rulebook = '" + decision.get(0) + "' and question = '"
                            + parts[0] + "' and version = " + parts[1])
                    .getFirst();
            assertThat(csv.lines().anyMatch(line -> line.startsWith(parts[2] + ";")))
                    .as(decision.toString())
                    .isTrue();
        }
    }

    @Test
    void the_catalogue_has_every_family_and_right_check_digits() {
        assertThat(row("select count(distinct family) from product")).isEqualTo(List.of("17"));
        var gtins = rows("select gtin from product");
        System.out.println(gtins.size() + " products");
        assertThat(gtins)
                .hasSizeGreaterThan(250)
                .allMatch(row -> Gtin.read(row.getFirst()).isPresent());
        assertThat(row("select sum(nova_group is null) > 0, sum(labels is null) > 0, sum(labels = '') > 0,"
                        + " sum(labels like '%fr:ab-agriculture-biologique%') > 0, sum(origin is null) > 0"
                        + " from product"))
                .containsOnly("1");
    }

    @Test
    void a_second_load_changes_nothing() {
        var before = everything(context);
        var said = new ArrayList<String>();
        data(context).forEach(part -> part.load(said::add));
        assertThat(said).isEmpty();
        assertThat(everything(context)).isEqualTo(before);
    }

    @Test
    void the_same_seed_makes_the_same_data_on_another_database() {
        Map<String, Object> properties = new HashMap<>(TestDatabase.fresh().properties());
        try (var other = ApplicationContext.builder(Demonstration.ENVIRONMENT)
                .deduceEnvironment(false)
                .properties(properties)
                .start()) {
            load(other);
            if (TODAY.equals(LocalDate.now(ZoneId.of("Europe/Paris")))) {
                assertThat(everything(other)).isEqualTo(everything(context));
            }
        }
    }

    private List<String> reasons(String card, String merchant) {
        return till.post("/v1/quotes", Till.key(), purchase(card, merchant, 100))
                .reasons();
    }

    private static void load(ApplicationContext context) {
        data(context).forEach(part -> part.load(System.out::println));
    }

    private static List<DemonstrationData> data(ApplicationContext context) {
        var data = new ArrayList<>(context.getBeansOfType(DemonstrationData.class));
        OrderUtil.sort(data);
        return data;
    }

    private static boolean luhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var doubled = (digits.charAt(digits.length() - 1 - i) - '0') * (1 + i % 2);
            sum += doubled / 10 + doubled % 10;
        }
        return digits.length() == 14 && sum % 10 == 0;
    }

    private static String everything(ApplicationContext context) {
        return String.join(
                "\n",
                ALL_THAT_IS_MADE_UP.stream()
                        .map(sql -> sql + rows(context, sql))
                        .toList());
    }

    private List<String> row(String sql) {
        return rows(sql).getFirst();
    }

    private List<List<String>> rows(String sql) {
        return rows(context, sql);
    }

    private static List<List<String>> rows(ApplicationContext context, String sql) {
        return context.getBean(Transactions.class).run(connection -> {
            try (var query = connection.createStatement();
                    var rows = query.executeQuery(sql)) {
                var found = new ArrayList<List<String>>();
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(rows.getString(i)));
                    }
                    found.add(row);
                }
                return found;
            }
        });
    }
}
