package org.cabas.service.account;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cabas.service.access.PublicAddress;
import org.cabas.service.access.Right;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Roles.Colleague;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Who works for a fund: the people, their roles, and the invitations that wait. */
@Controller("/caisses/{fund}/personnes")
@ExecuteOn(TaskExecutors.BLOCKING)
class PeopleController {
    private final Transactions transactions;
    private final Roles roles;
    private final Invitations invitations;
    private final Inviting inviting;
    private final GivingRoles givingRoles;
    private final PublicAddress publicAddress;
    private final List<FundSetting> settings;
    private final Pages pages;

    PeopleController(
            Transactions transactions,
            Roles roles,
            Invitations invitations,
            Inviting inviting,
            GivingRoles givingRoles,
            PublicAddress publicAddress,
            List<FundSetting> settings,
            Pages pages) {
        this.transactions = transactions;
        this.roles = roles;
        this.invitations = invitations;
        this.inviting = inviting;
        this.givingRoles = givingRoles;
        this.publicAddress = publicAddress;
        this.settings = settings;
        this.pages = pages;
    }

    /** What was typed into the form of an invitation. */
    public record Typed(String email, String name, Set<Role> roles) {
        static final Typed NOTHING = new Typed("", "", Set.of());
    }

    @Get
    HttpResponse<?> list(Visitor visitor, @PathVariable String fund) {
        return pages.show(page(visitor, fund, Typed.NOTHING, List.of()));
    }

    @Post("/invitations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> invite(
            HttpRequest<?> request, Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        var typed = new Typed(text(form, "email"), text(form, "name"), checked(form));
        return switch (inviting.invite(visitor, fund, typed.email(), typed.name(), typed.roles())) {
            case Inviting.Refused(var errors) ->
                pages.show(page(visitor, fund, typed, errors), HttpStatus.UNPROCESSABLE_ENTITY);
            case Inviting.Invited(var token) ->
                pages.show(
                        Page.of("account/link", "L’invitation est prête")
                                .by(visitor)
                                .in(seat, Section.PEOPLE)
                                .with("name", typed.name().strip())
                                .with("days", Invitations.AGE.toDays())
                                .with("link", publicAddress.of(request, "/invitation/" + token)),
                        HttpStatus.CREATED);
        };
    }

    @Post("/invitations/{id}/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        var withdrawn = inviting.withdraw(visitor, fund, id);
        return pages.redirect(
                visitor,
                seat.address("/personnes"),
                withdrawn
                        ? Flash.done("L’invitation est retirée\u00a0: son lien ne mène plus à rien.")
                        : Flash.attention(
                                "Cette invitation n’attendait plus\u00a0: elle a été acceptée, retirée, ou elle a expiré."));
    }

    @Get("/{person}")
    HttpResponse<?> person(Visitor visitor, @PathVariable String fund, @PathVariable String person) {
        return pages.show(person(visitor, fund, person, List.of()));
    }

    @Post("/{person}/roles")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(
            Visitor visitor, @PathVariable String fund, @PathVariable String person, @Body Map<String, Object> form) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        return switch (givingRoles.change(visitor, fund, person, checked(form))) {
            case GivingRoles.NoColleague none -> throw new ProblemFound(Kind.NOT_FOUND);
            case GivingRoles.LastAdministrator last ->
                pages.show(
                        person(
                                visitor,
                                fund,
                                person,
                                List.of(new FieldError(
                                        "role-ADMINISTRATOR",
                                        "C’est la dernière personne qui administre la caisse\u00a0: donnez d’abord ce rôle à "
                                                + "une autre."))),
                        HttpStatus.UNPROCESSABLE_ENTITY);
            case GivingRoles.Changed(var name, var now) -> {
                var done = now.isEmpty()
                        ? name + " n’a plus de rôle dans la caisse."
                        : name + " est maintenant " + Role.inWords(now) + ".";
                // Whoever gave up the right to see this page is better off at the home.
                var stays = !person.equals(visitor.id()) || now.contains(Role.ADMINISTRATOR);
                var next = stays ? seat.address("/personnes") : "/";
                yield pages.redirect(visitor, next, Flash.done(done));
            }
        };
    }

    @Post("/{person}/mot-de-passe")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> renewPassword(
            HttpRequest<?> request, Visitor visitor, @PathVariable String fund, @PathVariable String person) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        var colleague = colleague(fund, person);
        return inviting.renewPassword(visitor, fund, person)
                .<HttpResponse<?>>map(token -> pages.show(
                        Page.of("account/link", "Le lien est prêt")
                                .by(visitor)
                                .in(seat, Section.PEOPLE)
                                .with("name", colleague.name())
                                .with("days", Invitations.AGE.toDays())
                                .with("link", publicAddress.of(request, "/invitation/" + token)),
                        HttpStatus.CREATED))
                .orElseGet(() -> pages.redirect(
                        visitor,
                        seat.address("/personnes/" + person),
                        Flash.refused(
                                "Cette personne travaille aussi pour une caisse que vous n’administrez pas\u00a0: seul qui "
                                        + "administre toutes ses caisses peut lui donner un nouveau mot de passe.")));
    }

    private Page page(Visitor visitor, String fund, Typed typed, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        return Page.of("account/people", "Les personnes", errors)
                .by(visitor)
                .in(seat, Section.PEOPLE)
                .with("people", transactions.run(connection -> roles.colleagues(connection, fund)))
                .with("invitations", transactions.run(connection -> invitations.of(connection, fund)))
                .with("settings", settings.stream().map(each -> each.of(fund)).toList())
                .with("roles", Role.values())
                .with("typed", typed);
    }

    private Page person(Visitor visitor, String fund, String person, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.MANAGE_PEOPLE);
        var colleague = colleague(fund, person);
        return Page.of("account/person", colleague.name())
                .by(visitor)
                .in(seat, Section.PEOPLE)
                .with("colleague", colleague)
                .with("roles", Role.values())
                .with("errors", errors);
    }

    private Colleague colleague(String fund, String person) {
        return transactions.run(connection -> roles.colleagues(connection, fund)).stream()
                .filter(each -> each.id().equals(person))
                .findFirst()
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static String text(Map<String, Object> form, String field) {
        return form.get(field) instanceof String text ? text : "";
    }

    /** The roles that are checked, among those there are: one comes as a text, several as a list. */
    private static Set<Role> checked(Map<String, Object> form) {
        var names = switch (form.get("role")) {
            case String one -> List.of(one);
            case List<?> several -> several;
            case null, default -> List.of();
        };
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.name()))
                .collect(Collectors.toSet());
    }
}
