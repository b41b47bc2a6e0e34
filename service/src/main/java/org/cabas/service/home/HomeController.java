package org.cabas.service.home;

import io.micronaut.core.order.OrderUtil;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.page.Today;

/** My funds, and a fund today. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class HomeController {
    private final TablesNow tables;
    private final PublicPages publicPages;
    private final List<Today> today;
    private final Pages pages;

    HomeController(TablesNow tables, PublicPages publicPages, List<Today> today, Pages pages) {
        this.tables = tables;
        this.publicPages = publicPages;
        this.today = today.stream().sorted(OrderUtil.COMPARATOR).toList();
        this.pages = pages;
    }

    /** Whoever has one fund is already there. */
    @Get("/")
    HttpResponse<?> funds(Visitor visitor) {
        return visitor.seats().size() == 1
                ? pages.redirect(Section.HOME.address(visitor.seats().getFirst().fund()))
                : pages.show(Page.of("home/funds", "Mes caisses").by(visitor));
    }

    @Get("/caisses/{fund}")
    HttpResponse<?> fund(Visitor visitor, @PathVariable String fund) {
        var seat = visitor.require(fund, Right.SEE_TABLES);
        return pages.show(Page.of("home/fund", "Aujourd’hui")
                .by(visitor)
                .in(seat, Section.HOME)
                .with("tables", tables.of(fund))
                .with("opened", publicPages.isOpen(fund))
                .with("groups", groups(visitor, seat)));
    }

    private Map<String, List<Today.Item>> groups(Visitor visitor, Seat seat) {
        var groups = new LinkedHashMap<String, List<Today.Item>>();
        for (var feature : today) {
            for (var item : feature.items(visitor, seat)) {
                groups.computeIfAbsent(item.heading(), heading -> new ArrayList<>())
                        .add(item);
            }
        }
        return groups;
    }
}
