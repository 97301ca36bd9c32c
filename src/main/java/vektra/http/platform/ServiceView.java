package vektra.http.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Catalogue;
import vektra.http.request.DerivedId;
import vektra.json.Json;
import vektra.model.name.ServiceName;
import vektra.model.name.Tag;
import vektra.model.service.Action;
import vektra.model.service.HostPort;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;

/** A service and its plans as the API shows them. */
final class ServiceView {
    private ServiceView() {}

    static Map<String, @Nullable Object> of(Service service, Set<ServiceName> enabled) {
        boolean sharable = service.plans().stream().anyMatch(Plan::sharable);
        return Json.map(
                "available_regions", List.of("local"),
                "cli_plugin_name", null,
                "config_vars",
                        service.configVars().stream()
                                .map(var -> Json.map("name", var.name(), "description", var.description()))
                                .toList(),
                "description", service.description(),
                "enabled", enabled.contains(service.name()),
                "human_name", service.title(),
                "id", DerivedId.of("service", service.name().value()),
                "name", service.name().value(),
                "state", "ga",
                "supports_multiple_installations", !service.shipsLogs(),
                "supports_sharing", sharable,
                "supports_upgrading", service.plans().size() > 1);
    }

    /** How a service stands, without what its options hold. */
    static Map<String, @Nullable Object> state(Catalogue.Offered offered) {
        Server server = offered.server();
        return Json.map(
                "name", offered.service().name().value(),
                "state", offered.state().name().toLowerCase(Locale.ROOT),
                "version", server == null ? null : server.version(),
                "hosts",
                        server == null
                                ? List.of()
                                : server.hosts().stream()
                                        .map(HostPort::toString)
                                        .toList(),
                "managed", server == null ? null : server.managed());
    }

    static Map<String, @Nullable Object> brief(ServiceName name) {
        return Json.map("id", DerivedId.of("service", name.value()), "name", name.value());
    }

    static Map<String, @Nullable Object> plan(Service service, Catalogue.PlanOffer offer) {
        Plan plan = offer.plan();
        Map<String, @Nullable Object> view = plan(service.name(), plan.name());
        view.putAll(Json.map(
                "addon_service", brief(service.name()),
                "attributes",
                        Json.map("dedicated", plan.dedicated(), "limits", offer.limits(), "sharable", plan.sharable()),
                "compliance", offer.tags().stream().map(Tag::value).toList(),
                "default", plan.equals(service.defaultPlan()),
                "description", plan.description(),
                "human_name", plan.name(),
                "installable_inside_private_network", true,
                "installable_outside_private_network", true,
                "space_default", false,
                "state", "ga",
                "visible", true));
        return view;
    }

    /** The plan of an add-on, with what it costs. */
    static Map<String, @Nullable Object> plan(ServiceName service, String plan) {
        String full = service + ":" + plan;
        return Json.map("id", DerivedId.of("plan", full), "name", full, "price", price());
    }

    /** Every plan is free: Vektra runs on machines that are paid for already. */
    static Map<String, @Nullable Object> price() {
        return Json.map("cents", 0, "contract", false, "metered", false, "unit", "month");
    }

    /** An action with where it is done; null where no app has the add-on. */
    static Map<String, @Nullable Object> action(Action action, @Nullable String url) {
        return Json.map(
                "description", action.description(),
                "destructive", action.destructive(),
                "method", action.readOnly() ? "GET" : "POST",
                "name", action.name(),
                "params", action.params().stream().map(ServiceView::param).toList(),
                "read_only", action.readOnly(),
                "url", url);
    }

    private static Object param(ServiceOption param) {
        return Json.map(
                "choices", param.choices(),
                "default", param.defaultValue(),
                "description", param.description(),
                "name", param.name(),
                "type", param.type().name().toLowerCase(Locale.ROOT));
    }
}
