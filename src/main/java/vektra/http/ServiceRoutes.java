package vektra.http;

import java.util.List;
import vektra.addons.Catalogue;
import vektra.model.Plan;
import vektra.model.Service;

/** What is on offer. */
final class ServiceRoutes {
    private static final String SERVICE = "/addon-services/{service}";

    private ServiceRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.get(
                        "/addon-services",
                        "The services on offer",
                        "AddonServices",
                        call -> Answer.ok(new Catalogue(call.home())
                                .all().stream().map(ServiceView::of).toList())),
                Route.get(SERVICE, "One service", "AddonService", call -> Answer.ok(ServiceView.of(service(call)))),
                Route.get(SERVICE + "/plans", "The plans of a service", "Plans", ServiceRoutes::plans),
                Route.get(SERVICE + "/plans/{plan}", "One plan", "Plan", ServiceRoutes::plan));
    }

    private static Service service(Call call) {
        String text = call.name("service");
        return new Catalogue(call.home())
                .all().stream()
                        .filter(service -> service.name().value().equals(text)
                                || Shape.id("service", service.name().value()).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("add-on service", "addon_service"));
    }

    private static Answer plans(Call call) {
        Service service = service(call);
        return Answer.ok(service.plans().stream()
                .map(plan -> ServiceView.plan(service, plan))
                .toList());
    }

    private static Answer plan(Call call) {
        Service service = service(call);
        String text = call.name("plan");
        Plan found = service.plans().stream()
                .filter(plan -> plan.name().equals(text)
                        || (service.name() + ":" + plan.name()).equals(text)
                        || Shape.id("plan", service.name() + ":" + plan.name()).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("plan", "plan"));
        return Answer.ok(ServiceView.plan(service, found));
    }
}
