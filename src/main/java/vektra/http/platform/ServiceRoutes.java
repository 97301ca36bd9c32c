package vektra.http.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Catalogue;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.model.Token;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;

/** The available services. */
public final class ServiceRoutes {
    private static final String SERVICE = "/addon-services/{service}";

    private ServiceRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view(
                                "/server-states",
                                "The state of the servers of services",
                                "ServerStates",
                                ServiceRoutes::states)
                        .forSomeApps(),
                Route.view("/addon-services", "The available services", "AddonServices", ServiceRoutes::services)
                        .forSomeApps(),
                Route.view(SERVICE, "One service", "AddonService", ServiceRoutes::one)
                        .forSomeApps(),
                Route.patch(
                                SERVICE,
                                "Enable or disable a service, whose data are kept",
                                "AddonServiceChange",
                                "AddonService",
                                ServiceRoutes::change)
                        .needs(Token.Scope.ADMIN),
                Route.view(SERVICE + "/plans", "The plans of a service", "Plans", ServiceRoutes::plans)
                        .forSomeApps(),
                Route.view(SERVICE + "/plans/{plan}", "One plan", "Plan", ServiceRoutes::plan)
                        .forSomeApps());
    }

    private static Answer services(Call call) {
        Catalogue catalogue = call.verbs().catalogue();
        Set<ServiceName> enabled = catalogue.enabled();
        return Answer.ok(catalogue.all().stream()
                .map(service -> ServiceView.of(service, enabled))
                .toList());
    }

    /** Servers are asked. */
    private static Answer states(Call call) {
        return Answer.ok(call.verbs().catalogue().services().stream()
                .map(ServiceView::state)
                .toList());
    }

    private static Answer one(Call call) {
        return Answer.ok(ServiceView.of(service(call), call.verbs().catalogue().enabled()));
    }

    /** Enabled with the usual options; a server at an address of one's choice is for who is on the machine. */
    private static Answer change(Call call) {
        Service service = service(call);
        Fields body = call.body();
        if (!body.has("enabled")) {
            throw Refusal.invalid("\"enabled\" must be true or false.");
        }
        if (body.flag("enabled")) {
            call.verbs().services().enable().enable(service.name(), Map.of(), null);
        } else if (service.shipsLogs()) {
            throw Refusal.invalid("A service that ships log lines is disabled on the server's machine: vektra"
                    + " addons:disable " + service.name() + ".");
        } else {
            call.verbs().services().disable().disable(service.name(), body.flag("force"));
        }
        return one(call);
    }

    private static Service service(Call call) {
        String text = call.name("service");
        return call.verbs().catalogue().all().stream()
                .filter(service -> service.name().value().equals(text)
                        || DerivedId.of("service", service.name().value()).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("add-on service", "addon_service"));
    }

    private static Answer plans(Call call) {
        Service service = service(call);
        return Answer.ok(call.verbs().catalogue().plans(service.name()).stream()
                .map(offer -> ServiceView.plan(service, offer))
                .toList());
    }

    private static Answer plan(Call call) {
        Service service = service(call);
        String text = call.name("plan");
        String full = text.contains(":") ? text : service.name() + ":" + text;
        return Answer.ok(call.verbs().catalogue().plans(service.name()).stream()
                .filter(offer -> {
                    String name = service.name() + ":" + offer.plan().name();
                    return name.equals(full) || DerivedId.of("plan", name).equals(text);
                })
                .findFirst()
                .map(offer -> provisioned(call, service, offer))
                .orElseThrow(() -> Refusal.notFound("plan", "plan")));
    }

    /** A plan with the apps that own an add-on of it. */
    private static Map<String, @Nullable Object> provisioned(Call call, Service service, Catalogue.PlanOffer offer) {
        Map<String, @Nullable Object> view = ServiceView.plan(service, offer);
        view.put(
                "provisioned_by",
                call.find().apps().stream()
                        .filter(app -> app.addons().stream()
                                .anyMatch(addon -> addon.service().equals(service.name())
                                        && addon.plan().equals(offer.plan().name())))
                        .map(AppView::brief)
                        .toList());
        return view;
    }
}
