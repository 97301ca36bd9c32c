package vektra.http.platform;

import java.util.List;
import vektra.addons.services.Catalogue;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.Shape;
import vektra.model.Service;

/** The available services. */
public final class ServiceRoutes {
    private static final String SERVICE = "/addon-services/{service}";

    private ServiceRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.get(
                        "/addon-services",
                        "The available services",
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
        return Answer.ok(new Catalogue(call.home())
                .plans(service.name()).stream()
                        .map(offer -> ServiceView.plan(service, offer))
                        .toList());
    }

    private static Answer plan(Call call) {
        Service service = service(call);
        String text = call.name("plan");
        String full = text.contains(":") ? text : service.name() + ":" + text;
        return Answer.ok(new Catalogue(call.home())
                .plans(service.name()).stream()
                        .filter(offer -> {
                            String name = service.name() + ":" + offer.plan().name();
                            return name.equals(full) || Shape.id("plan", name).equals(text);
                        })
                        .map(offer -> ServiceView.plan(service, offer))
                        .findFirst()
                        .orElseThrow(() -> Refusal.notFound("plan", "plan")));
    }
}
